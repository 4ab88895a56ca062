import { checkNumbers } from '../../numbers/guards.ts'
import { NotAssessable, type Sample } from './pursuit.ts'

/** Why two values have no compound growth. */
export type NoGrowth = 'base_zero' | 'opposite_signs' | 'negative_values' | 'not_finite'

/**
 * Compound growth a year from one value to another, `(to / from)^(1 / years) - 1`, over more than
 * zero years: 0.25 is 25 % a year, -1 a fall to zero. The reason if there is none: growth that
 * starts from zero or crosses zero has no rate, growth of negative values would turn its sign
 * around, and a result may be too large for a number. Every growth rate of a projection is computed
 * here, so that the same two values have a rate everywhere or nowhere.
 */
export function compoundGrowth(from: number, to: number, years: number): number | NoGrowth {
  if (from === 0) return 'base_zero'
  if (Math.sign(from) * Math.sign(to) < 0) return 'opposite_signs'
  if (from < 0) return 'negative_values'
  const growth = (to / from) ** (1 / years) - 1
  return Number.isFinite(growth) ? growth : 'not_finite'
}

/**
 * Compound growth a year from one sample to a later one, see {@link compoundGrowth}. Throws
 * NotAssessable if there is none, or if no time lies between the samples. Throws a RangeError for
 * numbers that are not finite.
 */
export function annualGrowth(from: Sample, to: Sample): number {
  checkNumbers([from.time, from.value, to.time, to.value])
  const years = to.time - from.time
  if (!(years > 0)) throw new NotAssessable('no_later_observation')
  const growth = compoundGrowth(from.value, to.value, years)
  if (typeof growth === 'string') throw new NotAssessable(growth)
  return growth
}

/** The value of a sample after growing at this rate until a time. */
export function grown({ time, value }: Sample, growth: number, until: number): number {
  return value * (1 + growth) ** (until - time)
}
