// Checks are renewed where a change may have touched them, and nowhere else: what is stored is what
// checking everything would find.
import fc from 'fast-check'
import t from 'tap'
import type { Store } from '../../../src/db/store.ts'
import { buildTestStore } from '../../helpers/app.ts'
import { withdrawAll, write } from '../../helpers/changes.ts'
import { runs } from '../../helpers/random.ts'
import { filled, insertRows } from '../../helpers/rows.ts'
import { compareWithAll } from './stored-checks.ts'

const METRICS = [
  { id: 'goods_trade', partnered: 'optional' },
  { id: 'goods_exports', symmetric: false },
  { id: 'goods_imports', symmetric: false },
  { id: 'goods_trade_total' },
  { id: 'trade_share', unit: 'percent', kind: 'ratio', aggregation: 'none', symmetric: false },
  { id: 'gdp', symmetric: false },
  { id: 'merchandise_trade_of_gdp', unit: 'percent_of_gdp', kind: 'ratio', aggregation: 'none' }
] as const
const ENTITIES = [
  { id: 'two', kind: 'group' as const, countries: [], members: ['KAZ', 'UZB'] },
  { id: 'three', kind: 'group' as const, countries: [], members: ['KAZ', 'UZB', 'CHE'] },
  { id: 'WLD', kind: 'group' as const, countries: [] }
]
const PARTNERS = ['PAK', 'KAZ', 'UZB', 'two', 'three', 'WLD', null]
const PERIODS = ['2023', '2023', '2023', '2023-01-01/P6M', '2023-07-01/P6M', '2022']
const IDS = Array.from({ length: 14 }, (_, index) => `C${index + 1}`)

const claim = fc.record({
  id: fc.constantFrom(...IDS),
  metric: fc.constantFrom(...METRICS.map(({ id }) => id)),
  subject: fc.constantFrom('PAK', 'PAK', 'KAZ', 'UZB', 'two', 'three'),
  partner: fc.constantFrom(...PARTNERS),
  period: fc.constantFrom(...PERIODS),
  value: fc.constantFrom(1, 10, 50, 100),
  attributed_to: fc.constantFrom('One', 'Another')
})
const regrouping = fc.record({
  group: fc.constantFrom('two', 'three'),
  members: fc.constantFrom<string[]>(['KAZ', 'UZB'], ['KAZ', 'UZB', 'CHE'], ['PAK', 'KAZ'], ['UZB'])
})
const redefinition = fc.record({
  redefined: fc.constantFrom('goods_trade', 'goods_exports'),
  symmetric: fc.boolean()
})
const withdrawal = fc.record({ withdrawn: fc.constantFrom(...IDS) })
const edit = fc.oneof(
  { weight: 8, arbitrary: claim },
  { weight: 2, arbitrary: withdrawal },
  regrouping,
  redefinition
)
type Edit = typeof edit extends fc.Arbitrary<infer E> ? E : never
const edits = fc.array(edit, { minLength: 15, maxLength: 30, size: 'max' })

async function apply(store: Store, edit: Edit): Promise<void> {
  if ('withdrawn' in edit) {
    const held = await store.snapshot(({ db, tables: { observation } }) =>
      db.select({ id: observation.id }).from(observation)
    )
    if (held.some(({ id }) => id === edit.withdrawn))
      await withdrawAll(store, { observation: [edit.withdrawn] })
  } else if ('group' in edit) {
    const row = filled('entity', {
      ...ENTITIES.find(({ id }) => id === edit.group),
      members: edit.members
    })
    await write(store, { entity: [row] })
  } else if ('redefined' in edit) {
    const row = filled('metric', {
      ...METRICS.find(({ id }) => id === edit.redefined),
      symmetric: edit.symmetric
    })
    await write(store, { metric: [row] })
  } else if (edit.partner !== edit.subject) {
    // As imports see to it: totals have no partner, everything else has one.
    const partner = edit.metric === 'goods_trade_total' ? null : (edit.partner ?? 'WLD')
    const row = filled('observation', { ...edit, partner, text: String(edit.value) })
    await write(store, { observation: [row] })
  }
}

