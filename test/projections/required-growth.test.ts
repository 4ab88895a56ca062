import fc from 'fast-check'
import t from 'tap'
import { REQUIRED_REASONS, requiredGrowth } from '../../src/projections/required-growth.ts'

const BASE = {
  base_period: '2023',
  base_value: 400_000_000,
  target_period: '2030',
  value: 2_000_000_000
}
type Over = Partial<{ [K in keyof typeof BASE]: (typeof BASE)[K] | null }> & { is_rate?: boolean }
const required = (over: Over = {}) => requiredGrowth({ is_rate: false, ...BASE, ...over })

t.test('the three projections of the article', async (t) => {
  t.same(required(), {
    years: 7,
    multiple: 5,
    annual_growth_percent: 25.85,
    annual_change: 228571428.5714,
    reason: null
  })
  t.same(required({ base_value: 10_000, value: 150_000 }), {
    years: 7,
    multiple: 15,
    annual_growth_percent: 47.24,
    annual_change: 20_000,
    reason: null
  })
  t.same(required({ base_value: 500, value: 5_000 }), {
    years: 7,
    multiple: 10,
    annual_growth_percent: 38.95,
    annual_change: 642.8571,
    reason: null
  })
})

t.test('every reason why there is none', async (t) => {
  type Case = [
    over: Over,
    years: number | null,
    multiple: number | null,
    change: number | null,
    reason: string
  ]
  const cases: Case[] = [
    [{ value: null }, 7, null, null, 'range_target'],
    [{ base_value: null }, 7, null, null, 'no_base'],
    [{ base_value: null, base_period: null }, null, null, null, 'no_base'],
    [{ base_value: 0, value: 700 }, 7, null, 100, 'base_zero'],
    [{ base_period: null }, null, 5, null, 'no_base_period'],
    [{ target_period: null }, null, 5, null, 'no_target_period'],
    [{ target_period: '2029-07-01/P1Y' }, null, 5, null, 'calendars_differ'],
    [{ base_period: '2023-12' }, null, 5, null, 'calendars_differ'],
    [{ base_period: '2030' }, null, 5, null, 'target_not_later'],
    [{ base_period: '2031' }, null, 5, null, 'target_not_later'],
    // 2.4 billion in seven years
    [{ value: -2_000_000_000 }, 7, -5, -342857142.8571, 'opposite_signs'],
    [{ base_value: -20, value: -6 }, 7, 0.3, 2, 'negative_values'],
    [{ base_value: -21, value: 0 }, 7, 0, 3, 'negative_values'],
    [{ base_value: 5e-324, target_period: '2031', value: 8e300 }, 8, null, 1e300, 'not_finite'],
    [
      { base_period: '2023-07-14', target_period: '2023-07-15', base_value: 1, value: 1_000 },
      0.0027,
      1_000,
      // 999 a day, in a mean year of 365.2425 days
      364877.2575,
      'not_finite'
    ],
    // Shares are compared by percentage points.
    [{ is_rate: true, base_value: 12, value: 5 }, 7, null, -1, 'rate'],
    [{ is_rate: true, base_value: 0, value: 7 }, 7, null, 1, 'rate'],
    [{ is_rate: true, base_period: null, value: 7 }, null, null, null, 'no_base_period'],
    [{ is_rate: true, base_value: null }, 7, null, null, 'no_base']
  ]
  for (const [over, years, multiple, annual_change, reason] of cases)
    t.same(
      required(over),
      { years, multiple, annual_growth_percent: null, annual_change, reason },
      JSON.stringify(over)
    )
  const seen = new Set(cases.map(([, , , , reason]) => reason))
  t.same([...seen].sort(), [...REQUIRED_REASONS].sort(), 'and no reason without a case')
})

