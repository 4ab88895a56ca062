// Tests of series are renewed where a change may have touched them, and nowhere else: what is
// stored is what testing everything would give.
import fc from 'fast-check'
import t from 'tap'
import { desc } from '../../src/db/orm.ts'
import type { Store } from '../../src/db/store.ts'
import { findTouchedSeries } from '../../src/evaluations/renewing/find-touched-series.ts'
import {
  findWrongEvaluations,
  renewEvaluations
} from '../../src/evaluations/renewing/renew-evaluations.ts'
import type { SeriesTest, Untested } from '../../src/evaluations/test-series.ts'
import { EVALUATOR } from '../../src/evaluations/version.ts'
import { recheckClaims } from '../../src/imports/engine/recheck-claims.ts'
import { ID_PARTS, seriesId } from '../../src/series-id.ts'
import { buildTestStore } from '../helpers/app.ts'
import { withdrawAll, write } from '../helpers/changes.ts'
import { runs } from '../helpers/random.ts'
import { insertRows } from '../helpers/rows.ts'

/** The id of a series of years without a direction and so on. */
const series = (metric: string, subject: string, calendar = 'P1Y-01') =>
  `${metric}~${subject}~KAZ~~~~${calendar}`

/** Claims for years from 2015 on. */
const claims = (prefix: string, values: readonly number[], row: object = {}) =>
  values.map((value, index) => ({
    id: `${prefix}${index}`,
    period: String(2015 + index),
    value,
    text: String(value),
    ...row
  }))

const FIVE = [10, 12, 11, 15, 14]

/** Everything that is stored, by its key. */
const stored = (store: Store) =>
  store.snapshot(async ({ db, tables: { series_test, forecast_evaluation } }) => {
    const tests = await db.select().from(series_test).orderBy(series_test.series)
    const { metric, frequency } = forecast_evaluation
    const rows = await db.select().from(forecast_evaluation).orderBy(metric, frequency)
    return { tests, rows }
  })

/** Which series have been tested, how often, and by which revision. */
const short = async (store: Store) => {
  const { tests, rows } = await stored(store)
  return [
    ...tests.map(({ series, body, revision }) => {
      // Only tests are stored there.
      const test = body as SeriesTest | Untested
      return `${series}: ${'untested' in test ? test.untested : test.origins} by ${revision}`
    }),
    ...rows.map(({ metric, frequency, revision }) => `${metric} ${frequency} by ${revision}`)
  ]
}

async function given(t: Parameters<typeof buildTestStore>[0]): Promise<Store> {
  const { store } = await buildTestStore(t)
  await insertRows(store, {
    metric: [{ id: 'goods_trade' }, { id: 'students' }],
    source: [{}, { id: 'an-office', kind: 'official_statistics' }],
    observation: [
      ...claims('A', FIVE),
      ...claims('B', [...FIVE, 17], { subject: 'UZB' }),
      ...claims('S', FIVE, { metric: 'students' })
    ]
  })
  return store
}

const PAK = series('goods_trade', 'PAK')
const UZB = series('goods_trade', 'UZB')
const STUDENTS = series('students', 'PAK')
const OTHERS = [`${UZB}: 2 by 1`, `${STUDENTS}: 1 by 1`]

t.test('a new, a corrected and a withdrawn claim test their series alone', async (t) => {
  const store = await given(t)
  t.same(await short(store), [`${PAK}: 1 by 1`, ...OTHERS, 'goods_trade A by 1', 'students A by 1'])
  await write(store, { observation: [{ id: 'A5', period: '2020', value: 16, text: '16' }] })
  t.same(await short(store), [`${PAK}: 2 by 2`, ...OTHERS, 'goods_trade A by 2', 'students A by 1'])
  await write(store, { observation: [{ id: 'A5', period: '2020', value: 26, text: '26' }] })
  t.same((await short(store))[0], `${PAK}: 2 by 3`)
  await withdrawAll(store, { observation: ['A5'] })
  t.same((await short(store))[0], `${PAK}: 1 by 4`)
  await withdrawAll(store, { observation: ['A4'] })
  t.same(
    await short(store),
    [...OTHERS, 'goods_trade A by 5', 'students A by 1'],
    'four claims are no candidate'
  )
  await withdrawAll(store, { observation: claims('S', FIVE).map(({ id }) => id) })
  t.same(await short(store), [`${UZB}: 2 by 1`, 'goods_trade A by 5'], 'the whole series')
})

