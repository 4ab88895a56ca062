// Assessments are renewed where a change may have touched them, and nowhere else: what is stored is
// what assessing everything would give.
import fc from 'fast-check'
import t, { type Test } from 'tap'
import { listScores } from '../../src/assessments/queries.ts'
import { renewAssessments } from '../../src/assessments/renewing/renew-assessments.ts'
import { ASSESSOR } from '../../src/assessments/version.ts'
import { asOf } from '../../src/db/as-of.ts'
import { desc } from '../../src/db/orm.ts'
import type { Snapshot, Store } from '../../src/db/store.ts'
import { recheckClaims } from '../../src/imports/engine/recheck-claims.ts'
import { listAssessed, withAssessments } from '../../src/projections/assessed-queries.ts'
import type { AssessmentBody } from '../../src/projections/assessment.ts'
import { findProjections } from '../../src/projections/queries.ts'
import { buildTestStore } from '../helpers/app.ts'
import { withdrawAll, write } from '../helpers/changes.ts'
import { runs } from '../helpers/random.ts'
import { insertRows, type Rows } from '../helpers/rows.ts'

const METRICS = [
  { id: 'goods_trade' },
  { id: 'goods_exports', symmetric: false },
  { id: 'goods_imports', symmetric: false }
] as const

/** From 100 in 2023 to 200 in 2030. */
const TARGET = { base_value: 100, value: 200, text: '200' }

/** The kept assessment of each projection, as short as tests need it. */
const kept = (store: Store) =>
  store.snapshot(async ({ db, tables: { assessment } }) => {
    const rows = await db.select().from(assessment).orderBy(assessment.id)
    return rows.map(({ id, status, reason, body, revision }) => {
      // Only assessments are stored there.
      const { latest, series } = body as AssessmentBody
      return { id, verdict: status ?? reason, latest: latest?.value, made: series?.made, revision }
    })
  })

/** How many versions of assessments were retired. */
const retired = (store: Store) =>
  store.snapshot(async ({ db, tables: { assessment_history } }) => {
    const rows = await db
      .select({ id: assessment_history.id, by: assessment_history.retired_revision })
      .from(assessment_history)
      .orderBy(assessment_history.retired_revision, assessment_history.id)
    return rows.map(({ id, by }) => `${id} by ${by}`)
  })

const claim = (id: string, value: number, row: object = {}) => ({
  id,
  period: '2024',
  value,
  text: String(value),
  ...row
})

/** A store with the metrics of trade, a target, a second one that nothing touches, and claims. */
async function given(t: Test, rows: Rows = {}): Promise<Store> {
  const { store } = await buildTestStore(t)
  await insertRows(store, {
    metric: [...METRICS],
    projection: [
      { id: 'P001', ...TARGET },
      { id: 'P002', ...TARGET, subject: 'UZB', partner: 'CHE' }
    ],
    ...rows
  })
  return store
}

const other = { id: 'P002', verdict: 'not_assessable', latest: undefined, made: undefined }
const untouched = { ...other, revision: 1 }
const first = (verdict: string, latest: number | undefined, revision: number, made?: string[]) => ({
  id: 'P001',
  verdict,
  latest,
  made: made ?? (latest === undefined ? undefined : []),
  revision
})

t.test('a new, a corrected and a withdrawn claim', async (t) => {
  const store = await given(t)
  t.same(await kept(store), [first('not_assessable', undefined, 1), untouched])
  await write(store, { observation: [claim('C1', 120)] })
  t.same(await kept(store), [first('on_track', 120, 2), untouched])
  await write(store, { observation: [claim('C1', 90)] })
  t.same(await kept(store), [first('wrong_way', 90, 3), untouched])
  await write(store, { observation: [claim('C1', 90, { partner: 'UZB' })] })
  t.same(await kept(store), [first('not_assessable', undefined, 4), untouched], 'another pair')
  await write(store, { observation: [claim('C1', 90)] })
  t.same(await kept(store), [first('wrong_way', 90, 5), untouched], 'and back')
  await withdrawAll(store, { observation: ['C1'] })
  t.same(await kept(store), [first('not_assessable', undefined, 6), untouched])
  t.same(
    await retired(store),
    [2, 3, 4, 5, 6].map((by) => `P001 by ${by}`)
  )
})