t.test('years are counted within one calendar', async (t) => {
  t.equal(
    required({ base_period: '2023-07-01/P1Y', target_period: '2029-07-01/P1Y' }).years,
    6,
    'fiscal years'
  )
  t.equal(
    required({ base_period: '2023-07-01/P1Y', target_period: '2030' }).reason,
    'calendars_differ',
    'fiscal and calendar year'
  )
  t.equal(required({ base_period: '2023-Q1', target_period: '2024-Q3' }).years, 1.5, 'quarters')
  t.equal(
    required({ base_period: '2023-Q1', target_period: '2024-07-01/P3M' }).years,
    1.5,
    'quarters in two forms'
  )
  t.equal(required({ base_period: '2023-01', target_period: '2024-04' }).years, 1.25, 'months')
  t.equal(
    required({ base_period: '2024-01-01/P8M', target_period: '2026-01-01/P8M' }).years,
    2,
    'eight months'
  )
  t.equal(
    required({ base_period: '2024-01-01/P8M', target_period: '2026-01-01/P9M' }).reason,
    'calendars_differ',
    'unequal lengths'
  )
  t.equal(required({ base_period: '2023-05-09', target_period: '2030-05-09' }).years, 7, 'days')
})

t.test('growth is that of the exact span, rounded only at the end', async (t) => {
  t.equal(
    required({ base_period: '2023-Q1', target_period: '2023-Q2', base_value: 100, value: 110 })
      .annual_growth_percent,
    46.41
  )
  const { years, annual_growth_percent } = required({
    base_period: '2023-01',
    target_period: '2023-02',
    base_value: 100,
    value: 110
  })
  t.equal(annual_growth_percent, 213.84, '1.1^12 - 1')
  t.equal(years, 0.0833)
})

t.test('decline, no change and a target of nothing', async (t) => {
  t.same(required({ value: 200_000_000 }), {
    years: 7,
    multiple: 0.5,
    annual_growth_percent: -9.43,
    annual_change: -28571428.5714,
    reason: null
  })
  t.same(required({ value: 400_000_000 }), {
    years: 7,
    multiple: 1,
    annual_growth_percent: 0,
    annual_change: 0,
    reason: null
  })
  t.same(required({ value: 0 }), {
    years: 7,
    multiple: 0,
    annual_growth_percent: -100,
    annual_change: -57142857.1429,
    reason: null
  })
})

t.test('rounding: two decimals of a percent, four of a multiple', async (t) => {
  t.same(required({ base_value: 3, value: 10, target_period: '2024' }), {
    years: 1,
    multiple: 3.3333,
    annual_growth_percent: 233.33,
    annual_change: 7,
    reason: null
  })
})

t.test('a change beyond all numbers is no growth at all, never infinite', async (t) => {
  const { annual_growth_percent, reason } = required({
    base_period: '2023-07-14',
    target_period: '2023-07-15',
    base_value: 1,
    value: 1_000
  })
  t.equal(annual_growth_percent, null)
  t.ok(reason, 'and a reason tells')
})

t.test('property: what is computed is finite, what is not has a reason', async (t) => {
  const periods = fc.option(
    fc.constantFrom(
      '2023',
      '2024',
      '2030',
      '2023-Q1',
      '2024-Q4',
      '2023-07',
      '2023-08',
      '2023-07-14',
      '2023-07-01/P1Y',
      '2025-07-01/P1Y'
    )
  )
  const values = fc.option(
    fc.double({ noNaN: true, noDefaultInfinity: true, min: -1e15, max: 1e15 })
  )
  fc.assert(
    fc.property(
      periods,
      values,
      periods,
      values,
      fc.boolean(),
      (base_period, base_value, target_period, value, is_rate) => {
        const {
          annual_growth_percent: growth,
          annual_change: change,
          multiple,
          years,
          reason
        } = requiredGrowth({ base_period, base_value, target_period, value, is_rate })
        const finite = [growth, change, multiple, years].every(
          (number) => number === null || Number.isFinite(number)
        )
        return finite && (growth === null) === (reason !== null)
      }
    )
  )
  t.pass('it held')
})
