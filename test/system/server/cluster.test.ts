// Several processes of the service on one machine: one port, one database, one start and one end.
import { writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import t from 'tap'
import { LIMITS } from '../../../src/http/limits.ts'
import { starterFile } from '../../helpers/starter.ts'
import { begin, close, lines, runServer, sendRaw, until } from '../../server/process.ts'
import {
  askAnew,
  askInTime,
  askUntilClosed,
  connect,
  connectToEach,
  isRunning,
  listeners,
  startWorkers,
  underWay
} from '../../server/workers.ts'

const PAGE = '/v1/observations?metric=goods_trade&limit=60'
/** So few that each asks again well within the moment that a closing service leaves for that. */
const CLIENTS = 8

t.test('three workers', async (t) => {
  // All streams may come to one worker.
  const database = join(t.testdir(), 'new/corridor.db')
  const server = await startWorkers(t, database, 3, { CLIENT_STREAMS: '0' })

  await t.test('share one port, and each line of the log tells whose it is', async (t) => {
    const all = listeners(server)
    t.equal(new Set(all.map(({ pid }) => pid)).size, 3)
    t.same(all.map(({ name }) => name).sort(), ['worker 1', 'worker 2', 'worker 3'])
    t.same([...new Set(all.map(({ port }) => port))], [server.port])
    t.notOk(
      all.some(({ pid }) => pid === server.child.pid),
      'the primary serves nothing'
    )
  })

  await t.test('all answer, with the same tag, and each tells how it is', async (t) => {
    const clients = await connectToEach(t, server, 3)
    t.same(
      [...clients.keys()].sort(),
      listeners(server)
        .map(({ pid }) => pid)
        .sort()
    )
    const tags = new Set<unknown>()
    for (const client of clients.values()) {
      const ask = (path: string, headers?: Record<string, string>) =>
        askInTime(client, path, headers)
      const { status, headers } = await ask(PAGE)
      t.equal(status, 200)
      tags.add(headers.etag)
      t.equal((await ask(PAGE, { 'if-none-match': String(headers.etag) })).status, 304)
      t.equal((await ask('/health/live')).status, 200)
      t.equal((await ask('/health/ready')).status, 200)
    }
    t.equal(tags.size, 1)
  })

  await t.test('one that is killed is replaced, and no request fails after that', async (t) => {
    const killed = listeners(server)[1]
    let isEnough = false
    const loops = Array.from({ length: 8 }, () => askAnew(server, () => isEnough))
    await underWay(loops)
    process.kill(killed?.pid ?? 0, 'SIGKILL')
    t.ok(await until(() => listeners(server).length === 4), 'another listens')
    isEnough = true
    await Promise.all(loops.map(({ over }) => over))
    const failures = loops.flatMap(({ wrong }) => wrong)
    t.ok(
      failures.length <= loops.length && failures.every((code) => code === 'ECONNRESET'),
      `only what it was at: ${failures}`
    )
    const heir = listeners(server)[3]
    t.match(heir, { name: killed?.name, port: server.port })
    t.match(
      server.logs().find(({ level, name }) => Number(level) >= 50 && name === 'primary'),
      {
        name: 'primary',
        workerPid: killed?.pid,
        msg: `${killed?.name} was ended by SIGKILL; another takes its place`
      }
    )
    for (let count = 0; count < 60; count += 1) {
      const client = connect(server)
      t.equal((await askInTime(client, '/v1/metrics?limit=1')).status, 200)
      client.end()
    }
    t.ok((await connectToEach(t, server, 3)).has(heir?.pid ?? 0), 'the new one answers too')
  })

  await t.test('SIGTERM under load loses no request', async (t) => {
    const slow = await Promise.all(
      Array.from({ length: 3 }, () => begin(`${server.url}/v1/observations.csv`))
    )
    const loops = Array.from({ length: CLIENTS }, () => askUntilClosed(server, PAGE))
    await underWay(loops)
    server.child.kill('SIGTERM')
    await Promise.all(loops.map(({ over }) => over))
    t.same(
      loops.flatMap(({ wrong }) => wrong),
      []
    )
    t.comment(`${loops.reduce((sum, { answers }) => sum + answers(), 0)} answers`)
    for (const response of slow) {
      t.equal(response.status, 200)
      t.equal(lines(await response.text()).filter((line) => /^C\d{4},/.test(line)).length, 1_329)
    }
    t.match(await server.exit, { code: 0, signal: null, stderr: '' })
    t.notOk(listeners(server).some(({ pid }) => isRunning(pid)))
  })
})

t.test('one that hangs is replaced', async (t) => {
  const settings = { HANG_TIMEOUT: '2', METRICS_PORT: '0' }
  const server = await startWorkers(t, await starterFile(t), 2, settings)
  const hanging = listeners(server)[0]
  process.kill(hanging?.pid ?? 0, 'SIGSTOP')
  t.ok(await until(() => listeners(server).length >= 3), 'another listens')
  t.match(
    server.logs().find(({ level, name }) => Number(level) >= 50 && name === 'primary'),
    { workerPid: hanging?.pid, msg: `${hanging?.name} hung and was ended; another takes its place` }
  )
  const [, port] = /metrics for Prometheus at (\S+)/.exec(
    server
      .logs()
      .map(({ msg }) => msg)
      .join('\n')
  ) ?? ['', '']
  const figures = await (await fetch(port ?? '')).text()
  t.match(figures, /corridor_workers_replaced_total\{why="hung",worker="primary"\} [1-9]/)
})

t.test('a signal to the whole group, as a terminal sends it, is one signal', async (t) => {
  const server = await startWorkers(t, await starterFile(t), 2)
  const loops = Array.from({ length: CLIENTS }, () => askUntilClosed(server, PAGE))
  await underWay(loops)
  for (const { pid } of listeners(server)) process.kill(pid, 'SIGINT')
  server.child.kill('SIGINT')
  await Promise.all(loops.map(({ over }) => over))
  t.same(
    loops.flatMap(({ wrong }) => wrong),
    []
  )
  t.match(await server.exit, { code: 0, signal: null, stderr: '' })
})

t.test('a second signal ends all at once', async (t) => {
  const server = await startWorkers(t, await starterFile(t), 2)
  const unfinished = sendRaw(server.port, 'GET /v1/scenarios HTTP/1.1\r\nHost: localhost\r\n')
  const began = Date.now()
  await close(server)
  t.equal(server.child.exitCode, null, 'a request is still under way')
  server.child.kill('SIGTERM')
  t.match(await server.exit, { code: 1, signal: null })
  t.ok(Date.now() - began < LIMITS.closeTimeoutMs, 'before what still runs would be cut')
  t.ok(await until(() => !listeners(server).some(({ pid }) => isRunning(pid))))
  await unfinished
})

t.test('workers do not outlive a primary that is killed', async (t) => {
  const server = await startWorkers(t, await starterFile(t), 2)
  server.child.kill('SIGKILL')
  t.ok(await until(() => !listeners(server).some(({ pid }) => isRunning(pid))))
})

t.test('what stops the start is said once, whatever the number of workers', async (t) => {
  const WEB_CONCURRENCY = '4'
  const folder = t.testdir({ 'letter.db': 'This is a letter, not a database. '.repeat(400) })
  const taken = createServer().listen(0, '127.0.0.1')
  t.teardown(() => taken.close())
  await until(() => taken.listening)
  const { port } = taken.address() as { port: number }
  const file = join(folder, 'corridor.db')
  const settled = await Promise.all([
    runServer(t, { WEB_CONCURRENCY, DATABASE_URL: `file:${join(folder, 'letter.db')}` }).exit,
    runServer(t, { WEB_CONCURRENCY, DATABASE_URL: `file:${file}`, PORT: String(port) }).exit,
    runServer(t, { WEB_CONCURRENCY: '65', DATABASE_URL: `file:${file}` }).exit
  ])
  t.match(settled, [
    {
      code: 1,
      stdout: '',
      stderr:
        /^Corridor Metrics could not start\. .*letter\.db cannot be used: file is not a database\n$/
    },
    {
      code: 1,
      stdout: '',
      stderr: new RegExp(`^Corridor Metrics could not start\\. .* PORT=${port} .*EADDRINUSE.*\n$`)
    },
    {
      code: 78,
      stdout: '',
      stderr:
        /^These settings cannot be used:\n.*\n {2}WEB_CONCURRENCY +"65" +a whole number from 1 to 64\n$/
    }
  ])
})

t.test(
  'workers that die at start are tried again with growing pauses, and given up after five',
  async (t) => {
    const folder = t.testdir()
    const preload = join(folder, 'die.mjs')
    writeFileSync(
      preload,
      `import cluster from 'node:cluster'\nif (cluster.isWorker) process.exit(3)\n`
    )
    const NODE_OPTIONS = `${process.env['NODE_OPTIONS'] ?? ''} --import=${preload}`
    const { exit } = runServer(t, {
      NODE_OPTIONS,
      WEB_CONCURRENCY: '2',
      DATABASE_URL: `file:${join(folder, 'corridor.db')}`
    })
    const { code, stdout, stderr } = await exit
    t.equal(code, 1)
    t.equal(
      stderr,
      'Corridor Metrics could not start. 5 workers ended before they listened; the last ' +
        'ended with exit code 3.\n'
    )
    t.same(
      lines(stdout).map((line) => JSON.parse(line).delay),
      [100, 100, 200, 200]
    )
  }
)
