// Finds a break in level that nobody marked, such as a series that was rebased. Numbers in, one
// index out. The values have no season, or none that is clear.
import { differences, haveOneSign, median } from '../../numbers/mean.ts'

/** A break is a step that is so many times as far from the usual step as any other near it. */
const OUT_OF_LINE = 3
/** Smaller steps of values of one sign, as a multiple, are no break, however calm a series is. */
const MULTIPLE_MIN = 1.25
/** The same for values that change their sign: a share of all that they have ever moved. */
const RANGE_MIN = 0.25
/** The steps before a break that it is compared with: a year of months. */
const STEPS_BEFORE = 12
/** A level shows in three values, and is that of the six next to the break. */
const LEVEL_VALUES = { minimum: 3, maximum: 6 } as const
/** Fewer values do not show what is usual. */
const VALUES_MIN = 8
/** The part of the step by which the levels beside it differ. */
const KEPT = 0.5

/**
 * The index of the first value of a new level, if there is a break in level: the newest one.
 *
 * A step counts as a break if it is out of line with all steps after it and the twelve before it,
 * and if the levels beside it, which are medians, differ by half of it, with and without the usual
 * step. So steady growth, a pause of it, a random walk, an outlier that goes back, and a
 * crisis from which a series recovers are none. Values of one sign are compared by their
 * logarithms.
 *
 * Source: a level shift is an outlier of the differences, found by robust measures (Chen & Liu,
 * Journal of the American Statistical Association 88, 1993). They compare with the median absolute
 * deviation; we compare with the largest deviation, because the steps of economic series have long
 * tails.
 */
export function likelyBreak(values: readonly number[]): number | undefined {
  if (values.length < VALUES_MIN) return undefined
  const isOneSign = haveOneSign(values)
  const levels = isOneSign ? values.map((value) => Math.log(Math.abs(value))) : values
  const least = isOneSign
    ? Math.log(MULTIPLE_MIN)
    : RANGE_MIN * (Math.max(...values) - Math.min(...values))
  const steps = differences(levels)
  // Walking back, these bound all steps after the one that is looked at.
  let [lowest, highest] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY]
  for (let index = steps.length - 1; index >= 0; index -= 1) {
    const step = steps[index] ?? Number.NaN
    const before = steps.slice(Math.max(0, index - STEPS_BEFORE), index)
    const [low, high] = [Math.min(lowest, ...before), Math.max(highest, ...before)]
    // Most steps are between the others, and need no median.
    const mayBe = Math.abs(step) > least && (step < low || step > high)
    if (mayBe && isBreak(levels, steps, { index, low, high })) return index + 1
    lowest = Math.min(lowest, step)
    highest = Math.max(highest, step)
  }
  return undefined
}

/** Whether a step is far out of line with those near it, all of which lie within two bounds. */
function isBreak(
  levels: readonly number[],
  steps: readonly number[],
  { index, low, high }: { index: number; low: number; high: number }
): boolean {
  const before = steps.slice(Math.max(0, index - STEPS_BEFORE), index)
  const usual = median([...before, ...steps.slice(index + 1)])
  const step = steps[index] ?? Number.NaN
  const isFar = Math.abs(step - usual) >= OUT_OF_LINE * Math.max(high - usual, usual - low)
  return isFar && isKept(levels, index, usual) && isKept(levels, index, 0)
}

/** Whether the levels beside a step, without a growth, differ by half of the step. */
function isKept(levels: readonly number[], index: number, growth: number): boolean {
  const { minimum, maximum } = LEVEL_VALUES
  const earlier = levels.slice(Math.max(0, index + 1 - maximum), index + 1)
  const later = levels.slice(index + 1, index + 1 + maximum)
  if (Math.min(earlier.length, later.length) < minimum) return false
  const before = median(earlier.map((one, place) => one + (earlier.length - 1 - place) * growth))
  const after = median(later.map((one, place) => one - (place + 1) * growth))
  const [last = Number.NaN, first = Number.NaN] = levels.slice(index, index + 2)
  return (after - before) / (first - last - growth) >= KEPT
}
