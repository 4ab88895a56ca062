import fc from 'fast-check'
import t from 'tap'
import { yearsFrom } from '../../src/periods/read-period.ts'
import { BASES, type Base, chooseBase } from '../../src/projections/choose-base.ts'
import { basePeriod } from '../../src/projections/comparable-series.ts'
import type { Placed } from '../../src/projections/evidence.ts'
import type { Projection } from '../../src/projections/schemas.ts'

const SOURCE = {
  id: 'a-paper',
  publisher: 'A Paper',
  kind: 'press',
  url: null,
  published: null
} as const

type Over = {
  period?: string | null
  value?: number | null
  target?: string | null
  issued?: string | null
  published?: string | null
}
/** A promise of 2000 in 2030, from 400 in 2023 unless told otherwise. */
function promise({
  period = '2023',
  value = 400,
  target = '2030',
  issued = null,
  published = null
}: Over = {}): Projection {
  return {
    id: 'P001',
    metric: 'goods_trade',
    subject: 'PAK',
    partner: 'KAZ',
    scenario: 'official-target',
    kind: 'target',
    unit: 'USD',
    base: { period, period_label: period, value },
    target: {
      period: target,
      period_label: target,
      value: 2_000,
      low: null,
      high: null,
      bound: 'at_least',
      text: '2,000'
    },
    required: {
      years: null,
      multiple: null,
      annual_growth_percent: null,
      annual_change: null,
      reason: null
    },
    condition: null,
    issued_on: issued,
    attributed_to: null,
    source: { ...SOURCE, published },
    note: null,
    recorded_at: '2026-01-02T03:04:05Z'
  }
}

/** Points of a series, with the times that progress gives them. */
function placedIn(projection: Projection, values: Record<string, number>): Placed[] {
  const periods = Object.keys(values).sort()
  // Objects put years before other periods.
  const inOrder = Object.entries(values).sort(([one], [other]) => (one < other ? -1 : 1))
  return inOrder.map(([period, value]) => ({
    point: {
      period,
      claim: {
        id: period,
        series: '',
        period,
        value,
        low: null,
        high: null,
        bound: 'exact',
        status: 'A',
        source: SOURCE
      },
      others: 0
    },
    sample: { time: yearsFrom(originOf(projection, periods), period), value }
  }))
}
const originOf = (projection: Projection, periods: string[]) =>
  basePeriod(projection) ?? periods[0] ?? ''

function choose(over: Over, values: Record<string, number>): Base | undefined {
  const projection = promise(over)
  const origin = originOf(projection, Object.keys(values).sort())
  return chooseBase(projection, placedIn(projection, values), origin)
}
/** The basis, the period, the figure that progress is measured from, its claim, and the scale. */
const chosen = (over: Over, values: Record<string, number>) => {
  const base = choose(over, values)
  return (
    base && [base.basis, base.period, base.sample.value, base.placed?.point.claim.id, base.scale]
  )
}

t.test('a stated base holds where the series has the same figure, or none', async (t) => {
  t.same(chosen({}, { '2023': 400, '2025': 600 }), ['stated', '2023', 400, '2023', 1])
  t.same(chosen({}, { '2023': 408, '2025': 600 }), ['stated', '2023', 400, '2023', 1])
  t.same(chosen({ value: 408 }, { '2023': 400, '2025': 1 }), ['stated', '2023', 408, '2023', 1])
  t.same(chosen({}, { '2024': 500, '2025': 600 }), ['stated', '2023', 400, undefined, 1])
  t.same(chosen({}, { '2023-01-01/P12M': 400, '2025': 1 }), [
    'stated',
    '2023-01-01/P12M',
    400,
    '2023-01-01/P12M',
    1
  ])
})

t.test('a series that was revised is rescaled, up to a quarter', async (t) => {
  t.same(chosen({}, { '2023': 320, '2025': 600 }), ['rescaled', '2023', 400, '2023', 1.25])
  t.same(chosen({}, { '2023': 500, '2025': 600 }), ['rescaled', '2023', 400, '2023', 0.8])
  t.same(chosen({ value: 201 }, { '2023': 226.9, '2025': 1 }), [
    'rescaled',
    '2023',
    201,
    '2023',
    201 / 226.9
  ])
  t.same(chosen({ value: -400 }, { '2023': -500, '2025': 1 }), [
    'rescaled',
    '2023',
    -400,
    '2023',
    0.8
  ])
})

