import { checkNumbers } from '../../numbers/guards.ts'
import { NotAssessable, type Sample } from './pursuit.ts'

/**
 * Compound growth a year from one sample to a later one, `(to / from)^(1 / years) - 1`: 0.25 is 25
 * % a year, -1 a fall to zero. Throws NotAssessable if growth starts from zero or crosses zero, if
 * values are negative, if no time lies between the samples, or if the result is not a number.
 * Throws a RangeError for numbers that are not finite.
 */
export function annualGrowth(from: Sample, to: Sample): number {
  checkNumbers([from.time, from.value, to.time, to.value])
  const years = to.time - from.time
  if (!(years > 0)) throw new NotAssessable('no_later_observation')
  if (Math.sign(from.value) * Math.sign(to.value) < 0) throw new NotAssessable('opposite_signs')
  if (from.value < 0 || to.value < 0) throw new NotAssessable('negative_values')
  if (from.value === 0) throw new NotAssessable('base_zero')
  const growth = (to.value / from.value) ** (1 / years) - 1
  if (!Number.isFinite(growth)) throw new NotAssessable('not_finite')
  return growth
}

/** The value of a sample after growing at this rate until a time. */
export function grown({ time, value }: Sample, growth: number, until: number): number {
  return value * (1 + growth) ** (until - time)
}
