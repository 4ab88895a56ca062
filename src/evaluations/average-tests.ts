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
export const SKILL_REASONS = ['too_few_series', 'too_few_forecasts', 'naive_exact'] as const
export type Average = {
  skill_percent: number | null
  reason: (typeof SKILL_REASONS)[number] | null
  better_than_naive: number
  worse_than_naive: number
  origins: number
  forecasts: number
  methods: MethodResult[]
}

/**
 * With fewer series or forecasts, which method did better says nothing: of 200 random walks, which
 * no method can forecast, a single one gave from -66 to +33 %.
 */
export const SERIES_MIN = 5
export const FORECASTS_MIN = 30

/**
 * For each method the figures of the series in the middle: a currency that was fixed for years and
 * then fell has errors a thousand times as large as others, and a mean would be about it alone. The
 * share of values inside intervals is a mean.
 */
export function averageTests(tests: readonly SeriesTest[]): Average {
  const forecasts = sum(tests.map((test) => test.forecasts))
  const ratios = tests.map(({ methods: { auto, naive } }) => ratioOf(auto.mase[0], naive.mase[0]))
  return {
    ...skillOf(ratios, forecasts),
    better_than_naive: ratios.filter((ratio) => ratio < 1).length,
    worse_than_naive: ratios.filter((ratio) => ratio > 1).length,
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

/** The error of `auto` as a multiple of that of `naive`, of one series. Both are there. */
function ratioOf(own: number | null = null, simple: number | null = null): number {
  if (own === null || simple === null || own === simple) return 1
  return simple === 0 ? Number.POSITIVE_INFINITY : own / simple
}

/**
 * How much smaller the errors of `auto` are than those of `naive`, in percent, in the series in the
 * middle. So it is never above 0 where `auto` is worse in most series, and one series cannot decide
 * it, however small its errors are.
 */
function skillOf(
  ratios: readonly number[],
  forecasts: number
): Pick<Average, 'skill_percent' | 'reason'> {
  const none = (reason: Average['reason']) => ({ skill_percent: null, reason })
  if (ratios.length < SERIES_MIN) return none('too_few_series')
  if (forecasts < FORECASTS_MIN) return none('too_few_forecasts')
  const middle = median(ratios)
  if (!Number.isFinite(middle)) return none('naive_exact')
  return { skill_percent: rounded(100 * (1 - middle), 1), reason: null }
}

function resultOf(method: Tested, all: readonly Figures[]): MethodResult {
  const longest = Math.max(...all.map(({ mase }) => mase.length))
  const steps = Array.from({ length: longest - 1 }, (_, index) => {
    const step = index + 1
    const series = all.filter(({ mase }) => mase.length > step).length
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
