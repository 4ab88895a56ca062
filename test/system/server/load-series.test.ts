// The loader of series beside the service: it does its work, and never outlives the service.
import { readdirSync, readFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import t, { type Test } from 'tap'
import { connectSqlite } from '../../../src/db/sqlite/connect.ts'
import { SERIES_SETS } from '../../../src/starter-sets.ts'
import { runCommand } from '../../commands/running.ts'
import { starterFile } from '../../helpers/starter.ts'
import { begin, runServer, startServer, until } from '../../server/process.ts'

const SMALL = 'unctad-liner-connectivity'
const ONLY_SMALL = SERIES_SETS.filter((set) => set !== SMALL).join()

/** Whether some process, but for one, has the database in its settings. */
function isUsed(file: string, besides?: number): boolean {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name) && name !== String(besides))
    .some((pid) => readEnvironment(pid).includes(`DATABASE_URL=file:${file}\0`))
}

function readEnvironment(pid: string): string {
  try {
    return readFileSync(`/proc/${pid}/environ`, 'utf8')
  } catch {
    // It has ended meanwhile.
    return ''
  }
}

function revisionOf(file: string): unknown {
  const client = connectSqlite(file)
  const revision = client.prepare('SELECT max(revision) FROM import').pluck().get()
  client.close()
  return revision
}

function serveAll(t: Test, file: string, settings = {}) {
  return startServer(t, file, { STARTER: 'all', ...settings })
}

t.test('the series come while the service answers, and readiness says so', async (t) => {
  const file = await starterFile(t)
  const server = await serveAll(t, file, { STARTER_WITHOUT: ONLY_SMALL })
  const read = async (path: string) => JSON.parse(await (await begin(server.url + path)).text())
  t.ok(await until(async () => (await read('/health/ready')).series === 'loaded'))
  t.ok(await until(() => server.logs().some(({ msg }) => msg === 'the series are loaded')))
  const { data } = await read('/v1/metrics/liner_connectivity')
  t.equal(data.coverage.observations, 208)
  t.ok(await until(() => !isUsed(file, server.child.pid)), 'the loader has ended')
  server.child.kill('SIGTERM')
  t.match(await server.exit, { code: 0, signal: null, stderr: '' })
})

for (const signal of ['SIGTERM', 'SIGKILL'] as const)
  t.test(
    `${signal} while they are loaded ends the loader, and the next start goes on`,
    async (t) => {
      const file = await starterFile(t)
      const server = await serveAll(t, file)
      server.child.kill(signal)
      await server.exit
      t.ok(await until(() => !isUsed(file)), 'no process is left')
      const before = revisionOf(file)
      t.ok(Number(before) < 1 + SERIES_SETS.length)
      const next = await serveAll(t, file)
      t.ok(await until(() => next.logs().some(({ msg }) => msg === 'the series are loaded')))
      next.child.kill('SIGTERM')
      t.match(await next.exit, { code: 0, stderr: '' })
      t.equal(revisionOf(file), 1 + SERIES_SETS.length)
    }
  )

t.test('workers that cannot start leave no loader', async (t) => {
  const taken = createServer().listen(0, '127.0.0.1')
  t.teardown(() => taken.close())
  await new Promise((resolve) => taken.once('listening', resolve))
  const { port } = taken.address() as { port: number }
  const file = await starterFile(t)
  const { exit } = runServer(t, {
    STARTER: 'all',
    WEB_CONCURRENCY: '2',
    PORT: String(port),
    DATABASE_URL: `file:${file}`
  })
  t.match(await exit, { code: 1 })
  t.ok(await until(() => !isUsed(file)))
})

t.test('a database without starter claims gets no series', async (t) => {
  const file = join(t.testdir(), 'corridor.db')
  const settings = { DATABASE_URL: `file:${file}`, STARTER: 'none' }
  t.match(await runCommand('load', [], settings), {
    code: 0,
    stdout: /^Loaded the countries and units as revision 1\.\n/
  })
  t.match(await runCommand('load', [], settings), {
    stdout: 'STARTER=none: nothing is loaded.\n'
  })
  t.match(await runCommand('load', ['--series'], { ...settings, STARTER: 'all' }), {
    code: 0,
    stdout: 'The database has no starter claims, so it gets no series.\n'
  })
  t.equal(revisionOf(file), 1)
})
