// What requests remember at a revision, and when they forget it.
import t from 'tap'
import { asOf } from '../../src/db/as-of.ts'
import { makeMemory, memoryByRevision, recall } from '../../src/db/memory.ts'
import type { Snapshot } from '../../src/db/store.ts'
import { entityNames } from '../../src/identifiers/short-name-queries.ts'
import { buildTestStore } from '../helpers/app.ts'
import { insertRows } from '../helpers/rows.ts'

t.test('what was used lately stays, and what was not is forgotten', async (t) => {
  const memory = makeMemory(4)
  for (const key of ['a', 'b', 'c']) memory.keep(key, key)
  t.equal(memory.find('a'), 'a', 'found in the old half, and kept with the young ones')
  memory.keep('d', 'd')
  t.same(
    ['a', 'b', 'c', 'd'].map((key) => memory.find(key)),
    ['a', undefined, 'c', 'd']
  )
})

t.test('a memory belongs to one revision and the time when it was made', async (t) => {
  const memoryAt = memoryByRevision()
  const first = { revision: 1, updatedAt: '2026-01-01T00:00:00Z' }
  memoryAt(first).keep('a', 1)
  t.equal(memoryAt({ ...first }).find('a'), 1)
  const others = [
    { revision: 2, updatedAt: '2026-01-02T00:00:00Z' },
    first,
    { revision: 1, updatedAt: '2026-01-03T00:00:00Z' }
  ]
  for (const at of others) t.equal(memoryAt(at).find('a'), undefined)
})

t.test(
  'only what is not known is read, and short keys are remembered also where there is nothing',
  async (t) => {
    const snapshot = { memory: makeMemory() } as Snapshot
    const read: string[][] = []
    const ask = async (kind: string, keys: string[]) => {
      const found = await recall(snapshot, kind, keys, async (missing) => {
        read.push(missing)
        return missing.filter((key) => key !== 'nothing').map((key) => [key, `${kind} ${key}`])
      })
      return Object.fromEntries(found)
    }
    t.same(await ask('name', ['a', 'nothing', 'a']), { a: 'name a' })
    t.same(await ask('name', ['nothing', 'a', 'b']), { a: 'name a', b: 'name b' })
    t.same(await ask('name', ['b', 'nothing']), { b: 'name b' })
    t.same(await ask('id', ['b']), { b: 'id b' })
    const long = 'x'.repeat(101)
    t.same(await ask('id', [long]), await ask('id', [long]))
    t.same(read, [['a', 'nothing'], ['b'], ['b'], [long], [long]])
  }
)

t.test(
  'the past remembers apart and writers nothing, so names are those of their revision',
  async (t) => {
    const { store } = await buildTestStore(t)
    const called = (name: string) => ({ entity: [{ id: 'quay', name, kind: 'port' as const }] })
    await insertRows(store, called('Old quay'))
    const nameIn = async (snapshot: Snapshot) =>
      (await entityNames(snapshot, ['quay'], 'en')).get('quay')
    const { revision } = await store.snapshot(async (now) => now)
    t.equal(await store.snapshot(nameIn), 'Old quay')
    await insertRows(store, called('New quay'))
    t.equal(await store.snapshot(nameIn), 'New quay')
    for (const _ of ['read', 'remembered']) {
      t.equal(await store.snapshot(async (now) => nameIn(await asOf(now, revision))), 'Old quay')
      t.equal(await store.snapshot(nameIn), 'New quay')
    }
    const unfinished = await store
      .transaction(async (snapshot) => {
        t.equal(await nameIn(snapshot), 'New quay')
        await snapshot.db.update(snapshot.tables.entity).set({ name: 'Newest quay' })
        const name = await nameIn(snapshot)
        throw new Error(name)
      })
      .catch(({ message }: Error) => message)
    t.equal(unfinished, 'Newest quay')
    t.equal(await store.snapshot(nameIn), 'New quay', 'the change was undone')
  }
)

t.test('what a reader finds beside the asked keys is no answer to them', async (t) => {
  const snapshot = { memory: makeMemory() } as Snapshot
  const whole: [string, string[]][] = [
    ['wheat', ['A', 'B']],
    ['code', ['B']]
  ]
  // Of keys that nobody asked for, a reader may know a part.
  const part: [string, string[]][] = [
    ['code', ['B']],
    ['wheat', ['B']]
  ]
  const read = async (asked: string[]) => (asked.includes('wheat') ? whole : part)
  t.same([...(await recall(snapshot, 'product', ['wheat'], read))], [['wheat', ['A', 'B']]])
  t.same([...(await recall(snapshot, 'product', ['wheat', 'code'], read))], whole)
})
