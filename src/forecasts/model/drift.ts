import type { Fit } from './fit.ts'

/**
 * Adds the mean difference to the last value at each step: the line from the first value through
 * the last. Needs two values. Source: Hyndman & Athanasopoulos, "Forecasting: Principles and
 * Practice", 3rd ed., §5.2, drift method.
 */
export function drift(values: readonly number[]): Fit {
  const [first = Number.NaN] = values
  const last = values.at(-1) ?? Number.NaN
  const slope = (last - first) / (values.length - 1)
  return { ahead: (step) => last + slope * step, parameters: { slope } }
}