t.test('enough claims, but not in a row: no test, and why', async (t) => {
  const store = await given(t)
  await write(store, { observation: [{ id: 'A4', period: '2022', value: 14, text: '14' }] })
  t.same(await short(store), [
    `${PAK}: too_short by 2`,
    ...OTHERS,
    'goods_trade A by 2',
    'students A by 1'
  ])
  const { rows } = await stored(store)
  t.match(rows[0]?.body, { series: 1, too_short: 1, left_out: 0 })
  await write(store, { observation: [{ id: 'A4', period: '2019', value: 14, text: '14' }] })
  t.same((await short(store))[0], `${PAK}: 1 by 3`)
})

t.test('series that never changed are counted apart', async (t) => {
  const store = await given(t)
  await write(store, {
    observation: [...claims('C', [7, 7, 7, 7, 8], { mode: 'rail' }), { id: 'T0', mode: 'road' }]
  })
  const { rows } = await stored(store)
  t.match(rows[0]?.body, { series: 2, too_short: 1, never_changed: 1, left_out: 0 })
  t.equal((await short(store))[0], 'goods_trade~PAK~KAZ~~rail~~P1Y-01: never_changed by 2')
})

t.test('what has nothing to do with it, or gives the same, leaves the rows', async (t) => {
  const store = await given(t)
  const before = await stored(store)
  await write(store, { observation: [{ id: 'A0', period: '2015', value: 10, text: 'ten' }] })
  await write(store, { metric: [{ id: 'goods_trade', name: 'Trade of goods' }] })
  await write(store, { source: [{ id: 'a-paper', publisher: 'Another name' }] })
  await write(store, { event: [{ entity: 'PAK' }] })
  t.equal(store.revision(), 5)
  t.same(await stored(store), before)
})

t.test('a source of another kind, and a metric with other bounds', async (t) => {
  const store = await given(t)
  await write(store, {
    observation: [{ id: 'A9', period: '2019', value: 99, text: '99', source: 'an-office' }]
  })
  t.same((await short(store))[0], `${PAK}: 1 by 2`, 'the office counts')
  await write(store, {
    source: [{ id: 'an-office', kind: 'press', published: '2020-01-01' }]
  })
  t.same((await short(store))[0], `${PAK}: 1 by 3`, 'the older paper does not')
  await write(store, { metric: [{ id: 'students', maximum: 15 }] })
  t.same((await short(store)).at(-1), 'students A by 4')
  await write(store, { metric: [{ id: 'students', kind: 'distance' }] })
  t.notMatch(await short(store), /students/, 'a distance is not forecast')
})

t.test('series of one metric by their frequency', async (t) => {
  const { store } = await buildTestStore(t)
  const months = (value: number, index: number) => ({
    id: `M${index}`,
    period: `2024-0${index + 1}`,
    value,
    text: String(value)
  })
  const fiscal = claims('F', FIVE).map((row) => ({ ...row, period: `${row.period}-07-01/P1Y` }))
  await insertRows(store, {
    observation: [
      ...claims('A', FIVE),
      ...fiscal,
      ...FIVE.map(months),
      { id: 'B0', period: '2015-04-01/P1Y' }
    ]
  })
  t.same(await short(store), [
    `${series('goods_trade', 'PAK', 'P1M')}: 1 by 1`,
    `${PAK}: 1 by 1`,
    `${series('goods_trade', 'PAK', 'P1Y-07')}: 1 by 1`,
    'goods_trade A by 1',
    'goods_trade M by 1'
  ])
  const { rows } = await stored(store)
  t.match(
    rows.map(({ body }) => body),
    [
      { series: 2, too_short: 1, horizon: 5 },
      { series: 1, too_short: 0, horizon: 12 }
    ]
  )
})

