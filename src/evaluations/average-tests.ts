// Sums up the tests of many series, so that each series counts the same. Pure.

import { mean, median } from '../numbers/mean.ts'
import { rounded } from '../numbers/rounded.ts'
import {
  DECIMALS,
  type Figures,
  MEASURE_NAMES,
  type Measure,
  record,
  type SeriesTest,
  TESTED,
  type Tested
} from './test-series.ts'

export type Measured = Record<Measure, number | null>
export type MethodResult = Measured & {
  method: Tested
  steps: (Measured & { step: number; series: number })[]
}
export const SKILL_REASONS = ['too_few_forecasts', 'no_errors'] as const
export type Average = {
  skill_percent: number | null
  reason: (typeof SKILL_REASONS)[number] | null
  better_than_naive: number
  origins: number
  forecasts: number
  methods: MethodResult[]
}

/** With fewer forecasts, which method did better may be chance. */
export const FORECASTS_MIN = 30

/**
 * For each method the figures of the series in the middle: a currency that was fixed for years and
 * then fell has errors a thousand times as large as others, and a mean would be about it alone. The
 * share of values inside intervals is a mean.
 */
export function averageTests(tests: readonly SeriesTest[]): Average {
  const forecasts = sum(tests.map((test) => test.forecasts))
  const pairs = tests.flatMap(({ methods: { auto, naive } }) => {
    const [own = null, simple = null] = [auto.mase[0], naive.mase[0]]
    return own === null || simple === null ? [] : [{ own, simple }]
  })
  return {
    ...skillOf(pairs, forecasts),
    better_than_naive: pairs.filter(({ own, simple }) => own < simple).length,
    origins: sum(tests.map(({ origins }) => origins)),
    forecasts,
    methods: TESTED.map((method) =>
      resultOf(
        method,
        tests.map((test) => test.methods[method])
      )
    )
  }
}

/**
 * How much smaller the errors of `auto` are than those of `naive`, in percent: the geometric mean
 * of the ratios of all series. In it twice and half as large cancel out, and the scale does not
 * matter. Source: Davydenko & Fildes, International Journal of Forecasting 29, 2013.
 */
function skillOf(
  pairs: readonly { own: number; simple: number }[],
  forecasts: number
): Pick<Average, 'skill_percent' | 'reason'> {
  if (forecasts < FORECASTS_MIN) return { skill_percent: null, reason: 'too_few_forecasts' }
  const logs = pairs
    .filter(({ own, simple }) => own > 0 && simple > 0)
    .map(({ own, simple }) => Math.log(own / simple))
  if (logs.length === 0) return { skill_percent: null, reason: 'no_errors' }
  return { skill_percent: rounded(100 * (1 - Math.exp(mean(logs))), 1), reason: null }
}

function resultOf(method: Tested, all: readonly Figures[]): MethodResult {
  const longest = Math.max(...all.map(({ smape }) => smape.length))
  const steps = Array.from({ length: longest - 1 }, (_, index) => {
    const step = index + 1
    // Every forecast has a sMAPE.
    const series = all.filter(({ smape }) => smape.length > step).length
    return { step, series, ...averageAt(all, step) }
  })
  return { method, ...averageAt(all, 0), steps }
}

function averageAt(all: readonly Figures[], place: number): Measured {
  return record(MEASURE_NAMES, (name) => {
    const found = all.flatMap((figures) => figures[name][place] ?? [])
    if (found.length === 0) return null
    return rounded((name.startsWith('coverage') ? mean : median)(found), DECIMALS)
  })
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, one) => total + one, 0)
}
