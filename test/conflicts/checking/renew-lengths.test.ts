// Sums along corridors are renewed by every change that decides the length of a leg, and by no
// other way of storing them: what is stored is what checking everything would find.
import fc from 'fast-check'
import t from 'tap'
import type { Store } from '../../../src/db/store.ts'
import { buildTestStore } from '../../helpers/app.ts'
import { withdrawAll, write } from '../../helpers/changes.ts'
import { runs } from '../../helpers/random.ts'
import { insertRows, type Rows } from '../../helpers/rows.ts'
import { compareWithAll, storedChecks } from './stored-checks.ts'

const distance = { unit: 'km', kind: 'distance', aggregation: 'none', symmetric: false } as const
const METRIC = [
  { id: 'route_length', ...distance, subject_kinds: ['leg', 'route'] },
  { id: 'railway_length', ...distance, subject_kinds: ['leg', 'route'] }
] as const
const entity = (kind: 'city' | 'leg' | 'route') => (id: string) => ({ id, kind, countries: [] })
const WORLD: Rows = {
  metric: METRIC.map((one) => ({ ...one, subject_kinds: [...one.subject_kinds] })),
  entity: [
    ...['a', 'b', 'c'].map(entity('city')),
    ...['ab', 'bc'].map(entity('leg')),
    ...['way', 'half'].map(entity('route'))
  ],
  source: [{}, { id: 'b-paper' }],
  leg: [
    { id: 'ab', from: 'a', to: 'b' },
    { id: 'bc', from: 'b', to: 'c' }
  ],
  observation: [
    { id: 'WAY', metric: 'route_length', subject: 'way', partner: null, value: 30, text: '30' },
    { id: 'RAIL', metric: 'railway_length', subject: 'way', partner: null, value: 20, text: '20' },
    { id: 'HALF', metric: 'route_length', subject: 'half', partner: null, value: 30, text: '30' },
    { id: 'C1', metric: 'route_length', subject: 'ab', partner: null, value: 10, text: '10' },
    { id: 'C2', metric: 'route_length', subject: 'ab', partner: null, value: 20, text: '20' },
    { id: 'C3', metric: 'route_length', subject: 'bc', partner: null, value: 10, text: '10' }
  ],
  corridor: [
    { id: 'way', from: 'a', legs: ['ab', 'bc'] },
    { id: 'half', from: 'a', legs: ['ab'] }
  ]
}

/** What each check says: the figures named, and with what they are compared. */
async function sums(store: Store): Promise<string[]> {
  const { rows } = await storedChecks(store)
  return rows
    .filter(({ kind }) => kind === 'sum_of_legs')
    .map(({ claims, expected: { low, high } }) => {
      const [stated, ...parts] = claims.map(({ id }) => id)
      return `${stated}: ${parts.join('+')} ${low}–${high}`
    })
    .sort()
}

t.test('every change that decides a length renews the sums', async (t) => {
  const { client, store } = await buildTestStore(t)
  await insertRows(store, WORLD)
  const after = async (change: Promise<unknown>, expected: string[], what: string) => {
    await change
    t.same(await sums(store), expected, what)
  }
  const length = { metric: 'route_length', partner: null, subject: 'bc' }
  const first = ['HALF: C1 10–20', 'RAIL: C1+C3 20–30', 'WAY: C1+C3 20–30']
  await after(Promise.resolve(), first, 'at first')
  await after(
    write(store, {
      relation: [{ id: 'R1', kind: 'preferred_over', observation: 'C2', others: ['C1'] }]
    }),
    ['HALF: C2 10–20', 'RAIL: C2+C3 20–30', 'WAY: C2+C3 20–30'],
    'a relation'
  )
  await after(
    write(store, {
      relation: [{ id: 'R1', kind: 'contradicts', observation: 'C2', others: ['C1'] }]
    }),
    first,
    'a relation that prefers no longer'
  )
  await after(
    write(store, { observation: [{ id: 'C4', ...length, value: 50, source: 'b-paper' }] }),
    ['HALF: C1 10–20', 'RAIL: C1+C3 20–70', 'WAY: C1+C3 20–70'],
    'a claim about a leg'
  )
  await after(
    write(store, { source: [{ id: 'b-paper', kind: 'academic' }] }),
    ['HALF: C1 10–20', 'RAIL: C1+C4 20–70', 'WAY: C1+C4 20–70'],
    'a source of another kind'
  )
  await after(
    write(store, { corridor: [{ id: 'way', from: 'b', legs: ['bc'] }] }),
    ['HALF: C1 10–20', 'RAIL: C4 10–50', 'WAY: C4 10–50'],
    'another way'
  )
  await after(
    withdrawAll(store, { observation: ['C3', 'C4'] }),
    ['HALF: C1 10–20'],
    'a leg without a length'
  )
  await after(withdrawAll(store, { corridor: ['half'] }), [], 'no way any more')
  await after(
    write(store, { corridor: [{ id: 'half', from: 'a', legs: ['ab'] }] }),
    ['HALF: C1 10–20'],
    'a way that comes after its length'
  )
  t.ok((await compareWithAll(store, client)) > 0)
})

