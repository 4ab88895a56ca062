import { median } from '../../numbers/mean.ts'
import { drift } from './drift.ts'
import type { Fit } from './fit.ts'
import { naive } from './naive.ts'
import { robustTrend } from './robust-trend.ts'
import { damped, holt } from './trend-smoothing.ts'

const MEMBERS = { drift, robust: robustTrend, holt, damped, naive }

/**
 * `auto`: at each step the median of five unlike methods (drift, robust trend, Holt, damped trend,
 * naive). Different methods make different errors. The median keeps what most of them agree on, and
 * one trend that runs away cannot move it. Needs four values. The parameters are those of its
 * members, such as `holt_alpha`. Source: combinations since Bates & Granger, Operational Research
 * Quarterly 20, 1969; the median of simple methods as in Petropoulos & Svetunkov, "A simple
 * combination of univariate models", International Journal of Forecasting 36, 2020.
 */
export function combination(values: readonly number[]): Fit {
  const fits = Object.entries(MEMBERS).map(([name, method]) => ({ name, ...method(values) }))
  const parameters = fits.flatMap((fit) =>
    Object.entries(fit.parameters).map(([key, value]) => [`${fit.name}_${key}`, value])
  )
  return {
    ahead: (step) => median(fits.map((fit) => fit.ahead(step))),
    parameters: Object.fromEntries(parameters)
  }
}
