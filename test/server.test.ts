// The real process: start, second start, what stops it from starting, logs, and changes by other
// processes.
import { execFile } from 'node:child_process'
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { dirname, join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { promisify } from 'node:util'
import t from 'tap'
import { connectSqlite } from '../src/db/sqlite/connect.ts'
import { SLOW } from './helpers/random.ts'
import { starterDatabase, starterFile } from './helpers/starter.ts'
import { begin, lines, ROOT, runServer, startServer, until } from './server/process.ts'

const COUNT = { metric: 'goods_trade', between: 'PAK,KAZ', from: '2023', to: '2023' }

t.test(
  'the first start creates, migrates and loads; the second finds all there',
  SLOW,
  async (t) => {
    const file = join(t.testdir(), 'new/folder/corridor.db')
    const first = await startServer(t, file)
    const ask = async (url: string) => {
      const response = await begin(`${url}/v1/observations?${new URLSearchParams(COUNT)}`)
      return {
        status: response.status,
        etag: response.headers.get('etag'),
        body: (await response.json()) as { data: unknown[]; meta: { revision: number } }
      }
    }
    const answer = await ask(first.url)
    t.equal(answer.status, 200)
    t.ok(answer.body.data.length >= 2)
    t.equal(answer.body.meta.revision, 1)
    t.equal((await fetch(`${first.url}/health/ready`)).status, 200)
    first.child.kill('SIGTERM')
    t.match(await first.exit, { code: 0, signal: null, stderr: '' })

    const second = await startServer(t, file)
    t.same(await ask(second.url), answer, 'the same answer with the same tag')
    second.child.kill('SIGINT')
    t.match(await second.exit, { code: 0, signal: null, stderr: '' })
  }
)

t.test('an invalid setting: exit code 78, a table of what is wrong, no database', async (t) => {
  const file = join(t.testdir(), 'corridor.db')
  const { exit } = runServer(t, { DATABASE_URL: `file:${file}`, PORT: '0x10', LOG_LEVEL: 'loud' })
  t.same(await exit, {
    code: 78,
    signal: null,
    stdout: '',
    stderr: [
      'These settings cannot be used:',
      '  setting    found   expected',
      '  PORT       "0x10"  a whole number from 0 to 65535',
      '  LOG_LEVEL  "loud"  one of fatal, error, warn, info, debug, trace, silent',
      ''
    ].join('\n')
  })
  t.equal(existsSync(file), false)
})

t.test('a file that is no database: exit code 1, named, left as it is', async (t) => {
  const file = join(t.testdir(), 'corridor.db')
  const content = Buffer.from('This is a letter, not a database. '.repeat(400))
  writeFileSync(file, content)
  const { code, stdout, stderr } = await runServer(t, { DATABASE_URL: `file:${file}` }).exit
  t.equal(code, 1)
  t.equal(stdout, '')
  t.match(stderr, /^Corridor Metrics could not start\. .*not a database/)
  t.ok(stderr.includes(file), `which file it is: ${stderr}`)
  t.equal(lines(stderr).length, 1, 'a message, not a stack')
  t.ok(readFileSync(file).equals(content))
})

t.test('a database that is cut off: exit code 1, left as it is', SLOW, async (t) => {
  const file = join(t.testdir(), 'corridor.db')
  const whole = await starterDatabase()
  const content = whole.subarray(0, Math.floor(whole.length / 8192) * 4096)
  writeFileSync(file, content)
  const { code, stderr } = await runServer(t, { DATABASE_URL: `file:${file}` }).exit
  t.equal(code, 1)
  t.match(stderr, /^Corridor Metrics could not start\. .*malformed/)
  t.equal(lines(stderr).length, 1)
  t.equal(
    readFileSync(file).subarray(100).equals(content.subarray(100)),
    true,
    'all behind the header, where the journal mode stands'
  )
})

t.test('a database of a newer version: exit code 1, and why', SLOW, async (t) => {
  const file = join(t.testdir(), 'corridor.db')
  writeFileSync(file, await starterDatabase())
  const client = connectSqlite(file)
  client.exec(`INSERT INTO __drizzle_migrations (hash, created_at) VALUES ('later', 9999999999999)`)
  client.close()
  const before = readFileSync(file)
  t.match(await runServer(t, { DATABASE_URL: `file:${file}` }).exit, {
    code: 1,
    stderr: /made by a newer version of Corridor Metrics/
  })
  t.ok(readFileSync(file).equals(before))
})

t.test('a port that is taken: exit code 1, and which', SLOW, async (t) => {
  const other = createServer().listen(0, '127.0.0.1')
  t.teardown(() => other.close())
  const address = await new Promise<number>((resolve) =>
    other.once('listening', () => resolve((other.address() as { port: number }).port))
  )
  const { code, stderr } = await runServer(t, {
    DATABASE_URL: `file:${join(t.testdir(), 'x.db')}`,
    PORT: String(address)
  }).exit
  t.equal(code, 1)
  t.equal(
    stderr,
    'Corridor Metrics could not start. Another program already listens on ' +
      `PORT=${address} at HOST=127.0.0.1. End it, or choose another PORT (EADDRINUSE).\n`
  )
})

t.test('logs are JSON lines, one an answer, with the id the client sees', async (t) => {
  const server = await startServer(t, await starterFile(t))
  const response = await begin(`${server.url}/v1/metrics?limit=1`)
  const wrong = await begin(`${server.url}/v1/metrics?limit=0x10`)
  await Promise.all([response.text(), wrong.text(), fetch(`${server.url}/health/live`)])
  server.child.kill('SIGTERM')
  await server.exit
  const answered = server.logs().filter(({ msg, status }) => msg === 'answered' && status !== 503)
  t.match(answered, [
    {
      reqId: response.headers.get('x-request-id'),
      method: 'GET',
      url: '/v1/metrics?limit=1',
      status: 200,
      ms: Number,
      ip: '127.0.0.1'
    },
    {
      reqId: wrong.headers.get('x-request-id'),
      method: 'GET',
      url: '/v1/metrics?limit=0x10',
      status: 400
    }
  ])
  t.equal(answered.length, 2, 'and none for the health checks of supervisors')
  t.notOk(
    // A machine that has much to do answers 503, and tests ask again.
    server.logs().some(({ level, code }) => Number(level) >= 50 && code !== 'unavailable'),
    'a wrong request is no error of ours'
  )
})

t.test('without an access log answers are not logged', SLOW, async (t) => {
  const server = await startServer(t, await starterFile(t), { ACCESS_LOG: 'off' })
  await (await begin(`${server.url}/v1/metrics`)).text()
  server.child.kill('SIGTERM')
  await server.exit
  t.same(
    server.logs().filter(({ url }) => url),
    []
  )
})

t.test(
  'db:load by another process changes nothing; a real change is seen within a second',
  SLOW,
  async (t) => {
    const file = await starterFile(t)
    const server = await startServer(t, file)
    const ask = (headers = {}) => begin(`${server.url}/v1/metrics`, { headers })
    const etag = (await ask()).headers.get('etag') ?? ''
    const env = { ...process.env, STARTER: 'claims', DATABASE_URL: `file:${file}` }
    const { stdout } = await promisify(execFile)(process.execPath, ['src/commands/load.ts'], {
      cwd: ROOT,
      env
    })
    t.match(stdout, /loaded already; the data set stays at revision 1/)
    await pause(1_000)
    t.equal((await ask({ 'if-none-match': etag })).status, 304)
    t.equal((await ask()).headers.get('etag'), etag)

    const client = connectSqlite(file)
    client.exec(
      'INSERT INTO import (revision, kind, started, finished, state, counts, checksum) ' +
        "VALUES (2, 'test', '2027-01-01T00:00:00Z', '2027-01-01T00:00:00Z', 'done', '{}', 'x')"
    )
    client.close()
    let response = await ask({ 'if-none-match': etag })
    await until(async () => {
      if (response.status !== 304) return true
      response = await ask({ 'if-none-match': etag })
      return false
    })
    t.equal(response.status, 200)
    t.equal(((await response.json()) as { meta: { revision: number } }).meta.revision, 2)
  }
)

t.test('a closed service leaves one file, without journals', SLOW, async (t) => {
  const file = await starterFile(t)
  const server = await startServer(t, file)
  await (await begin(`${server.url}/v1/metrics`)).text()
  server.child.kill('SIGTERM')
  t.match(await server.exit, { code: 0 })
  const client = connectSqlite(file)
  t.equal(client.pragma('integrity_check', { simple: true }), 'ok')
  client.close()
  t.same(readdirSync(dirname(file)), ['corridor.db'])
})
