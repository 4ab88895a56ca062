// Prediction intervals from how far each method missed, not from the assumption that it is right:
// textbook formulas know only the noise around a fitted model and contain 70 to 85 percent of what
// they promise to contain in 95.

import { differences, mean } from '../../numbers/mean.ts'
import { CALIBRATION, CALIBRATION_LEVELS } from './calibration.ts'
import type { Method } from './index.ts'

export type ForecastInterval = { level: number; lower: number; upper: number }

/** The least length for which `short` in calibration.ts has a factor. */
const SHORT_MIN = 2

/**
 * The mean absolute difference of a series: the scale of MASE (Hyndman & Koehler, International
 * Journal of Forecasting 22, 2006).
 */
export function scaleOf(values: readonly number[]): number {
  return mean(differences(values).map(Math.abs))
}

/**
 * Half the width of the interval `step` ahead at a level in percent, for a series of some scale and
 * number of values: the scale, times the share of misses at that level one step ahead, times `step`
 * to the power by which misses of the method grow, wider for short series. All of these come from
 * calibration.ts.
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
 * Linear between the calibrated levels on the scale of -ln(1 - level), on which tails of misses are
 * nearly straight.
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
