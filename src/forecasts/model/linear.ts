import { mean } from '../../numbers/mean.ts'
import type { Fit } from './fit.ts'

/**
 * Extends the least-squares line over time 0, 1, …, n - 1. Needs two values. Source: Gauss,
 * Legendre; any textbook.
 */
export function linear(values: readonly number[]): Fit {
  const middle = (values.length - 1) / 2
  const average = mean(values)
  let covariance = 0
  let variance = 0
  for (const [time, value] of values.entries()) {
    covariance += (time - middle) * (value - average)
    variance += (time - middle) ** 2
  }
  const slope = covariance / variance
  const intercept = average - slope * middle
  return {
    ahead: (step) => intercept + slope * (values.length - 1 + step),
    parameters: { intercept, slope }
  }
}
