// The pace at which a pursuit moves: growth, or differences for metrics that are rates.
import { checkNumbers } from '../../numbers/guards.ts'
import { annualGrowth, grown } from './growth.ts'
import { NotAssessable, type Pursuit, type Sample } from './pursuit.ts'

type Kind = Pick<Pursuit, 'isRate'>

/**
 * The pace from one sample to a later one: compound growth a year, or the difference a year for a
 * rate, because the growth of a rate says nothing. Throws NotAssessable if there is none.
 */
export function annualPace({ isRate }: Kind, from: Sample, to: Sample): number {
  return isRate ? annualChange(from, to) : annualGrowth(from, to)
}

/** The value of a sample after going on at a pace until a time. */
export function goOn({ isRate }: Kind, sample: Sample, pace: number, until: number): number {
  return isRate ? sample.value + pace * (until - sample.time) : grown(sample, pace, until)
}

/**
 * The difference a year from one sample to a later one, in the unit of the samples. Throws
 * NotAssessable if no time lies between the samples.
 */
export function annualChange(from: Sample, to: Sample): number {
  checkNumbers([from.time, from.value, to.time, to.value])
  const years = to.time - from.time
  if (!(years > 0)) throw new NotAssessable('no_later_observation')
  return (to.value - from.value) / years
}
