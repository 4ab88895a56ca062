// The error of a forecast against what came, beside two simple forecasts, computed by hand.
import fc from 'fast-check'
import t from 'tap'
import { assessForecast } from '../../src/assessments/assess-forecast.ts'
import { runs } from '../helpers/random.ts'
import { type Given, question, series } from './given.ts'

type Figures = Parameters<typeof series>[0]

/** A forecast of 200 for 2024, made on 2022-06-30, in an answer of 2026. */
const forecast = (given: Given = {}) =>
  question({
    kind: 'forecast',
    today: '2026-01-01',
    issued_on: '2022-06-30',
    ...given,
    base: { period: null, value: null, ...given.base },
    target: { period: '2024', ...given.target }
  })
const assess = (figures: Figures, given: Given = {}) =>
  assessForecast(forecast(given), [series(figures)])
const errorOf = (...asked: Parameters<typeof assess>) => {
  const { horizon, body } = assess(...asked)
  return body.error && { ...body.error, horizon }
}
/** 10 more a year in the two years known then, and 160 in the end. */
const FIGURES = { '2019': 100, '2020': 110, '2021': 120, '2022': 150, '2023': 155, '2024': 160 }

t.test('forecast less actual, beside naive and drift made from what was known then', async (t) => {
  const { status, reason, due_on, body } = assess(FIGURES)
  t.same([status, reason, due_on], [null, null, null])
  // 2021 had ended by June 2022: naive is 120, drift 120 + 3 · 10 = 150.
  t.same(body.error, {
    actual: 160,
    error: 40,
    error_percent: 25,
    naive_error: -40,
    naive_error_percent: -25,
    drift_error: -10,
    drift_error_percent: -6.25
  })
  t.same(body.latest, { observation: 'c2024', computed_from: [], period: '2024', value: 160 })
  t.equal(body.ratio, null)
})

t.test('a forecast that was right, too low, and of less than nothing', async (t) => {
  const short = (actual: number, given: Given = {}) => {
    const error = errorOf({ '2021': 100, '2024': actual }, given)
    return [error?.error, error?.error_percent, error?.naive_error, error?.naive_error_percent]
  }
  t.same(short(200), [0, 0, -100, -50])
  t.same(short(250), [-50, -20, -150, -60])
  t.same(short(-50, { target: { value: -40 } }), [10, 20, 150, 300], 'a percent of its size')
  t.same(short(0), [200, null, 100, null], 'nothing came: no percent')
})

t.test('a range has no error inside of it, and is measured from its nearer end', async (t) => {
  const range = { value: null, low: 150, high: 170, bound: 'range' as const }
  const off = (actual: number) => {
    const error = errorOf({ '2021': 100, '2024': actual }, { target: range })
    return [error?.error, error?.error_percent]
  }
  t.same(off(150), [0, 0])
  t.same(off(160), [0, 0])
  t.same(off(170), [0, 0])
  t.same(off(120), [30, 25])
  t.same(off(200), [-30, -15])
})

t.test('errors of rates are differences', async (t) => {
  t.same(
    errorOf({ '2020': 3, '2021': 4, '2024': 5 }, { unit: 'percent', target: { value: 6.5 } }),
    {
      actual: 5,
      error: 1.5,
      error_percent: null,
      naive_error: -1,
      naive_error_percent: null,
      // The mean change of rates leads anywhere.
      drift_error: null,
      drift_error_percent: null,
      horizon: 3
    }
  )
})

t.test('what was known then are periods that had ended on the day of the forecast', async (t) => {
  const naive = (issued_on: string | null, published: string | null = null) => {
    const { source } = forecast().projection
    const error = errorOf(FIGURES, { issued_on, source: { ...source, published } })
    return [error?.naive_error, error?.drift_error, error?.horizon]
  }
  t.same(naive('2021-12-31'), [-40, -10, 3], 'the last day of 2021')
  t.same(naive('2021-12-30'), [-50, -10, 4], 'the day before; 2020: 110, and 40 by drift')
  t.same(naive('2019-12-31'), [-60, null, 5], 'one figure has no change')
  t.same(naive('2019-01-01'), [null, null, 6], 'nothing was known')
  t.same(naive(null), [null, null, null], 'nobody says when')
  t.same(naive(null, '2022-06'), [-40, -10, 3], 'the day of publication stands in')
  t.same(naive('2021-12-31', '2023-05-05'), [-40, -10, 3], 'the day of issue comes first')
  t.same(naive('2026-01-01'), [-5, 8.75, 0], 'what came is not known before it came')
})

