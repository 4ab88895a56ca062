// Which lists of author series of earlier times are kept, and which go.
import t from 'tap'
import { makeMemory } from '../../../src/db/memory.ts'
import type { Snapshot } from '../../../src/db/store.ts'
import type { CountedSeries } from '../../../src/observations/series/author-queries.ts'
import { keepList } from '../../../src/observations/series/past-lists.ts'

/** Asks for lists by name at a revision, each with so many series, and notes which are formed. */
function asker(now: Partial<Snapshot> | undefined, limits?: { lists: number; series: number }) {
  const formed: string[] = []
  const ask = (name: string, revision: number, length: number) =>
    keepList(
      { revision, now } as Snapshot,
      name,
      async () => {
        formed.push(`${name} ${revision}`)
        return Array<CountedSeries>(length)
      },
      limits
    )
  return { ask, formed }
}

t.test('lists asked for last are kept, as far as there is room', async (t) => {
  const { ask, formed } = asker({ memory: makeMemory() }, { lists: 3, series: 10 })
  for (const name of ['a', 'a', 'b', 'a', 'c']) await ask(name, 1, 2)
  t.same(formed, ['a 1', 'b 1', 'c 1'])
  await ask('d', 1, 2)
  await ask('a', 1, 2)
  t.same(formed.splice(0), ['a 1', 'b 1', 'c 1', 'd 1'], 'a was asked for after b')
  await ask('b', 1, 2)
  t.same(formed.splice(0), ['b 1'], 'three are kept')
  await ask('large', 1, 10)
  for (const name of ['large', 'd', 'a', 'b']) await ask(name, 1, 2)
  t.same(formed, ['large 1', 'd 1', 'a 1', 'b 1'], 'one that fills the room stands alone')
})

t.test('each revision has its lists, and a memory that is gone has none', async (t) => {
  const memory = makeMemory()
  const { ask, formed } = asker({ memory })
  const first = await ask('a', 1, 1)
  t.not(await ask('a', 2, 1), first)
  t.equal(await ask('a', 1, 1), first)
  t.same(formed, ['a 1', 'a 2'])
  const later = asker({ memory: makeMemory() })
  t.not(await later.ask('a', 1, 1), first)
})

t.test('a writer, which has no memory, keeps nothing', async (t) => {
  const { ask, formed } = asker({})
  await ask('a', 1, 1)
  await ask('a', 1, 1)
  t.same(formed, ['a 1', 'a 1'])
})
