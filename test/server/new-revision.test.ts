// Several processes on one database: what one of them, or another program, imports is soon seen by
// all, and no cached answer outlives it.
import { setTimeout as pause } from 'node:timers/promises'
import t, { type Test } from 'tap'
import { openWritable } from '../../src/db/open.ts'
import { REVISION_TRUST_MS } from '../../src/db/store.ts'
import { runs } from '../helpers/random.ts'
import { insertRows } from '../helpers/rows.ts'
import { createDatabase, NEEDS_SERVER, runOnServer } from '../helpers/server-database.ts'
import { starterFile } from '../helpers/starter.ts'
import { askInTime, type Client, connectToEach, startWorkers } from './workers.ts'

const WORKERS = runs(2, 3)

t.test('SQLite', async (t) => {
  const url = `file:${await starterFile(t)}`
  await seenByAll(t, url)
})

t.test('PostgreSQL', NEEDS_SERVER, async (t) => {
  const url = await createDatabase(t)
  await seenByAll(t, url)
})

t.test('PostgreSQL where the notices are lost', NEEDS_SERVER, async (t) => {
  const url = await createDatabase(t)
  await seenByAll(t, url, async () => {
    await runOnServer(`SELECT pg_terminate_backend(pid) FROM pg_stat_activity
      WHERE application_name = 'corridor-metrics watch' AND datname = '${new URL(url).pathname.slice(1)}'`)
  })
})

/** Imports, by this process, into the database of several others. */
async function seenByAll(t: Test, url: string, beforeImport = async () => {}): Promise<void> {
  const server = await startWorkers(t, url, WORKERS)
  const clients = await connectToEach(t, server, WORKERS)
  t.equal(clients.size, WORKERS)
  const store = await openWritable(url)
  t.teardown(() => store.close())
  const [first] = clients.values()
  if (!first) throw new Error('nobody answers')
  const etag = String((await askInTime(first, '/v1/metrics')).headers.etag)
  for (const client of clients.values())
    t.equal((await askInTime(client, '/v1/metrics', { 'if-none-match': etag })).status, 304)
  await beforeImport()
  await insertRows(store, {
    source: [{ id: 'another-paper' }],
    metric: [],
    scenario: [],
    entity: []
  })
  const committed = performance.now()
  const last = await Promise.all(
    [...clients.values()].map((client) => untilNew(client, etag, committed))
  )
  t.comment(`the last 304 were asked for after ${last.map(Math.round).join(', ')} ms`)
  t.ok(Math.max(...last) < REVISION_TRUST_MS)
  for (const client of clients.values()) {
    const { status, body } = await askInTime(client, '/v1/metrics', { 'if-none-match': etag })
    t.equal(status, 200, 'once seen, it stays so')
    t.equal(JSON.parse(body).meta.revision, 2)
  }
}

/** How long after an import a worker was asked that still took the old tag to hold. */
async function untilNew(client: Client, etag: string, since: number): Promise<number> {
  for (let last = 0; ; ) {
    const asked = performance.now()
    const { status } = await askInTime(client, '/v1/metrics', { 'if-none-match': etag })
    if (status !== 304) return last
    last = asked - since
    await pause(5)
  }
}
