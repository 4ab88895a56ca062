// Tests how well a method would have forecast this series at earlier times.

import { mean } from '../../numbers/mean.ts'
import { check, type ForecastOptions, LEVELS } from './index.ts'
import { type Miss, rollingMisses } from './misses.ts'

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

/**
 * Rolling-origin evaluation (Tashman, International Journal of Forecasting 16, 2000): forecasts
 * from each origin that {@link rollingMisses} takes, up to `horizon` steps ahead, are compared with
 * the later values. Undefined if no value is left to compare.
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
  const byOrigin = rollingMisses(values, { ...options, levels }, ORIGINS_MAX)
  const misses = byOrigin.flat()
  if (misses.length === 0) return undefined
  const scaled = misses.flatMap((miss) => miss.scaled ?? [])
  return {
    origins: byOrigin.length,
    forecasts: misses.length,
    smape: mean(misses.map(({ symmetric }) => symmetric)),
    mase: scaled.length > 0 ? mean(scaled) : null,
    coverage: levels.flatMap((level) => coverageAt(level, misses))
  }
}

function coverageAt(level: number, misses: readonly Miss[]): Backtest['coverage'] {
  const hits = misses.flatMap(({ intervals }) => intervals.filter((one) => one.level === level))
  if (hits.length === 0) return []
  return [{ level, percent: 100 * mean(hits.map(({ isInside }) => (isInside ? 1 : 0))) }]
}