/** The other claims stay, so that each leg has a length. */
const IDS = ['C2', 'C4', 'C5', 'C6']
const edit = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({
      id: fc.constantFrom(...IDS),
      subject: fc.constantFrom('ab', 'bc', 'ab', 'bc', 'way'),
      metric: fc.constantFrom('route_length', 'route_length', 'route_length', 'railway_length'),
      value: fc.constantFrom(10, 20, 30),
      status: fc.constantFrom('A' as const, 'A' as const, 'E' as const),
      source: fc.constantFrom('a-paper', 'b-paper')
    })
  },
  { weight: 1, arbitrary: fc.record({ withdrawn: fc.constantFrom(...IDS) }) },
  {
    weight: 4,
    arbitrary: fc.record({
      preferred: fc.constantFrom('C1', 'C3', ...IDS),
      kind: fc.constantFrom('preferred_over' as const, 'contradicts' as const)
    })
  },
  fc.record({ unpreferred: fc.constant(true) }),
  fc.record({
    way: fc.constantFrom('way', 'half'),
    legs: fc.constantFrom('ab', 'bc', 'ab bc', '')
  }),
  fc.record({ source: fc.constantFrom('press' as const, 'academic' as const) })
)
type Edit = typeof edit extends fc.Arbitrary<infer E> ? E : never

/** Makes an edit if it is possible: a claim that a relation names stays, for example. */
async function apply(store: Store, edit: Edit): Promise<void> {
  const there = await store.snapshot(
    async ({ db, tables: { observation, relation, corridor } }) => ({
      claims: (await db.select({ id: observation.id }).from(observation)).map(({ id }) => id),
      relations: await db.select().from(relation),
      corridors: (await db.select({ id: corridor.id }).from(corridor)).map(({ id }) => id)
    })
  )
  const named = there.relations.flatMap(({ observation, others }) => [observation, ...others])
  if ('withdrawn' in edit) {
    if (there.claims.includes(edit.withdrawn) && !named.includes(edit.withdrawn))
      await withdrawAll(store, { observation: [edit.withdrawn] })
  } else if ('preferred' in edit) {
    const { preferred: observation, kind } = edit
    if (there.claims.includes(observation))
      await write(store, { relation: [{ id: 'R1', kind, observation, others: ['WAY'] }] })
  } else if ('unpreferred' in edit) {
    if (there.relations.length > 0) await withdrawAll(store, { relation: ['R1'] })
  } else if ('way' in edit) {
    const { way, legs } = edit
    const from = legs.startsWith('b') ? 'b' : 'a'
    if (legs !== '') await write(store, { corridor: [{ id: way, from, legs: legs.split(' ') }] })
    else if (there.corridors.includes(way)) await withdrawAll(store, { corridor: [way] })
  } else if ('id' in edit) {
    await write(store, { observation: [{ ...edit, partner: null, text: String(edit.value) }] })
  } else await write(store, { source: [{ id: 'b-paper', kind: edit.source }] })
}

t.test('after each edit the sums are those of all claims', async (t) => {
  let found = 0
  const edits = fc.array(edit, { minLength: 15, maxLength: 30, size: 'max' })
  await fc.assert(
    fc.asyncProperty(edits, async (given) => {
      const { client, store } = await buildTestStore(t)
      await insertRows(store, WORLD)
      // After each, because the next may touch what this one should have touched.
      for (const edit of given) {
        await apply(store, edit)
        found += await compareWithAll(store, client)
      }
    }),
    { numRuns: runs(10, 200) }
  )
  t.ok(found > runs(100, 2_000), `${found} checks compared`)
})