t.test('of very many series those with most periods are tested', async (t) => {
  const { store } = await buildTestStore(t)
  // Of months at most 100 are tested.
  const inMonths = (rows: ReturnType<typeof claims>) =>
    rows.map((row, index) => ({ ...row, period: `2024-0${index + 1}` }))
  const products = Array.from({ length: 102 }, (_, index) => `HS2022-${index + 1000}`)
  await insertRows(store, {
    metric: [{ by_product: 'optional' }],
    product: products.map((id) => ({ id, code: id.slice(7), parent: null })),
    observation: products.flatMap((product, index) =>
      inMonths(claims(`${product}-`, index === 101 ? [...FIVE, 9] : FIVE, { product }))
    )
  })
  const { tests, rows } = await stored(store)
  t.equal(tests.length, 100)
  t.match(rows[0]?.body, { series: 100, too_short: 0, left_out: 2 })
  const ids = tests.map((test) => test.series)
  t.ok(ids.includes('goods_trade~PAK~KAZ~~~HS2022-1101~P1M'), 'it has a year more')
  t.notOk(ids.includes('goods_trade~PAK~KAZ~~~HS2022-1100~P1M'), 'of equals the first')
  await withdrawAll(store, { observation: ['HS2022-1000-0'] })
  const left = await stored(store)
  t.match(left.rows[0]?.body, { series: 100, too_short: 1, left_out: 1 })
  t.equal(left.tests.filter(({ revision }) => revision === 2).length, 1, 'one takes its place')
})

t.test('many claims for one period do not make a series long', async (t) => {
  const { store } = await buildTestStore(t)
  const products = Array.from({ length: 101 }, (_, index) => `HS2022-${index + 1000}`)
  const ofAuthors = (product: string, period: string) =>
    FIVE.concat(9).map((value, index) => ({
      id: `${product}-${period}-${index}`,
      product,
      period,
      value,
      text: String(value),
      attributed_to: `Office ${index}`
    }))
  await insertRows(store, {
    metric: [{ by_product: 'optional' }],
    product: products.map((id) => ({ id, code: id.slice(7), parent: null })),
    observation: [
      ...products.flatMap((product) => ofAuthors(product, '2020')),
      ...products.flatMap((product) => ofAuthors(product, '2020-03')),
      ...claims('A', FIVE)
    ]
  })
  t.same(await short(store), [`${PAK}: 1 by 1`, 'goods_trade A by 1'])
  const { rows } = await stored(store)
  t.match(rows[0]?.body, { series: 1, too_short: 101, left_out: 0 })
})

t.test('the ids of series are made by the database as by the code', async (t) => {
  const { store } = await buildTestStore(t)
  const wanted = ID_PARTS.map((_, index) => ({
    subject: 'PAK',
    partner: index & 1 ? 'KAZ' : null,
    direction: index & 2 ? ('outbound' as const) : null,
    mode: index & 4 ? ('rail' as const) : null,
    product: index > 3 ? 'HS2022-1000' : null
  }))
  await insertRows(store, {
    metric: [{ by_product: 'optional', partnered: 'optional' }],
    product: [{ id: 'HS2022-1000', code: '1000', parent: null }],
    observation: wanted.flatMap((row, index) => claims(`${index}-`, FIVE, row))
  })
  const { tests } = await stored(store)
  const ids = wanted.map((row) => seriesId({ metric: 'goods_trade', calendar: 'P1Y-01', ...row }))
  t.same(tests.map(({ series }) => series).toSorted(), ids.toSorted())
})

/** The metrics whose tests are done again, with some of their series. */
const touchedBy = (store: Store, touched: Parameters<typeof findTouchedSeries>[1]) =>
  store.snapshot(async (snapshot) => {
    const found = await findTouchedSeries(snapshot, touched, snapshot.revision)
    const ids = [PAK, UZB, STUDENTS]
    return found
      .map(({ metric, has }) => [metric, ...ids.filter(has)])
      .toSorted(([one = ''], [other = '']) => (one < other ? -1 : 1))
  })

t.test('too many series to name: all of the touched metrics, and of no other', async (t) => {
  const store = await given(t)
  const goods = new Set(['goods_trade'])
  const all = [PAK, UZB, STUDENTS]
  t.same(await touchedBy(store, { metrics: goods, series: 'all' }), [['goods_trade', ...all]])
  t.same(await touchedBy(store, { metrics: goods, series: new Set([UZB]) }), [['goods_trade', UZB]])
  t.same(await touchedBy(store, 'all'), [
    ['goods_trade', ...all],
    ['students', ...all]
  ])
})