t.test('claims of the other order, and of the metrics that add up', async (t) => {
  const store = await given(t)
  await write(store, {
    observation: [claim('C1', 50, { metric: 'goods_exports' })]
  })
  t.same(await kept(store), [first('not_assessable', undefined, 1), untouched], 'one part alone')
  await write(store, { observation: [claim('C2', 58, { metric: 'goods_imports' })] })
  t.same(await kept(store), [first('behind', 108, 3, ['sum_of_metrics']), untouched])
  await write(store, { observation: [claim('C1', 70, { metric: 'goods_exports' })] })
  t.same(await kept(store), [first('on_track', 128, 4, ['sum_of_metrics']), untouched])
  await write(store, { observation: [claim('C3', 90, { subject: 'KAZ', partner: 'PAK' })] })
  t.same(await kept(store), [first('wrong_way', 90, 5, ['mirror']), untouched])
  await withdrawAll(store, { observation: ['C3'] })
  t.same(await kept(store), [first('on_track', 128, 6, ['sum_of_metrics']), untouched])
  await withdrawAll(store, { observation: ['C2'] })
  t.same(await kept(store), [first('not_assessable', undefined, 7), untouched])
})

t.test('parts of a total without a partner are those with the world', async (t) => {
  const { store } = await buildTestStore(t)
  const total = { metric: 'goods_trade_total', partner: null }
  await insertRows(store, {
    metric: [...METRICS, { id: 'goods_trade_total', symmetric: false }],
    entity: [{ id: 'WLD', kind: 'group', countries: [] }],
    projection: [{ id: 'P001', ...TARGET, ...total }]
  })
  const withWorld = { partner: 'WLD' }
  await write(store, {
    observation: [
      claim('C1', 50, { metric: 'goods_exports', ...withWorld }),
      claim('C2', 58, { metric: 'goods_imports', ...withWorld })
    ]
  })
  t.same(await kept(store), [first('behind', 108, 2, ['sum_of_metrics'])])
  await write(store, { observation: [claim('C2', 80, { metric: 'goods_imports', ...withWorld })] })
  t.same(await kept(store), [first('on_track', 130, 3, ['sum_of_metrics'])])
})

t.test('a source of another kind changes which claim is taken', async (t) => {
  const sources = [
    { id: 'a-paper', kind: 'press' as const },
    { id: 'an-office', kind: 'official_statistics' as const }
  ]
  const store = await given(t, {
    source: sources,
    observation: [claim('C1', 90), claim('C2', 130, { source: 'an-office' })]
  })
  t.same(await kept(store), [first('on_track', 130, 1), untouched])
  await write(store, { source: [{ id: 'an-office', kind: 'press', published: '2020-01-01' }] })
  t.same(await kept(store), [first('wrong_way', 90, 2), untouched])
})

t.test('a source of another kind, of claims of a part', async (t) => {
  const part = (id: string, value: number, source: string) =>
    claim(id, value, { metric: 'goods_exports', source })
  const store = await given(t, {
    source: [{ id: 'a-paper' }, { id: 'an-office', kind: 'official_statistics' }],
    observation: [
      part('C1', 10, 'a-paper'),
      part('C2', 50, 'an-office'),
      claim('C3', 80, { metric: 'goods_imports' })
    ]
  })
  t.same(await kept(store), [first('on_track', 130, 1, ['sum_of_metrics']), untouched])
  await write(store, { source: [{ id: 'an-office', kind: 'press', published: '2020-01-01' }] })
  t.same(await kept(store), [first('wrong_way', 90, 2, ['sum_of_metrics']), untouched])
})

t.test('the source of a projection says when it was made', async (t) => {
  const store = await given(t, {
    source: [{ id: 'a-paper' }, { id: 'a-plan', published: '2025-03-01' }],
    projection: [{ id: 'P001', ...TARGET, base_period: null, base_value: null, source: 'a-plan' }],
    observation: ['2022', '2023', '2024', '2025'].map((period, index) =>
      claim(`C${index}`, 100 + 10 * index, { period })
    )
  })
  const base = () =>
    store.snapshot(async ({ db, tables: { assessment } }) => {
      const rows = await db.select().from(assessment)
      // Only assessments are stored there.
      return rows.map(({ body }) => (body as AssessmentBody).base?.period)
    })
  t.same(await base(), ['2024'])
  await write(store, { source: [{ id: 'a-plan', published: '2024-03-01' }] })
  t.same(await base(), ['2023'])
})

