import type { Fit } from './fit.ts'

/**
 * Every future value is the last one. Source: Makridakis & Hibon, "The M3-Competition", 2000,
 * method Naive.
 */
export function naive(values: readonly number[]): Fit {
  const last = values.at(-1) ?? Number.NaN
  return { ahead: () => last, parameters: {} }
}
