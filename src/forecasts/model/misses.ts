// Measures how far forecasts made at earlier times were off.

import { differences, mean } from '../../numbers/mean.ts'
import { type ForecastOptions, forecast, TREND_VALUES_MIN } from './index.ts'
import type { ForecastInterval } from './intervals.ts'

/** How far one forecast was off. `scaled` is null if the values before it never changed. */
export type Miss = {
  step: number
  symmetric: number
  scaled: number | null
  intervals: { level: number; isInside: boolean; score: number }[]
}

/**
 * The misses of forecasts from each of the newest `origins` times with at least
 * {@link TREND_VALUES_MIN} values before them, which are comparable with the newest: one list for
 * each origin, the oldest first. A forecast knows what was known then, so no later likely break.
 *
 * `symmetric` is `200 |y - f| / (|y| + |f|)` in percent; `scaled` is `|y - f|` over the mean
 * absolute difference of the values that the forecast is made from; the scores of intervals have
 * the same scale.
 */
export function rollingMisses(
  values: readonly number[],
  options: ForecastOptions,
  origins: number
): Miss[][] {
  const first = Math.max((options.start ?? 0) + TREND_VALUES_MIN, values.length - origins)
  return values.slice(first).map((_, index) => missesFrom(values, first + index, options))
}

function missesFrom(values: readonly number[], origin: number, options: ForecastOptions): Miss[] {
  const known = values.slice(0, origin)
  const actual = values.slice(origin, origin + options.horizon)
  const { points, first } = forecast(known, { ...options, horizon: actual.length })
  const scale = mean(differences(known.slice(first)).map(Math.abs))
  return points.map(({ mean: expected, intervals }, index) => {
    const value = actual[index] ?? Number.NaN
    const absolute = Math.abs(value - expected)
    const size = Math.abs(value) + Math.abs(expected)
    return {
      step: index + 1,
      symmetric: size === 0 ? 0 : (200 * absolute) / size,
      scaled: scale === 0 ? null : absolute / scale,
      // Values that never changed give no intervals, so the scale is not zero here.
      intervals: intervals.map((one) => ({
        level: one.level,
        isInside: one.lower <= value && value <= one.upper,
        score: intervalScore(value, one) / scale
      }))
    }
  })
}

/**
 * The interval score: the width, and for a value outside 2/α times how far outside it is, where α
 * is the share of values expected outside. Less is better, and width alone wins nothing. Source:
 * Gneiting & Raftery, Journal of the American Statistical Association 102, 2007, §6.2.
 */
export function intervalScore(value: number, { level, lower, upper }: ForecastInterval): number {
  const outside = Math.max(lower - value, value - upper, 0)
  return upper - lower + (2 / (1 - level / 100)) * outside
}
