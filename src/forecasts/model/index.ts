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
import { presentLevel } from './present-level.ts'
import { robustTrend } from './robust-trend.ts'
import { restoreSeason, type Season } from './seasons.ts'
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
  /** Bounds that follow from the values that are used; they go before `minimum` and `maximum`. */
  bounds?: (values: readonly number[]) => Bounds
  /** How many values make a year, in which a season may repeat. Without it there is none. */
  yearly?: number
  /**
   * The index of the first value that is comparable with the newest. The earlier ones only help to
   * know the season.
   */
  start?: number
  /** Whether a likely break is only named, and the values before it are used too. */
  crossesBreaks?: boolean
}
export type Bounds = { minimum?: number; maximum?: number }
type Loose<T> = { [K in keyof T]: T[K] | undefined } & { horizon: number }
export type ForecastPoint = { mean: number; intervals: ForecastInterval[] }
export type Forecast = {
  method: Method
  points: ForecastPoint[]
  parameters: Record<string, number>
  season: Season | null
  /** The index of the first value that is used: `start`, or that of a likely break after it. */
  first: number
  /** The index of the first value after a likely break; null if there is none. */
  likelyBreak: number | null
}

/**
 * The next `horizon` values with an interval for each level (percent). `minimum` and `maximum`
 * bound all of them.
 *
 * Where a season is clear (seasons.ts), every method but `naive` forecasts the values without it,
 * and the season is put back: `parameters` are those without it. A forecast goes on from the level
 * that the series has now (present-level.ts).
 *
 * `method` in the result is the method used: `naive` if there are fewer than {@link
 * TREND_VALUES_MIN} values. A single value gives no interval, and equal values give none, because
 * they do not show how the series moves: an interval without width would claim certainty.
 *
 * Throws a RangeError for no values, values that are not finite, a horizon outside 1
 * to 30, levels outside 50 to 99, an unknown method, and a minimum above the maximum.
 */
export function forecast(values: readonly number[], options: ForecastOptions): Forecast {
  check(values, options)
  const { horizon, method = 'auto', levels = LEVELS.usual, yearly = 1, start = 0 } = options
  const least = options.crossesBreaks ? Number.POSITIVE_INFINITY : TREND_VALUES_MIN
  const level = presentLevel(values, { yearly, start, least })
  const { first } = level
  const recent = values.slice(first)
  const used = recent.length < TREND_VALUES_MIN ? 'naive' : method
  const season = used === 'naive' ? undefined : level.season
  const plain = used === 'naive' ? recent : level.values
  const fit: Fit = FITS[used](plain)
  const within = keeperOf({ ...options, ...options.bounds?.(recent) })
  const spread = plain.length < 2 ? 0 : spreadOf(plain)
  const points = stepsAhead(horizon).map((step) => {
    const { value, scale } = restoreSeason(fit.ahead(step), season, values.length - 1 + step)
    const halves = levels.map((level) => ({
      level,
      half: scale * halfWidth(spread, used, step, level)
    }))
    return pointAt(value, spread === 0 ? [] : halves, within)
  })
  checkFinite(points, fit.parameters)
  return {
    method: used,
    points,
    parameters: fit.parameters,
    season: season ?? null,
    first,
    likelyBreak: level.likelyBreak
  }
}

/**
 * A point with its intervals, which are around a mean within the bounds. Otherwise an interval,
 * which is cut at the bounds, would shrink as the mean moves beyond them.
 */
function pointAt(
  value: number,
  halves: readonly { level: number; half: number }[],
  within: (value: number) => number
): ForecastPoint {
  const mean = within(value)
  const intervals = halves.map(({ level, half }) => ({
    level,
    lower: within(mean - half),
    upper: within(mean + half)
  }))
  return { mean, intervals }
}

function checkFinite(points: readonly ForecastPoint[], parameters: Fit['parameters']): void {
  const numbers = points.flatMap(({ mean, intervals }) => [
    mean,
    ...intervals.flatMap(({ lower, upper }) => [lower, upper])
  ])
  if (![...numbers, ...Object.values(parameters)].every(Number.isFinite))
    throw new RangeError('the values are too large to reckon with')
}

/** The function that keeps a value within bounds. */
function keeperOf({ minimum, maximum }: Bounds): (value: number) => number {
  const least = minimum ?? Number.NEGATIVE_INFINITY
  const most = maximum ?? Number.POSITIVE_INFINITY
  return (value) => Math.min(most, Math.max(least, value))
}

/** Throws a RangeError for arguments from which no forecast can be made. */
export function check(values: readonly number[], options: Loose<ForecastOptions>): void {
  const { horizon, method = 'auto', levels = [], minimum, maximum, yearly = 1, start = 0 } = options
  checkNumbers(values)
  checkWhole('start', start, 0, values.length - 1)
  checkWhole('horizon', horizon, 1, HORIZON_MAX)
  checkWhole('yearly', yearly, 1, YEARLY_MAX)
  for (const level of levels) checkWhole('level', level, LEVELS.minimum, LEVELS.maximum)
  if (!Object.hasOwn(FITS, method))
    throw new RangeError(`method is ${method}, not one of ${METHODS.join(', ')}`)
  checkRange(minimum, maximum)
}