t.test('drift goes on from the last figure by the mean change, also over gaps', async (t) => {
  // 40 in 4 years, then 4 years on: 140 + 40 = 180
  t.equal(errorOf({ '2016': 100, '2020': 140, '2024': 160 })?.drift_error, 20)
})

t.test('the horizon counts begun years to the end of the period', async (t) => {
  const horizon = (issued_on: string, period = '2024') =>
    errorOf({ [period]: 1 }, { issued_on, target: { period } })?.horizon
  t.equal(horizon('2023-12-31'), 1, 'a year to the day')
  t.equal(horizon('2023-12-30'), 2, 'and a day more')
  t.equal(horizon('2024-01-01'), 1)
  t.equal(horizon('2024-12-30'), 1)
  t.equal(horizon('2024-12-31'), 0)
  t.equal(horizon('2025-06-30'), 0, 'a forecast of the past')
  t.equal(horizon('2022-06-30', '2022-07-01/P1Y'), 1, 'a fiscal year')
  t.equal(horizon('2022-06-29', '2022-07-01/P1Y'), 2)
})

t.test('each reason why there is no error', async (t) => {
  const none = (found: ReturnType<typeof assess>) => [
    found.status,
    found.reason,
    found.body.error,
    found.due_on
  ]
  const of = (reason: string) => [null, reason, null, null]
  t.same(none(assess(FIGURES, { target: { period: null } })), of('no_target_period'))
  t.same(none(assessForecast(forecast(), [])), of('no_comparable_series'))
  t.same(none(assess({ '2023': 100, '2025': 100 })), of('not_observed'))
  t.same(none(assess({ '2025': 100 })), of('not_observed'))
  const parts = (['rail', 'road'] as const).map((mode) =>
    series({ '2024': 1 }, { series: { mode } })
  )
  t.same(none(assessForecast(forecast(), parts)), of('no_comparable_series'))
  t.same(
    none(assessForecast(forecast(), parts.slice(1))),
    [null, null, { ...assess({ '2024': 1 }).body.error }, null],
    'one mode alone stands for all'
  )
})

t.test('a forecast that was not observed yet says where its series stands', async (t) => {
  const given = { base: { period: '2020', value: 100 }, target: { period: '2030' } }
  const { reason, body } = assess({ '2020': 100, '2024': 130 }, given)
  t.same(
    [reason, body.latest?.value, body.reached_percent, body.gap, body.gap_percent, body.error],
    ['not_observed', 130, 30, null, null, null],
    'but nothing is missing to a forecast'
  )
  t.equal(
    assess({ '2019': 90, '2020': 100 }, given).body.latest,
    null,
    'not if nothing moved since'
  )
})

t.test('the first series with a figure for the period counts', async (t) => {
  const own = series({ '2021': 100, '2023': 100 })
  const mirror = series({ '2024': 250 }, { made: ['mirror'], series: { id: 'mirror' } })
  const other = series({ '2024': 300 }, { made: ['sum_of_metrics'], series: { id: 'sum' } })
  const used = (...evidence: ReturnType<typeof series>[]) => {
    const { body } = assessForecast(forecast(), evidence)
    return [body.series?.id, body.error?.error]
  }
  t.same(used(own, mirror, other), ['mirror', -50])
  t.same(used(own, other), ['sum', -100])
  t.same(used(own), ['goods_trade~PAK~KAZ~~~~P1Y-01', undefined])
})

t.test('after a revision the forecast is brought to the level of today', async (t) => {
  const given = { base: { period: '2021', value: 100 } }
  const { body } = assess({ '2021': 110, '2024': 231 }, given)
  t.same(
    [body.base, body.error?.actual, body.error?.error, body.error?.naive_error],
    [{ basis: 'rescaled', period: '2021', value: 100, scale: 0.909091 }, 231, -11, -121]
  )
})

t.test('naive, drift and a forecast of the same figure have the same error', async () => {
  const figure = fc.integer({ min: 1, max: 1_000 })
  fc.assert(
    fc.property(figure, figure, figure, (start, change, actual) => {
      const figures = { '2020': start, '2021': start + change, '2024': actual }
      const naive = errorOf(figures, { target: { value: start + change } })
      const drift = errorOf(figures, { target: { value: start + 4 * change } })
      return (
        naive?.error === naive?.naive_error &&
        naive?.error_percent === naive?.naive_error_percent &&
        drift?.error === drift?.drift_error &&
        drift?.error_percent === drift?.drift_error_percent &&
        naive?.error === start + change - actual
      )
    }),
    { numRuns: runs(200, 2_000) }
  )
})
