// Which server a read goes to, without any server. With real ones:
// test/db/postgres/streaming-replica.test.ts.
import { setTimeout as pause } from 'node:timers/promises'
import t, { type Test } from 'tap'
import type { Pool, Replica } from '../../../src/db/postgres/connections.ts'
import { readReplicas } from '../../../src/db/postgres/replicas.ts'
import { DatabaseUnavailable, type Snapshot } from '../../../src/db/store.ts'

/** A server that stands at a revision, or fails in its own way. */
type Fake = Replica & { revision: number; error: unknown; asked: number; ended: boolean }

function fake(name: string, revision = 7): Fake {
  const made: Fake = {
    name,
    revision,
    error: undefined,
    asked: 0,
    ended: false,
    pool: undefined as never
  }
  made.pool = {
    of: made,
    end: async () => void Object.assign(made, { ended: true })
  } as unknown as Pool
  return made
}

const fakeOf = (pool: Pool) => (pool as unknown as { of: Fake }).of
const refused = (code: string) =>
  new DatabaseUnavailable(Object.assign(new Error(`code ${code}`), { code }))

async function setUp(t: Test, replicas: Fake[], { known = { revision: 7 } } = {}) {
  const reads = readReplicas(replicas, {
    newest: () => known.revision,
    readOn: async (pool, read) => {
      const server = fakeOf(pool)
      server.asked += 1
      if (server.error) throw server.error
      return read({ revision: server.revision, db: server.name } as unknown as Snapshot)
    }
  })
  t.teardown(() => reads.close())
  const primary = fake('primary', known.revision)
  const ask = (read = async ({ db }: Snapshot) => String(db)) =>
    reads.read(read, (onPrimary) =>
      onPrimary({ revision: known.revision, db: primary.name } as unknown as Snapshot)
    )
  const first = await ask()
  await pause(20)
  return { reads, ask, known, first }
}

t.test('reads go to the replicas in turn, once those have been looked at', async (t) => {
  const { ask, first } = await setUp(t, [fake('a'), fake('b'), fake('c')])
  t.equal(first, 'primary')
  const names = [await ask(), await ask(), await ask(), await ask(), await ask(), await ask()]
  t.same(names.slice(0, 3).sort(), ['a', 'b', 'c'])
  t.same(names.slice(3), names.slice(0, 3))
})

t.test('without replicas all is read from the primary', async (t) => {
  const { ask } = await setUp(t, [])
  t.equal(await ask(), 'primary')
})

t.test(
  'a replica that lags behind a new revision is left out until it has caught up',
  async (t) => {
    const [a, b] = [fake('a'), fake('b')]
    const { ask, known } = await setUp(t, [a, b])
    known.revision = 8
    t.equal(await ask(), 'primary')
    const asked = a.asked + b.asked
    t.equal(await ask(), 'primary')
    t.equal(a.asked + b.asked, asked, 'and not asked in vain by each read')
    b.revision = 8
    await pause(400)
    t.same([await ask(), await ask()], ['b', 'b'])
  }
)

t.test(
  'a replica ahead of what is known is no replica of this database, or its news has not come yet',
  async (t) => {
    const { ask } = await setUp(t, [fake('other', 100)])
    t.equal(await ask(), 'primary')
  }
)

const ELSEWHERE: Record<string, unknown> = {
  'lost under the read': new DatabaseUnavailable(new Error('Connection terminated unexpectedly')),
  'a query cancelled for what the primary removed': refused('40001'),
  'too many connections': refused('53300'),
  'a migration that has not come yet': Object.assign(new Error('no such column'), { code: '42703' })
}
for (const [name, error] of Object.entries(ELSEWHERE)) {
  t.test(`${name}: the read begins anew on the next, and the replica is left out`, async (t) => {
    const [a, b] = [fake('a'), fake('b')]
    const { ask } = await setUp(t, [a, b])
    a.error = error
    t.same([await ask(), await ask(), await ask(), await ask()], ['b', 'b', 'b', 'b'])
    b.error = error
    t.equal(await ask(), 'primary')
    a.error = undefined
    b.error = undefined
    await pause(400)
    t.same(new Set([await ask(), await ask()]), new Set(['a', 'b']), 'both are used again')
  })
}

t.test('a read that has failed in two places goes to the primary at once', async (t) => {
  const replicas = ['a', 'b', 'c', 'd'].map((name) => fake(name))
  const { ask } = await setUp(t, replicas)
  for (const replica of replicas) replica.error = ELSEWHERE['too many connections']
  t.equal(await ask(), 'primary')
  t.equal(replicas.filter(({ asked }) => asked > 1).length, 2)
})

t.test('what would fail everywhere is told at once, and is no fault of the replica', async (t) => {
  const a = fake('a')
  const { ask } = await setUp(t, [a])
  for (const error of [
    refused('57014'),
    new Error('not found'),
    Object.assign(new Error('a bad value'), { code: '22003' })
  ]) {
    const asked = a.asked
    await t.rejects(
      ask(async () => {
        throw error
      }),
      error
    )
    t.equal(a.asked, asked + 1)
  }
  t.equal(await ask(), 'a')
})

t.test('who is left out for a second is told, and when it is back', async (t) => {
  const [a, b] = [fake('a'), fake('b')]
  a.error = refused('28P01')
  const { reads, ask } = await setUp(t, [a, b])
  const told: string[] = []
  reads.report((message) => told.push(message))
  t.same(told, [])
  await pause(1_500)
  t.same(told, ['The replica a is left out: code 28P01'])
  t.equal(await ask(), 'b')
  reads.report((message) => told.push(message))
  t.equal(told.length, 2, 'who asks later learns how things stand')
  a.error = undefined
  await pause(400)
  t.same(told.slice(2), ['The replica a is in use again.'])
})

t.test('closing ends the pools and the looking', async (t) => {
  const a = fake('a')
  a.error = refused('53300')
  const { reads } = await setUp(t, [a])
  await reads.close()
  const { asked } = a
  await pause(400)
  t.equal(a.ended, true)
  t.equal(a.asked, asked)
})
