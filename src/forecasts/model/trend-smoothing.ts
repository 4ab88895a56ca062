import type { Fit } from './fit.ts'
import { logRatio } from './log-ratio.ts'
import { minimise } from './minimise.ts'

const ALPHA = { minimum: 0.01, maximum: 1 }
const BETA = { minimum: 0.0, maximum: 1 }
const PHI = { minimum: 0.8, maximum: 0.98 }
/**
 * The trend begins as the mean of this many first differences, because a single one is mostly
 * noise.
 */
const FIRST_DIFFERENCES = 4

/**
 * Holt's linear trend: level and trend, both smoothed. Needs four values. Source: Holt 1957, as in
 * Hyndman & Athanasopoulos, §8.2.
 */
export function holt(values: readonly number[]): Fit {
  const [alpha = 1, beta = 0] = minimise(
    ([a = 1, b = 0]) => smooth(values, a, b, 1).loss,
    [ALPHA, BETA]
  )
  const { level, trend } = smooth(values, alpha, beta, 1)
  return { ahead: (step) => level + trend * step, parameters: { alpha, beta, level, trend } }
}

/**
 * Holt's damped trend: each step ahead adds `phi` times the step before. Needs four values. Source:
 * Gardner & McKenzie, "Forecasting trends in time series", Management Science 31, 1985.
 */
export function damped(values: readonly number[]): Fit {
  const [alpha = 1, beta = 0, phi = 0.9] = minimise(
    ([a = 1, b = 0, p = 0.9]) => smooth(values, a, b, p).loss,
    [ALPHA, BETA, PHI]
  )
  const { level, trend } = smooth(values, alpha, beta, phi)
  return {
    ahead: (step) => level + (trend * phi * (1 - phi ** step)) / (1 - phi),
    parameters: { alpha, beta, phi, level, trend }
  }
}

/**
 * The damped trend of the logarithms: growth by a share that becomes smaller. Needs four values of
 * one sign. The level and the trend are those of the logarithms of shares of the last value.
 */
export function dampedGrowth(values: readonly number[]): Fit {
  const last = values.at(-1) ?? Number.NaN
  const { ahead, parameters } = damped(values.map((value) => logRatio(value, last)))
  return { ahead: (step) => last * Math.exp(ahead(step)), parameters }
}

function smooth(
  values: readonly number[],
  alpha: number,
  beta: number,
  phi: number
): { level: number; trend: number; loss: number } {
  let [level = Number.NaN] = values
  const early = Math.min(FIRST_DIFFERENCES, values.length - 1)
  let trend = ((values[early] ?? Number.NaN) - level) / early
  let loss = 0
  for (let time = 1; time < values.length; time += 1) {
    const expected = level + phi * trend
    const error = (values[time] ?? Number.NaN) - expected
    level = expected + alpha * error
    trend = phi * trend + alpha * beta * error
    loss += error * error
  }
  return { level, trend, loss }
}