t.test('a series with quite another figure begins where it is', async (t) => {
  t.same(chosen({}, { '2023': 52.5, '2024': 53.7 }), ['series', '2023', 52.5, '2023', 1])
  for (const figure of [319, 501, 0, -400])
    t.same(chosen({}, { '2023': figure, '2024': 1 }), ['series', '2023', figure, '2023', 1])
  t.same(chosen({ value: 0 }, { '2023': 0, '2024': 1 }), ['series', '2023', 0, '2023', 1])
  t.same(chosen({ value: null }, { '2023': 52.5, '2024': 1 }), ['series', '2023', 52.5, '2023', 1])
})

t.test('without a figure of the base period, the first later one', async (t) => {
  t.same(chosen({ value: null }, { '2022': 1, '2024': 500, '2025': 2 }), [
    'later',
    '2024',
    500,
    '2024',
    1
  ])
})

t.test('without a base period, the newest figure when the projection was made', async (t) => {
  const values = { '2021': 300, '2022': 350, '2023': 400, '2025': 600 }
  const undated = { period: null, value: null }
  t.same(chosen({ ...undated, issued: '2023-12-30' }, values), ['issued', '2022', 350, '2022', 1])
  t.same(chosen({ ...undated, issued: '2023-12-31' }, values), ['issued', '2023', 400, '2023', 1])
  t.same(chosen({ ...undated, published: '2024' }, values), ['issued', '2023', 400, '2023', 1])
  const both = { issued: '2022-12-31', published: '2024' }
  t.same(chosen({ ...undated, ...both }, values), ['issued', '2022', 350, '2022', 1])
  const stated = { period: null, issued: '2024' }
  t.same(chosen({ ...stated, value: 404 }, values), ['issued', '2023', 400, '2023', 1])
  t.same(chosen({ ...stated, value: 500 }, values), ['issued', '2023', 400, '2023', 1])
  t.same(chosen({ ...stated, value: 5 }, values), ['issued', '2023', 400, '2023', 1])
  const fiscal = { period: '2022-07-01/P1Y', value: 404, issued: '2024' }
  t.same(chosen(fiscal, values), ['issued', '2023', 400, '2023', 1], 'of another calendar')
})

t.test('if nothing was observed since, the oldest figure of five years', async (t) => {
  const past = { '2016': 1, '2017': 100, '2020': 200, '2022': 300 }
  t.same(chosen({}, past), ['recent', '2017', 100, '2017', 1])
  t.same(chosen({}, { '2018': 100, '2023': 400 }), ['recent', '2018', 100, '2018', 1])
  t.same(chosen({ period: null, value: null }, past), ['recent', '2017', 100, '2017', 1])
  const late = { period: null, value: null, issued: '2022-12-31' }
  t.same(chosen(late, past), ['recent', '2017', 100, '2017', 1])
  const long = { period: null, value: null, issued: '2030' }
  t.same(chosen(long, { '2010': 1, '2011': 2 }), ['recent', '2010', 1, '2010', 1])
})

t.test('one figure alone is a base if the promise states one', async (t) => {
  t.same(chosen({}, { '2023': 400 }), ['stated', '2023', 400, '2023', 1])
  t.same(chosen({}, { '2022': 300 }), ['stated', '2023', 400, undefined, 1])
  t.same(chosen({ period: null, value: null }, { '2022': 300 }), undefined)
  t.same(chosen({ value: null }, { '2022': 300 }), undefined)
})

t.test(
  'property: a base is in the series or stated, and scales its figure to itself',
  async (t) => {
    const years = Array.from({ length: 12 }, (_, index) => String(2016 + index))
    const values = fc
      .uniqueArray(fc.tuple(fc.constantFrom(...years), fc.integer({ min: -600, max: 600 })), {
        selector: ([year]) => year,
        minLength: 1
      })
      .map((entries) => Object.fromEntries(entries))
    const promises = fc.record({
      period: fc.constantFrom(null, '2019', '2023', '2022-07-01/P1Y'),
      value: fc.option(fc.integer({ min: -600, max: 600 })),
      issued: fc.constantFrom(null, '2018', '2021-06', '2024-01-15')
    })
    const seen = new Set<string>()
    fc.assert(
      fc.property(promises, values, (over, figures) => {
        const base = choose(over, figures)
        if (!base) return true
        seen.add(base.basis)
        const { basis, placed, sample, scale } = base
        const latest = Object.keys(figures).length > 1
        const isOwn = placed !== undefined && figures[placed.point.period] === placed.sample.value
        const isScaled = !placed || Math.abs(placed.sample.value * scale - sample.value) < 13
        return (
          (isOwn || (basis === 'stated' && sample.value === over.value)) &&
          isScaled &&
          scale >= 0.8 &&
          scale <= 1.25 &&
          (basis === 'rescaled') === (scale !== 1) &&
          (basis !== 'recent' || latest)
        )
      }),
      { numRuns: 2_000 }
    )
    t.same([...seen].sort(), [...BASES].sort(), 'each basis comes up')
  }
)
