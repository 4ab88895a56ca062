// Makes prediction intervals from measured misses of each method, and does not assume that the
// method is right. Textbook formulas know only the noise around a fitted model: their 95 percent
// intervals contain only 70 to 85 percent of the values.

import { differences, haveOneSign } from '../../numbers/mean.ts'
import { CALIBRATION, CALIBRATION_LEVELS } from './calibration.ts'
import type { Method } from './index.ts'
import { logRatio } from './log-ratio.ts'

export type ForecastInterval = { level: number; lower: number; upper: number }

/** The years after which a step counts half as much. */
const HALF_LIFE = 4
/** Smaller steps, as a share of the values, are what rounding leaves of equal values. */
const NOISE = 1e-12
/** After few values it is not known well how far a series moves: the width grows by this over n. */
const FEW = 4

/**
 * How far a series moves in a step nowadays: the geometric mean of its recent absolute steps and of
 * its last value times its recent steps as a share. A series that has grown moves further than it
 * did, and one that has calmed down less. Where the sign changes, the steps alone. 0 if nothing has
 * moved. Needs two values.
 */
export function spreadOf(values: readonly number[]): number {
  const steps = differences(values).map(Math.abs)
  if (Math.max(...steps) <= NOISE * Math.max(...values.map(Math.abs))) return 0
  const widened = (1 + FEW / values.length) * recentMean(steps)
  const growths = haveOneSign(values) ? growthsOf(values) : []
  const share = (Math.abs(values.at(-1) ?? Number.NaN) * recentMean(growths)) / recentMean(steps)
  return share > 0 ? widened * Math.sqrt(share) : widened
}

/** The growth of each value from the one before, as the absolute difference of logarithms. */
function growthsOf(values: readonly number[]): number[] {
  return values
    .slice(1)
    .map((value, index) => Math.abs(logRatio(value, values[index] ?? Number.NaN)))
}

/** The mean in which each value counts less than the one after it. */
function recentMean(values: readonly number[]): number {
  const weights = values.map((_, index) => 0.5 ** ((values.length - 1 - index) / HALF_LIFE))
  const total = weights.reduce((sum, weight) => sum + weight, 0)
  return values.reduce((sum, value, index) => sum + value * (weights[index] ?? 0), 0) / total
}

/**
 * Half the width of the interval `step` ahead at a level in percent, for a series with a spread. It
 * is the product of the spread, the miss at that level one step ahead, and `step` to the power by
 * which misses of the method grow. The factors are in calibration.ts.
 */
export function halfWidth(spread: number, method: Method, step: number, level: number): number {
  const { growth, misses } = CALIBRATION[method]
  return spread * between(misses, level) * step ** growth
}

/**
 * Interpolates linearly between the calibrated levels, on the scale of -ln(1 - level), because the
 * tails of misses are almost straight on it.
 */
function between(misses: readonly number[], level: number): number {
  const at = (percent: number) => -Math.log(1 - percent / 100)
  const upper = Math.max(
    1,
    CALIBRATION_LEVELS.findIndex((calibrated) => calibrated >= level)
  )
  const [left = 50, right = 99] = CALIBRATION_LEVELS.slice(upper - 1, upper + 1)
  const [low = 0, high = 0] = misses.slice(upper - 1, upper + 1)
  return low + ((high - low) * (at(level) - at(left))) / (at(right) - at(left))
}
