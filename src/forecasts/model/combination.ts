import { differences, haveOneSign, mean, median } from '../../numbers/mean.ts'
import { drift } from './drift.ts'
import type { Fit } from './fit.ts'
import { naive } from './naive.ts'
import { robustTrend } from './robust-trend.ts'
import { damped, dampedGrowth, holt } from './trend-smoothing.ts'

const MEMBERS = { drift, robust: robustTrend, holt, damped }

/**
 * `auto`: at each step the median of five unlike methods: drift, robust trend, Holt, damped trend,
 * and naive, or where growth is steady the damped trend of the logarithms. Different methods make
 * different errors. The median keeps what most of them agree on, and one trend that runs away
 * cannot move it. Needs four values. The parameters are those of its members, such as `holt_alpha`.
 * Source: combinations since Bates & Granger, Operational Research Quarterly 20, 1969; the median
 * of simple methods as in Petropoulos & Svetunkov, "A simple combination of univariate models",
 * International Journal of Forecasting 36, 2020.
 */
export function combination(values: readonly number[]): Fit {
  const fifth = isSteady(values) ? { growth: dampedGrowth } : { naive }
  const fits = Object.entries({ ...MEMBERS, ...fifth }).map(([name, method]) => ({
    name,
    ...method(values)
  }))
  const parameters = fits.flatMap((fit) =>
    Object.entries(fit.parameters).map(([key, value]) => [`${fit.name}_${key}`, value])
  )
  return {
    ahead: (step) => median(fits.map((fit) => fit.ahead(step))),
    parameters: Object.fromEntries(parameters)
  }
}

/**
 * Whether a series without a change of sign moves one way by more than it scatters: the mean of its
 * steps is at least their standard deviation. The last value is then no fair guess of the next one.
 */
function isSteady(values: readonly number[]): boolean {
  if (!haveOneSign(values)) return false
  const steps = differences(values)
  const step = mean(steps)
  const variance = steps.reduce((sum, one) => sum + (one - step) ** 2, 0) / (steps.length - 1)
  return step ** 2 >= variance
}
