import { differences, median } from '../../numbers/mean.ts'
import type { Fit } from './fit.ts'

/**
 * The last value, moved on by the median difference, which single jumps do not move. Needs two
 * values. Source: the idea of Meade, "Evidence for the selection of forecasting methods", Journal
 * of Forecasting 19, 2000 (Robust-Trend), in its plainest form.
 */
export function robustTrend(values: readonly number[]): Fit {
  const last = values.at(-1) ?? Number.NaN
  const slope = median(differences(values))
  return { ahead: (step) => last + slope * step, parameters: { slope } }
}
