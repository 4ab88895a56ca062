// Tests how well a method would have forecast this series at earlier times.

import { differences, mean } from '../../numbers/mean.ts'
import { check, type ForecastOptions, forecast, LEVELS, TREND_VALUES_MIN } from './index.ts'
import { presentLevel } from './likely-break.ts'

/** The newest origins that are tested: enough for a judgement, and a limit of the work. */
const ORIGINS_MAX = 20

export type Backtest = {
  /** Number of times at which a forecast was made. */
  origins: number
  /** Number of values compared with their forecast. */
  forecasts: number
  smape: number
  /** Null if the values never change, because then the scale is zero. */
  mase: number | null
  /** Only levels that had an interval: while the values are equal, forecasts have none. */
  coverage: { level: number; percent: number }[]
}
type Miss = { symmetric: number; scaled: number | null; inside: { level: number; hit: boolean }[] }

/**
 * Rolling-origin evaluation (Tashman, International Journal of Forecasting 16, 2000): forecasts
 * from each origin with at least {@link TREND_VALUES_MIN} values before it, up to `horizon` steps
 * ahead, are compared with the later values. A forecast is made from the level that the series had
 * then (likely-break.ts). Undefined if no value is left to compare.
 *
 * sMAPE is the mean of `200 |y - f| / (|y| + |f|)` in percent, as in the M3 competition; MASE the
 * mean of `|y - f|` over the mean absolute difference before the origin (Hyndman & Koehler,
 * International Journal of Forecasting 22, 2006); coverage the share of values inside the interval
 * of each level, of those that had one. Takes the same arguments as `forecast`, and throws the same
 * errors.
 */
export function backtest(
  values: readonly number[],
  options: ForecastOptions
): Backtest | undefined {
  check(values, options)
  const levels = options.levels ?? LEVELS.usual
  const first = Math.max(TREND_VALUES_MIN, values.length - ORIGINS_MAX)
  const origins = values.slice(first).map((_, index) => first + index)
  const misses = origins.flatMap((origin) => missesFrom(values, origin, { ...options, levels }))
  if (misses.length === 0) return undefined
  const scaled = misses.flatMap((miss) => miss.scaled ?? [])
  return {
    origins: origins.length,
    forecasts: misses.length,
    smape: mean(misses.map(({ symmetric }) => symmetric)),
    mase: scaled.length > 0 ? mean(scaled) : null,
    coverage: levels.flatMap((level) => coverageAt(level, misses))
  }
}

function coverageAt(level: number, misses: readonly Miss[]): Backtest['coverage'] {
  const hits = misses.flatMap(({ inside }) => inside.filter((one) => one.level === level))
  if (hits.length === 0) return []
  return [{ level, percent: 100 * mean(hits.map(({ hit }) => (hit ? 1 : 0))) }]
}

function missesFrom(values: readonly number[], origin: number, options: ForecastOptions): Miss[] {
  const training = presentLevel(values.slice(0, origin))
  const actual = values.slice(origin, origin + options.horizon)
  const scale = mean(differences(training).map(Math.abs))
  const { points } = forecast(training, { ...options, horizon: actual.length })
  return points.map(({ mean: expected, intervals }, step) => {
    const value = actual[step] ?? Number.NaN
    const absolute = Math.abs(value - expected)
    const size = Math.abs(value) + Math.abs(expected)
    return {
      symmetric: size === 0 ? 0 : (200 * absolute) / size,
      scaled: scale === 0 ? null : absolute / scale,
      inside: intervals.map(({ level, lower, upper }) => ({
        level,
        hit: lower <= value && value <= upper
      }))
    }
  })
}
