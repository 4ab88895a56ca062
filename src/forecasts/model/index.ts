// Forecasts one series of numbers at equal distances, only from its own past. Numbers in, numbers
// out: no dates, no randomness.
import { checkNumbers, checkRange, checkWhole } from '../../numbers/guards.ts'
import { stepsAhead } from '../../numbers/mean.ts'
import { combination } from './combination.ts'
import { drift } from './drift.ts'
import type { Fit } from './fit.ts'
import { type ForecastInterval, halfWidth, spreadOf } from './intervals.ts'
import { linear } from './linear.ts'
import { naive } from './naive.ts'
import { robustTrend } from './robust-trend.ts'
import { findSeason, removeSeason, restoreSeason, type Season } from './seasons.ts'
import { simpleSmoothing } from './simple-smoothing.ts'
import { theta } from './theta.ts'
import { damped, holt } from './trend-smoothing.ts'

const FITS = {
  auto: combination,
  naive,
  drift,
  robust: robustTrend,
  linear,
  simple: simpleSmoothing,
  holt,
  damped,
  theta
} as const

export type Method = keyof typeof FITS
export const METHODS = Object.keys(FITS) as Method[]
export const HORIZON_MAX = 30
export const LEVELS = { minimum: 50, maximum: 99, usual: [80, 95] } as const
/** A day repeats after a year; nothing more often is forecast. */
const YEARLY_MAX = 366
/** A trend needs this many values. With fewer, the last value is repeated. */
export const TREND_VALUES_MIN = 4

export type ForecastOptions = {
  horizon: number
  method?: Method
  levels?: readonly number[]
  minimum?: number
  maximum?: number
  /** How many values make a year, in which a season may repeat. Without it there is none. */
  yearly?: number
}
type Loose<T> = { [K in keyof T]: T[K] | undefined } & { horizon: number }
export type ForecastPoint = { mean: number; intervals: ForecastInterval[] }
export type Forecast = {
  method: Method
  points: ForecastPoint[]
  parameters: Record<string, number>
  season: Season | null
}

/**
 * The next `horizon` values with an interval for each level (percent). `minimum` and `maximum`
 * bound all of them.
 *
 * Where a season is clear (seasons.ts), every method but `naive` forecasts the values without it,
 * and the season is put back: `parameters` are those without it.
 *
 * `method` in the result is the method used: `naive` if there are fewer than {@link
 * TREND_VALUES_MIN} values. A single value gives no interval, and equal values give none, because
 * they do not show how the series moves: an interval without width would claim certainty.
 *
 * Throws a RangeError for no values, values that are not finite, a horizon outside 1
 * to 30, levels outside 50 to 99, an unknown method, and a minimum above the maximum.
 */
export function forecast(
  values: readonly number[],
  { horizon, method = 'auto', levels = LEVELS.usual, minimum, maximum, yearly = 1 }: ForecastOptions
): Forecast {
  check(values, { horizon, method, levels, minimum, maximum, yearly })
  const used = values.length < TREND_VALUES_MIN ? 'naive' : method
  const season = used === 'naive' ? undefined : findSeason(values, yearly)
  const plain = removeSeason(values, season)
  const fit: Fit = FITS[used](plain)
  const within = (value: number) =>
    Math.min(
      maximum ?? Number.POSITIVE_INFINITY,
      Math.max(minimum ?? Number.NEGATIVE_INFINITY, value)
    )
  const spread = plain.length < 2 ? 0 : spreadOf(plain)
  const points = stepsAhead(horizon).map((step) => {
    const expected = restoreSeason(fit.ahead(step), season, values.length - 1 + step)
    // The interval is around a mean within the bounds. Otherwise the interval, which is cut at the
    // bounds, would shrink as the mean moves beyond them.
    const mean = within(expected.value)
    const intervals =
      spread === 0
        ? []
        : levels.map((level) =>
            intervalAround(
              mean,
              expected.scale * halfWidth(spread, used, step, level),
              level,
              within
            )
          )
    return { mean, intervals }
  })
  const numbers = points.flatMap(({ mean, intervals }) => [
    mean,
    ...intervals.flatMap(({ lower, upper }) => [lower, upper])
  ])
  if (![...numbers, ...Object.values(fit.parameters)].every(Number.isFinite))
    throw new RangeError('the values are too large to reckon with')
  return { method: used, points, parameters: fit.parameters, season: season ?? null }
}

/** Throws a RangeError for arguments from which no forecast can be made. */
export function check(
  values: readonly number[],
  { horizon, method = 'auto', levels = [], minimum, maximum, yearly = 1 }: Loose<ForecastOptions>
): void {
  checkNumbers(values)
  checkWhole('horizon', horizon, 1, HORIZON_MAX)
  checkWhole('yearly', yearly, 1, YEARLY_MAX)
  for (const level of levels) checkWhole('level', level, LEVELS.minimum, LEVELS.maximum)
  if (!Object.hasOwn(FITS, method))
    throw new RangeError(`method is ${method}, not one of ${METHODS.join(', ')}`)
  checkRange(minimum, maximum)
}

function intervalAround(
  mean: number,
  half: number,
  level: number,
  within: (value: number) => number
): ForecastInterval {
  return { level, lower: within(mean - half), upper: within(mean + half) }
}
