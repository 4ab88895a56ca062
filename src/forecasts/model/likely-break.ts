// Finds a break in level that nobody marked, such as a series that was rebased. Numbers in, one
// index out; the values may be seasonally adjusted before.
import { differences, median } from '../../numbers/mean.ts'
import { TREND_VALUES_MIN } from './index.ts'

/** A break is a step that is so many times as far from the usual step as any other near it. */
const OUT_OF_LINE = 3
/** Smaller steps of positive values, as a multiple, are no break, however calm a series is. */
const MULTIPLE_MIN = 1.25
/** The steps before a break that it is compared with: a year of months. */
const STEPS_BEFORE = 12
/** A level shows in three values. One or two at the end may be outliers. */
const LEVEL_VALUES_MIN = 3
/** Fewer values do not show what is usual. */
const VALUES_MIN = 8
/** The part of the step that is still there at the end of the levels beside it. */
const KEPT = 0.5

/**
 * The index of the first value of a new level, if there is a break in level: the newest one.
 *
 * A step counts as a break if it is out of line with all steps after it and the twelve before it,
 * and if three values on each side are on their side of it. So steady growth, a random walk, an
 * outlier that goes back, and a crisis from which a series recovers are none. Values above zero are
 * compared by their logarithms.
 *
 * Source: a level shift is an outlier of the differences, found by robust measures (Chen & Liu,
 * Journal of the American Statistical Association 88, 1993). They compare with the median absolute
 * deviation; we compare with the largest deviation, because the steps of economic series have long
 * tails.
 */
export function likelyBreak(values: readonly number[]): number | undefined {
  const isPositive = values.every((value) => value > 0)
  const levels = isPositive ? values.map(Math.log) : values
  const least = isPositive ? Math.log(MULTIPLE_MIN) : 0
  const steps = differences(levels)
  const found = steps.findLastIndex(
    (_, index) => isKept(levels, index) && isOutOfLine(steps, index, least)
  )
  return found < 0 ? undefined : found + 1
}

/**
 * The values of the level that a series has now: those from a likely break on, or all of them if
 * there is none, or if too few for a trend would remain.
 */
export function presentLevel(values: readonly number[]): readonly number[] {
  const start = likelyBreak(values) ?? 0
  return values.length - start < TREND_VALUES_MIN ? values : values.slice(start)
}

/**
 * Whether there are three values before a step and three after it, which are still apart by half of
 * it.
 */
function isKept(levels: readonly number[], index: number): boolean {
  if (index + 1 < LEVEL_VALUES_MIN || levels.length - 1 - index < LEVEL_VALUES_MIN) return false
  const [before = Number.NaN, after = Number.NaN] = levels.slice(index, index + 2)
  const earlier = levels[Math.max(0, index - LEVEL_VALUES_MIN)] ?? Number.NaN
  const later = levels[index + 1 + LEVEL_VALUES_MIN] ?? levels.at(-1) ?? Number.NaN
  const step = after - before
  return (later - before) / step >= KEPT && (after - earlier) / step >= KEPT
}

/** Whether a step is much further from the usual step than every other near it. */
function isOutOfLine(steps: readonly number[], index: number, least: number): boolean {
  const step = steps[index] ?? Number.NaN
  const others = [
    ...steps.slice(Math.max(0, index - STEPS_BEFORE), index),
    ...steps.slice(index + 1)
  ]
  // Most steps are between the others, and need no median.
  const isFurthest = step > Math.max(...others) || step < Math.min(...others)
  if (!isFurthest || others.length + 2 < VALUES_MIN) return false
  const usual = median(others)
  const furthest = Math.max(...others.map((other) => Math.abs(other - usual)))
  const apart = Math.abs(step - usual)
  return apart > least && apart >= OUT_OF_LINE * furthest
}
