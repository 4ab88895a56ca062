// Reads on a real streaming replica: they go there, never back in time, and on when either server
// is lost.
import { setTimeout as pause } from 'node:timers/promises'
import t, { type Test } from 'tap'
import { buildApp } from '../../../src/app.ts'
import { readConfig } from '../../../src/config.ts'
import { openWritable } from '../../../src/db/open.ts'
import { sql } from '../../../src/db/orm.ts'
import { connectPostgres } from '../../../src/db/postgres/connect.ts'
import { DatabaseUnavailable, type Store } from '../../../src/db/store.ts'
import { hasKeys } from '../../../src/keys/queries.ts'
import { openForServing } from '../../../src/starter/prepare.ts'
import { giveKey } from '../../helpers/keys.ts'
import { addRevision } from '../../helpers/postgres.ts'
import { isInstalled, type PostgresServer, postgresFor } from '../../helpers/postgres-server.ts'

const PATIENCE_MS = 10_000
const skip =
  process.env['TEST_POSTGRES_URL'] && isInstalled
    ? false
    : 'TEST_POSTGRES_URL is not set, or PostgreSQL is not installed here'

/** The port of the server that answers, and the revision it answers from. */
function whereabouts(store: Store): Promise<{ port: number; revision: number }> {
  return store.snapshot(async ({ db, tables, revision }) => {
    const [row] = await db
      .select({ port: sql<number>`inet_server_port()` })
      .from(tables.imports)
      .limit(1)
    return { port: row?.port ?? 0, revision }
  })
}

/** Reads until a server on this port answers. */
async function untilFrom(
  t: Test,
  store: Store,
  { port }: PostgresServer,
  what: string
): Promise<void> {
  const begin = Date.now()
  while (Date.now() < begin + PATIENCE_MS) {
    const from = await whereabouts(store).catch(() => ({ port: 0 }))
    if (from.port === port) {
      t.pass(`${what}, after ${Date.now() - begin} ms`)
      return
    }
    await pause(20)
  }
  t.fail(what)
}

async function run(url: string, text: string): Promise<void> {
  const { writing } = connectPostgres(url)
  const client = await writing.connect()
  await client.query(text)
  client.release()
  await writing.end()
}