t.test('a metric with another desired direction', async (t) => {
  const store = await given(t, { observation: [claim('C1', 90)] })
  t.same(await kept(store), [first('wrong_way', 90, 1), untouched])
  await write(store, { metric: [{ id: 'goods_trade', desired: 'decrease' }] })
  t.same((await kept(store))[0], first('achieved', 90, 2))
  await write(store, { metric: [{ id: 'goods_trade', name: 'Trade of goods' }] })
  t.same((await kept(store))[0], first('wrong_way', 90, 3))
  await write(store, { metric: [{ id: 'goods_trade', name: 'Goods trade' }] })
  t.same((await kept(store))[0], first('wrong_way', 90, 3), 'another name changes nothing')
})

t.test('a metric that is symmetric no more', async (t) => {
  const store = await given(t, {
    observation: [claim('C1', 130, { subject: 'KAZ', partner: 'PAK' })]
  })
  t.same(await kept(store), [first('on_track', 130, 1, ['mirror']), untouched])
  await write(store, { metric: [{ id: 'goods_trade', symmetric: false }] })
  t.same(await kept(store), [first('not_assessable', undefined, 2), untouched])
})

t.test('a new, a corrected and a withdrawn projection', async (t) => {
  const store = await given(t, { observation: [claim('C1', 108)] })
  const short = async () => (await kept(store)).map(({ id, verdict }) => `${id} ${verdict}`)
  t.same(await short(), ['P001 behind', 'P002 not_assessable'])
  await write(store, { projection: [{ id: 'P003', ...TARGET, value: 105 }] })
  t.same(await short(), ['P001 behind', 'P002 not_assessable', 'P003 achieved'])
  await write(store, { projection: [{ id: 'P003', ...TARGET, value: 900 }] })
  t.same(await short(), ['P001 behind', 'P002 not_assessable', 'P003 far_behind'])
  await write(store, { projection: [{ id: 'P003', ...TARGET, kind: 'forecast' }] })
  t.same(await short(), ['P001 behind', 'P002 not_assessable', 'P003 not_observed'])
  await withdrawAll(store, { projection: ['P003'] })
  t.same(await short(), ['P001 behind', 'P002 not_assessable'])
  t.same(await retired(store), ['P003 by 3', 'P003 by 4', 'P003 by 5'])
  await write(store, { projection: [{ id: 'P003', ...TARGET }] })
  t.same(await short(), ['P001 behind', 'P002 not_assessable', 'P003 behind'], 'and here again')
})

t.test('what has nothing to do with it, or says the same, changes nothing', async (t) => {
  const store = await given(t, { observation: [claim('C1', 120)] })
  const before = await kept(store)
  await write(store, { observation: [claim('C2', 5, { subject: 'UZB', partner: 'KAZ' })] })
  await write(store, { observation: [claim('C3', 5, { period: '2024-03' })] })
  await write(store, { observation: [claim('C1', 120, { note: 'page 3' })] })
  await write(store, { event: [{ entity: 'PAK' }] })
  t.equal(store.revision(), 5)
  t.same(await kept(store), before)
  t.same(await retired(store), [])
  await write(store, { observation: [claim('C1', 120, { note: 'page 3' })] })
  t.equal(store.revision(), 5, 'an equal import makes no revision')
  t.same([await kept(store), await retired(store)], [before, []])
})

t.test('a series grows old with the day of a later revision', async (t) => {
  const store = await given(t, { observation: [claim('C1', 120)] })
  const event = (id: string, time: string) =>
    write(store, { event: [{ id, entity: 'PAK' }] }, { time })
  // 2024-12-31 and 1,098 days, three times those of 2024
  await event('E1', '2028-01-03T23:59:59Z')
  t.same(await kept(store), [first('on_track', 120, 1), untouched])
  await event('E2', '2028-01-04T00:00:00Z')
  t.same(await kept(store), [first('not_assessable', 120, 3), untouched])
  await event('E3', '2029-01-01T00:00:00Z')
  t.same(await kept(store), [first('not_assessable', 120, 3), untouched], 'once is enough')
})

