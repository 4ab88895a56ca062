import { differences, median } from '../../numbers/mean.ts'
import type { Fit } from './fit.ts'

/**
 * Adds the median difference to the last value at each step. Single jumps do not change the median.
 * Needs two values. Source: the simplest form of Robust-Trend, an idea of Meade, "Evidence for the
 * selection of forecasting methods", Journal of Forecasting 19, 2000.
 */
export function robustTrend(values: readonly number[]): Fit {
  const last = values.at(-1) ?? Number.NaN
  const slope = median(differences(values))
  return { ahead: (step) => last + slope * step, parameters: { slope } }
}