t.test('a corrected source: the series in which it has rivals', async (t) => {
  const store = await given(t)
  const nothing = { metrics: new Set<string>(), series: new Set<string>() }
  await write(store, { source: [{ id: 'a-paper', published: '2020-01-01' }] })
  t.same(await touchedBy(store, nothing), [], 'all claims are of this source')
  await write(store, {
    observation: [{ id: 'A9', period: '2019', value: 99, text: '99', source: 'an-office' }]
  })
  await write(store, { source: [{ id: 'a-paper', published: '2020-01-02' }] })
  t.same(await touchedBy(store, nothing), [['goods_trade', PAK]])
  await write(store, { source: [{ id: 'an-office', kind: 'press' }] })
  t.same(await touchedBy(store, nothing), [['goods_trade', PAK]])
})

/** Leaves a database as a version before evaluations would have. */
const makeOld = (store: Store) =>
  store.transaction(async ({ db, tables: { imports, series_test, forecast_evaluation } }) => {
    await db.update(imports).set({ evaluator: null })
    await db.delete(series_test)
    await db.delete(forecast_evaluation)
  })

t.test('a database from before evaluations gets them at its start, once', async (t) => {
  const store = await given(t)
  const before = await short(store)
  await makeOld(store)
  t.same(await short(store), [])
  t.equal(await recheckClaims(store), true)
  t.same(
    await short(store),
    before.map((row) => row.replace('by 1', 'by 2'))
  )
  t.equal(await recheckClaims(store), false, 'nothing is left to do')
  const [last] = await store.snapshot(({ db, tables: { imports } }) =>
    db.select().from(imports).orderBy(desc(imports.revision)).limit(1)
  )
  t.match(last, { revision: 2, kind: 'recheck', evaluator: EVALUATOR })
})

/** Every kind of series: of years, of dates that may stand for years, of a product, of a metric. */
async function givenMany(t: Parameters<typeof buildTestStore>[0]): Promise<Store> {
  const store = await given(t)
  const dates = claims('D', FIVE, { metric: 'students', subject: 'UZB' })
  await write(store, {
    metric: [
      { id: 'goods_trade', by_product: 'optional' },
      { id: 'students', by_product: 'optional', kind: 'stock' },
      { id: 'transit' }
    ],
    product: [{ id: 'HS2022-1000', code: '1000', parent: null }],
    observation: [
      ...claims('P', FIVE, { product: 'HS2022-1000' }),
      ...claims('T', FIVE, { metric: 'transit' }),
      ...dates.map((row) => ({ ...row, period: `${row.period}-12-31` }))
    ]
  })
  return store
}

const METRICS = ['goods_trade', 'students'] as const
const NEW = ['A0', 'A2', 'A4', 'B0', 'B5', 'D1', 'D4', 'P0', 'P4', 'S3', 'N1', 'N2', 'N3', 'N4']
const YEARS = ['2014', '2017', '2019', '2020', '2021', '2019-07-01/P1Y', '2020-03']
const DATES = ['2017-12-31', '2019-06-30', '2019-12-31', '2020-12-31']
const figure = fc.integer({ min: 1, max: 50 })
const edit = fc.oneof(
  {
    weight: 8,
    arbitrary: fc.record({
      noun: fc.constant('observation' as const),
      id: fc.constantFrom(...NEW),
      metric: fc.constantFrom(...METRICS),
      subject: fc.constantFrom('PAK', 'UZB'),
      period: fc.constantFrom(...YEARS, ...DATES),
      mode: fc.constantFrom(null, null, null, 'rail' as const),
      product: fc.constantFrom(null, null, 'HS2022-1000'),
      source: fc.constantFrom('a-paper', 'an-office'),
      figures: fc.oneof(
        figure.map((value) => ({ value, text: String(value) })),
        fc.integer({ min: 1, max: 45 }).map((low) => ({
          value: null,
          low,
          high: low + 5,
          bound: 'range' as const,
          text: 'r'
        }))
      )
    })
  },
  { weight: 2, arbitrary: fc.constantFrom(...NEW) },
  { weight: 1, arbitrary: fc.constant({ noun: 'withdrawn' as const, id: 'transit' }) },
  {
    weight: 2,
    arbitrary: fc.record({
      noun: fc.constant('metric' as const),
      id: fc.constantFrom(...METRICS),
      by_product: fc.constant('optional' as const),
      desired: fc.constantFrom('increase' as const, 'decrease' as const),
      kind: fc.constantFrom(
        'flow' as const,
        'stock' as const,
        'stock' as const,
        'distance' as const
      ),
      maximum: fc.constantFrom(null, 50)
    })
  },
  {
    weight: 3,
    arbitrary: fc.record({
      noun: fc.constant('source' as const),
      id: fc.constantFrom('a-paper', 'an-office'),
      kind: fc.constantFrom('press' as const, 'official_statistics' as const),
      published: fc.constantFrom('2023-06-30', '2025-06-30', null)
    })
  }
)
type Edit = typeof edit extends fc.Arbitrary<infer E> ? E : never