t.test('after any edits the checks are those of all claims', async (t) => {
  let found = 0
  await fc.assert(
    fc.asyncProperty(edits, async (given) => {
      const { client, store } = await buildTestStore(t)
      await insertRows(store, {
        metric: [...METRICS],
        entity: ENTITIES,
        observation: [
          { id: 'C0', partner: 'CHE', subject: 'PAK' },
          { id: 'C00', partner: 'CHE' }
        ]
      })
      for (const edit of given) await apply(store, edit)
      found += await compareWithAll(store, client)
    }),
    { numRuns: runs(10, 200) }
  )
  t.ok(found > runs(5, 100), `${found} checks compared`)
})

t.test('what stays the same stays at its revision; what changes is retired', async (t) => {
  const { client, store } = await buildTestStore(t)
  await insertRows(store, {
    metric: [{ symmetric: false }],
    observation: [
      { value: 1 },
      { id: 'C2', value: 2 },
      { id: 'C3', partner: 'UZB', value: 1 },
      { id: 'C4', partner: 'UZB', value: 5 }
    ]
  })
  const all = () =>
    client.prepare('SELECT partner, ratio, revision FROM claim_check ORDER BY partner').all()
  const retired = () =>
    client
      .prepare(
        'SELECT partner, ratio, revision, retired_revision FROM claim_check_history ORDER BY ' +
          'revision'
      )
      .all()
  t.same(all(), [
    { partner: 'KAZ', ratio: 2, revision: 1 },
    { partner: 'UZB', ratio: 5, revision: 1 }
  ])
  await write(store, { observation: [{ id: 'C2', value: 4 }] })
  t.same(all(), [
    { partner: 'KAZ', ratio: 4, revision: 2 },
    { partner: 'UZB', ratio: 5, revision: 1 }
  ])
  await withdrawAll(store, { observation: ['C4'] })
  t.same(all(), [{ partner: 'KAZ', ratio: 4, revision: 2 }])
  t.same(retired(), [
    { partner: 'KAZ', ratio: 2, revision: 1, retired_revision: 2 },
    { partner: 'UZB', ratio: 5, revision: 1, retired_revision: 3 }
  ])
})

t.test('a group that changes is added up anew, and so are the groups around it', async (t) => {
  const { client, store } = await buildTestStore(t)
  const claim = (id: string, partner: string, value: number) => ({
    id,
    metric: 'goods_exports',
    partner,
    value
  })
  await insertRows(store, {
    metric: [...METRICS],
    entity: ENTITIES,
    observation: [
      claim('C1', 'two', 100),
      claim('C2', 'KAZ', 40),
      claim('C3', 'three', 160),
      claim('C4', 'CHE', 50)
    ]
  })
  const found = () =>
    client
      .prepare(
        'SELECT partner, kind, claims_count AS claims FROM claim_check ORDER BY partner, kind'
      )
      .all()
  const sum = { partner: 'three', kind: 'sum_of_members', claims: 3 }
  const part = { partner: 'two', kind: 'part_exceeds_whole', claims: 2 }
  const members = { partner: 'three', kind: 'part_exceeds_whole', claims: 3 }
  t.same(found(), [members, sum, part])
  await apply(store, { group: 'two', members: ['UZB'] })
  t.same(found(), [members])
  await apply(store, { group: 'two', members: ['KAZ', 'UZB'] })
  t.same(found(), [members, sum, part])
})

t.test('a metric that is defined otherwise is checked anew', async (t) => {
  const { client, store } = await buildTestStore(t)
  await insertRows(store, {
    metric: [...METRICS],
    observation: [{ value: 1 }, { id: 'C2', subject: 'KAZ', partner: 'PAK', value: 5 }]
  })
  const kinds = () => client.prepare('SELECT kind FROM claim_check').pluck().all()
  t.same(kinds(), ['mirror_of'])
  await apply(store, { redefined: 'goods_trade', symmetric: false })
  t.same(kinds(), [])
  await apply(store, { redefined: 'goods_trade', symmetric: true })
  t.same(kinds(), ['mirror_of'])
})