/** The assessment of P001 as of a revision, or of now. */
const shownAt = (store: Store, revision?: number) =>
  store.snapshot(async (now) => {
    const snapshot: Snapshot = revision === undefined ? now : await asOf(now, revision)
    const [row] = await withAssessments(snapshot, await findProjections(snapshot, ['P001']))
    const { status, reason, latest } = row?.assessment ?? {}
    return [status, reason, latest?.value]
  })

t.test('as of an earlier revision, its assessment', async (t) => {
  const store = await given(t)
  await write(store, { observation: [claim('C1', 120)] }, { time: '2026-02-03T00:00:00Z' })
  await write(store, { observation: [claim('C1', 90)] }, { time: '2026-03-04T00:00:00Z' })
  await write(store, { event: [{ entity: 'PAK' }] }, { time: '2026-04-05T00:00:00Z' })
  t.same(await shownAt(store, 1), ['not_assessable', 'no_comparable_series', undefined])
  t.same(await shownAt(store, 2), ['on_track', null, 120])
  t.same(await shownAt(store, 3), ['wrong_way', null, 90])
  t.same(await shownAt(store, 4), ['wrong_way', null, 90])
  t.same(await shownAt(store), ['wrong_way', null, 90])
})

/** Leaves a database as a version before assessments would have. */
const makeOld = (store: Store) =>
  store.transaction(async ({ db, tables: { imports, assessment } }) => {
    await db.update(imports).set({ assessor: null })
    await db.delete(assessment)
  })

t.test('a database from before assessments gets them at its start, once', async (t) => {
  const forecast = { id: 'P003', ...TARGET, kind: 'forecast' as const, target_period: '2024' }
  const store = await given(t, {
    projection: [{ id: 'P001', ...TARGET }, forecast],
    observation: [claim('C1', 120)]
  })
  const before = await kept(store)
  await makeOld(store)
  t.same(await kept(store), [])
  t.same(
    await shownAt(store),
    ['not_assessable', 'not_assessed_then', undefined],
    'nothing is known until then'
  )
  t.equal(await recheckClaims(store), true)
  t.same(
    await kept(store),
    before.map((row) => ({ ...row, revision: 2 }))
  )
  t.equal(await recheckClaims(store), false, 'nothing is left to do')
  const [last] = await store.snapshot(({ db, tables: { imports } }) =>
    db.select().from(imports).orderBy(desc(imports.revision)).limit(1)
  )
  t.match(last, { revision: 2, kind: 'recheck', assessor: ASSESSOR, counts: {} })
  t.same(await retired(store), [])
  t.same(await shownAt(store, 1), ['not_assessable', 'not_assessed_then', undefined])
  const then = await store.snapshot(async (now) => {
    const snapshot = await asOf(now, 1)
    const page = { after: undefined, limit: 9 }
    const filters = { status: ['not_assessable' as const], sort: 'id' as const }
    return {
      found: await listAssessed(snapshot, filters, page),
      scores: await listScores(snapshot, { by: 'kind', asked: [] }, page)
    }
  })
  t.same(
    then.found.map(({ id }) => id),
    ['P001'],
    'the filter finds what the list shows'
  )
  t.same(
    then.scores.map(({ key, not_assessable }) => [key, not_assessable]),
    [
      ['forecast', 0],
      ['target', 1]
    ],
    'and so does the score card'
  )
  const [old] = await store.snapshot(async (now) => {
    const then = await asOf(now, 1)
    return withAssessments(then, await findProjections(then, ['P003']))
  })
  t.same(
    [old?.assessment.status, old?.assessment.reason, old?.assessment.method],
    [null, 'not_assessed_then', null],
    'a forecast has no status'
  )
})