t.test('with a primary and its replica', { skip, timeout: 110_000 }, async (t) => {
  const primary = await postgresFor(t)
  const elsewhere = await openForServing(primary.url)
  const replica = await primary.replica()
  t.teardown(replica.stop)
  const store = await openForServing(primary.url, { replicaUrls: [replica.url] })
  const app = await buildApp({
    store,
    config: readConfig({ ACCESS_LOG: 'off' }, '/dev/null'),
    shedLoad: false
  })
  t.teardown(() => Promise.all([app.close(), elsewhere.close()]))

  await t.test('reads go to the replica', async (t) => {
    await untilFrom(t, store, replica, 'from the replica')
    const from = await Promise.all(Array.from({ length: 40 }, () => whereabouts(store)))
    t.same(new Set(from.map(({ port }) => port)), new Set([replica.port]))
    t.equal(
      (await whereabouts(elsewhere)).port,
      primary.port,
      'of a process without replicas to the primary'
    )
  })

  await t.test('what this process writes it reads at once', async (t) => {
    for (let round = 0; round < 20; round += 1) {
      const revision = await addRevision(store)
      t.match(await Promise.all([whereabouts(store), whereabouts(store)]), [
        { revision },
        { revision }
      ])
    }
    await untilFrom(t, store, replica, 'then from the replica again')
  })

  await t.test('while another process writes, time never runs backwards', async (t) => {
    let writing = true
    const seen: { port: number; revision: number }[] = []
    const reading = Array.from({ length: 4 }, async () => {
      let last = store.revision()
      while (writing) {
        const now = await whereabouts(store)
        if (now.revision < last) t.fail(`revision ${now.revision} after ${last}`)
        last = Math.max(store.revision(), now.revision)
        seen.push(now)
      }
    })
    for (let round = 0; round < 10; round += 1) {
      await addRevision(elsewhere)
      await pause(300)
    }
    writing = false
    await Promise.all(reading)
    const shares = [primary, replica].map(
      (server) => seen.filter(({ port }) => port === server.port).length
    )
    t.ok(
      shares.every((share) => share > 0),
      `${shares.join(' reads from the primary, ')} from the replica`
    )
  })

  await t.test(
    'a replica that stops replaying is left out, and the new revision is answered by the primary',
    async (t) => {
      await run(replica.url, 'SELECT pg_wal_replay_pause()')
      const before = await app.inject('/v1/metrics?limit=1')
      const revision = await addRevision(elsewhere)
      await pause(100)
      const headers = { 'if-none-match': String(before.headers['etag']) }
      const after = await app.inject({ url: '/v1/metrics?limit=1', headers })
      t.equal(after.statusCode, 200)
      t.equal(after.json().meta.revision, revision)
      t.same(await whereabouts(store), { port: primary.port, revision })
      await run(replica.url, 'SELECT pg_wal_replay_resume()')
      await untilFrom(t, store, replica, 'used again when it has caught up')
    }
  )

  await t.test(
    'a key holds at once, though the replica has not heard of it and goes on answering',
    async (t) => {
      await run(replica.url, 'SELECT pg_wal_replay_pause()')
      await giveKey(store)
      t.equal(await store.onPrimary(hasKeys), true)
      t.equal((await whereabouts(store)).port, replica.port, 'it makes no revision')
      t.equal(await store.snapshot(hasKeys), false)
      await run(replica.url, 'SELECT pg_wal_replay_resume()')
    }
  )

  await t.test(
    'the replica is killed under load: no read fails, and it is used again when it is back',
    async (t) => {
      const answers = await under(load(store), async () => {
        await replica.kill()
        await pause(1_000)
        await replica.restart()
      })
      t.same(
        answers.filter((answer) => answer instanceof Error),
        []
      )
      t.ok(answers.length > 50, `${answers.length} reads`)
      await untilFrom(t, store, replica, 'used again')
    }
  )

  await t.test('the replica freezes: no read fails, none takes long', async (t) => {
    replica.freeze()
    let slowest = 0
    const answers = await under(
      load(store, (milliseconds) => {
        slowest = Math.max(slowest, milliseconds)
      }),
      () => pause(3_000)
    )
    replica.thaw()
    t.same(
      answers.filter((answer) => answer instanceof Error),
      []
    )
    t.ok(slowest < 5_000, `the slowest took ${slowest} ms`)
    await untilFrom(t, store, replica, 'used again')
  })

  await t.test('the primary is killed: reads go on, writes fail until it is back', async (t) => {
    const { body } = await app.inject('/v1/metrics')
    await primary.kill()
    for (let round = 0; round < 5; round += 1) {
      t.equal((await app.inject('/v1/metrics')).body, body)
      t.equal((await app.inject('/health/ready')).statusCode, 200)
      await pause(100)
    }
    await t.rejects(addRevision(store), DatabaseUnavailable)
    await primary.restart()
    const revision = await addRevision(store)
    t.equal((await whereabouts(store)).revision, revision)
    await untilFrom(t, store, replica, 'the replica follows again')
  })

  await t.test('both are killed: 503 until one is back', async (t) => {
    await Promise.all([primary.kill(), replica.kill()])
    for (const url of ['/v1/metrics', '/health/ready']) {
      const { statusCode, headers } = await app.inject(url)
      t.equal(statusCode, 503)
      t.equal(headers['retry-after'], '5')
    }
    await replica.restart()
    await untilFrom(t, store, replica, 'the replica answers alone')
    await primary.restart()
    await addRevision(store)
  })

  await t.test(
    'a replica with another password does not stop the start, and is told',
    async (t) => {
      const other = await openForServing(primary.url, {
        replicaUrls: [replica.url.replace(':corridor@', ':secret@')]
      })
      t.teardown(() => other.close())
      const told: string[] = []
      other.report?.((message) => told.push(message))
      t.equal((await whereabouts(other)).port, primary.port)
      await pause(2_000)
      t.same(told, [
        `The replica postgres://corridor@127.0.0.1:${replica.port}/postgres is left out: ` +
          'password authentication failed for user "corridor"'
      ])
    }
  )

  await t.test('a replica instead of the primary is refused', async (t) => {
    await t.rejects(openWritable(replica.url), { message: /cannot be used: .*only be read/ })
  })
})

/** Sixteen at once, again and again, until the work is done. */
async function under(
  loop: (going: () => boolean) => Promise<unknown[]>,
  work: () => Promise<unknown>
): Promise<unknown[]> {
  let going = true
  const loops = Array.from({ length: 16 }, () => loop(() => going))
  await pause(200)
  await work()
  await pause(200)
  going = false
  return (await Promise.all(loops)).flat()
}

function load(store: Store, took: (milliseconds: number) => void = () => {}) {
  return async (going: () => boolean) => {
    const answers: unknown[] = []
    while (going()) {
      const begin = Date.now()
      answers.push(await whereabouts(store).catch((error: unknown) => error))
      took(Date.now() - begin)
    }
    return answers
  }
}
