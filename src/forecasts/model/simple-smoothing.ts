import type { Fit } from './fit.ts'
import { minimise } from './minimise.ts'

const WEIGHT = { minimum: 0.01, maximum: 1 }

/**
 * Simple exponential smoothing: a level that moves a share `alpha` of each error towards the value.
 * `alpha` is the value with the least squared one-step errors. The level begins at the first value.
 * Source: Brown 1956, as in Hyndman & Athanasopoulos, §8.1.
 */
export function simpleSmoothing(values: readonly number[]): Fit {
  const [alpha = 1] = minimise(([weight = 1]) => smooth(values, weight).loss, [WEIGHT])
  const { level } = smooth(values, alpha)
  return { ahead: () => level, parameters: { alpha, level } }
}

function smooth(values: readonly number[], alpha: number): { level: number; loss: number } {
  let [level = Number.NaN] = values
  let loss = 0
  for (const value of values.slice(1)) {
    const error = value - level
    level += alpha * error
    loss += error * error
  }
  return { level, loss }
}