const IDS = ['C1', 'C2', 'C3', 'C4', 'C5', 'C6', 'C7', 'C8']
const PLANS = ['P1', 'P2', 'P3', 'P4']
const place = {
  metric: fc.constantFrom('goods_trade', ...METRICS.map(({ id }) => id)),
  subject: fc.constantFrom('PAK', 'PAK', 'KAZ'),
  partner: fc.constantFrom('KAZ', 'KAZ', 'PAK', null)
}
const figure = fc.constantFrom(50, 80, 100, 120, 160, 250)
const edit = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({
      noun: fc.constant('observation' as const),
      id: fc.constantFrom(...IDS),
      ...place,
      period: fc.constantFrom('2022', '2023', '2024', '2025', '2024-Q1', '2030'),
      mode: fc.constantFrom(null, null, null, 'rail' as const),
      source: fc.constantFrom('a-paper', 'an-office'),
      value: figure
    })
  },
  {
    weight: 3,
    arbitrary: fc.record({
      noun: fc.constant('projection' as const),
      id: fc.constantFrom(...PLANS),
      ...place,
      kind: fc.constantFrom('target' as const, 'forecast' as const),
      base_period: fc.constantFrom('2022', '2023', null),
      base_value: fc.constantFrom(100, null),
      target_period: fc.constantFrom('2024', '2025', '2030', null),
      source: fc.constantFrom('a-paper', 'an-office'),
      value: figure
    })
  },
  fc.record({ noun: fc.constant('withdrawal' as const), id: fc.constantFrom(...IDS, ...PLANS) }),
  fc.record({
    noun: fc.constant('metric' as const),
    id: fc.constantFrom(...METRICS.map(({ id }) => id)),
    desired: fc.constantFrom('increase' as const, 'decrease' as const),
    symmetric: fc.boolean()
  }),
  {
    weight: 3,
    arbitrary: fc.record({
      noun: fc.constant('source' as const),
      id: fc.constantFrom('a-paper', 'an-office'),
      kind: fc.constantFrom('press' as const, 'official_statistics' as const),
      published: fc.constantFrom('2023-06-30', '2025-06-30')
    })
  }
)
type Edit = typeof edit extends fc.Arbitrary<infer E> ? E : never

/** Makes an edit as a revision of its own, six of them a year. */
async function apply(store: Store, change: Edit, index: number): Promise<void> {
  const time = `${2026 + Math.floor(index / 6)}-0${1 + (index % 6)}-01T00:00:00Z`
  if (change.noun === 'withdrawal') {
    const noun = change.id.startsWith('C') ? 'observation' : 'projection'
    const held = await store.snapshot(({ db, tables }) =>
      db.select({ id: tables[noun].id }).from(tables[noun])
    )
    if (held.some(({ id }) => id === change.id))
      await withdrawAll(store, { [noun]: [change.id] }, { time })
    return
  }
  const { noun, ...row } = change
  if ('subject' in row && row.subject === row.partner) return
  const text = 'value' in row ? { text: String(row.value) } : {}
  await write(store, { [noun]: [{ ...row, ...text }] }, { time })
}

/** Every kept assessment, but for the revision. */
const contents = (store: Store) =>
  store.snapshot(async ({ db, tables: { assessment } }) => {
    const rows = await db.select().from(assessment).orderBy(assessment.id)
    return rows.map(({ revision: _, ...row }) => row)
  })

t.test('after any edits the assessments are those of all data', async (t) => {
  const seen = new Set<string | null>()
  await fc.assert(
    fc.asyncProperty(
      fc.array(edit, { minLength: 12, maxLength: 24, size: 'max' }),
      async (edits) => {
        const { store } = await buildTestStore(t)
        await insertRows(store, {
          metric: [...METRICS],
          source: [{}, { id: 'an-office', kind: 'official_statistics' }],
          projection: [{ id: 'P1', ...TARGET }],
          observation: [claim('C1', 120), claim('C2', 90, { source: 'an-office' })]
        })
        for (const [index, one] of edits.entries()) await apply(store, one, index)
        const found = await contents(store)
        for (const { status, reason } of found) seen.add(status).add(reason)
        await store.transaction(async (snapshot) => {
          const { db, tables, revision, updatedAt } = snapshot
          await db.delete(tables.assessment)
          const today = (updatedAt ?? '').slice(0, 10)
          await renewAssessments(snapshot, 'all', { revision, today })
        })
        const all = await contents(store)
        if (JSON.stringify(found) !== JSON.stringify(all))
          throw new Error(`${JSON.stringify(found)}\nis not\n${JSON.stringify(all)}`)
      }
    ),
    { numRuns: runs(8, 200) }
  )
  t.ok(seen.size > 4, `${seen.size} words: ${[...seen].join(', ')}`)
})