async function apply(store: Store, change: Edit): Promise<void> {
  const held = await store.snapshot(({ db, tables: { observation } }) =>
    db.select({ id: observation.id, metric: observation.metric }).from(observation)
  )
  if (typeof change === 'string') {
    if (held.some(({ id }) => id === change)) await withdrawAll(store, { observation: [change] })
    return
  }
  if (change.noun === 'withdrawn') {
    const own = held.filter(({ metric }) => metric === change.id).map(({ id }) => id)
    if (own.length > 0) await withdrawAll(store, { observation: own, metric: [change.id] })
    return
  }
  if (change.noun === 'observation') {
    const { noun: _, figures, ...row } = change
    await write(store, { observation: [{ ...row, ...figures }] })
    return
  }
  const { noun, ...row } = change
  await write(store, { [noun]: [row] })
}

t.test('after any edits what is stored is what all data give', async (t) => {
  const { tests } = await stored(await givenMany(t))
  t.same(
    tests.map(({ series }) => series),
    [
      'goods_trade~PAK~KAZ~~~HS2022-1000~P1Y-01',
      PAK,
      UZB,
      STUDENTS,
      series('students', 'UZB', 'P1D'),
      series('transit', 'PAK')
    ],
    'the edits are of every kind of series'
  )
  const seen = new Set<number>()
  await fc.assert(
    fc.asyncProperty(
      fc.array(edit, { minLength: 8, maxLength: 16, size: 'max' }),
      async (edits) => {
        const store = await givenMany(t)
        for (const one of edits) await apply(store, one)
        const found = await stored(store)
        seen.add(found.tests.length)
        await store.transaction(async ({ db, tables }) => {
          await db.delete(tables.series_test)
          await db.delete(tables.forecast_evaluation)
        })
        await store.transaction((snapshot) =>
          renewEvaluations(snapshot, 'all', { revision: snapshot.revision })
        )
        const all = await stored(store)
        const plain = ({ tests, rows }: typeof all) =>
          JSON.stringify([...tests, ...rows].map((row) => ({ ...row, revision: 0 })))
        if (plain(found) !== plain(all)) throw new Error(`${plain(found)}\nis not\n${plain(all)}`)
      }
    ),
    { numRuns: runs(8, 200) }
  )
  t.ok(seen.size > 1, `${[...seen].join(', ')} series`)
})

t.test('verifying names the rows that the data do not give', async (t) => {
  const store = await given(t)
  const wrong = () =>
    store.snapshot(async (snapshot) => {
      const found: string[] = []
      for await (const { tests, evaluations } of findWrongEvaluations(snapshot))
        for (const { stored, made } of [tests, evaluations])
          found.push(
            ...stored.map(({ id }) => `stored ${id}`),
            ...made.map(({ id }) => `made ${id}`)
          )
      return found
    })
  t.same(await wrong(), [])
  await store.transaction(async ({ db, tables: { series_test, forecast_evaluation } }) => {
    await db.delete(series_test)
    await db.update(forecast_evaluation).set({ body: {} })
  })
  t.same((await wrong()).toSorted(), [
    'made goods_trade A',
    `made ${PAK}`,
    `made ${UZB}`,
    'made students A',
    `made ${STUDENTS}`,
    'stored goods_trade A',
    'stored students A'
  ])
})
