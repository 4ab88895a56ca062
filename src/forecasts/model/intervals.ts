// Makes prediction intervals from measured misses of each method, and does not assume that the
// method is right. Textbook formulas know only the noise around a fitted model: their 95 percent
// intervals contain only 70 to 85 percent of the values.

import { differences, mean } from '../../numbers/mean.ts'
import { CALIBRATION, CALIBRATION_LEVELS } from './calibration.ts'
import type { Method } from './index.ts'

export type ForecastInterval = { level: number; lower: number; upper: number }

/** The shortest length for which `short` in calibration.ts has a factor. */
const SHORT_MIN = 2

/**
 * The mean absolute difference of a series: the scale of MASE (Hyndman & Koehler, International
 * Journal of Forecasting 22, 2006).
 */
export function scaleOf(values: readonly number[]): number {
  return mean(differences(values).map(Math.abs))
}

/**
 * Half the width of the interval `step` ahead at a level in percent, for a series with a scale and
 * a number of values. It is the product of the scale, the miss at that level one step ahead, and
 * `step` to the power by which misses of the method grow; short series get a wider one. The factors
 * are in calibration.ts.
 */
export function halfWidth(
  { scale, length }: { scale: number; length: number },
  method: Method,
  step: number,
  level: number
): number {
  const { growth, misses, short } = CALIBRATION[method]
  return scale * between(misses, level) * step ** growth * (short[length - SHORT_MIN] ?? 1)
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
