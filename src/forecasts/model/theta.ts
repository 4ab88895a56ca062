import type { Fit } from './fit.ts'
import { linear } from './linear.ts'
import { simpleSmoothing } from './simple-smoothing.ts'

/**
 * The Theta method: simple smoothing with half the slope of the least-squares line as drift. Needs
 * two values. Source: Assimakopoulos & Nikolopoulos, International Journal of Forecasting 16, 2000,
 * in the equal form of Hyndman & Billah, "Unmasking the Theta method", International Journal of
 * Forecasting 19, 2003.
 */
export function theta(values: readonly number[]): Fit {
  const { alpha = 1, level = Number.NaN } = simpleSmoothing(values).parameters
  const drift = (linear(values).parameters['slope'] ?? 0) / 2
  const start = (1 - (1 - alpha) ** values.length) / alpha
  return {
    ahead: (step) => level + drift * (step - 1 + start),
    parameters: { alpha, level, drift }
  }
}
