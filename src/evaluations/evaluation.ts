// What an evaluation says of a metric at one frequency, as it is stored and answered.

import { type Average, averageTests } from './average-tests.ts'
import { type Frequency, HORIZONS } from './frequencies.ts'
import type { SeriesTest, Untested } from './test-series.ts'

/** How many series there are, and how many of them are not tested, and why. */
export type SeriesCounts = {
  series: number
  too_short: number
  never_changed: number
  left_out: number
}
export type EvaluationBody = SeriesCounts & { horizon: number } & Average

/**
 * The evaluation of a group from what came of its series, in their order; undefined if none has a
 * test. `all` counts those that were too short to try.
 */
export function evaluateTests(
  frequency: Frequency,
  { all, left_out }: Pick<SeriesCounts, 'left_out'> & { all: number },
  results: readonly (SeriesTest | Untested)[]
): EvaluationBody | undefined {
  const tests = results.flatMap((one) => ('untested' in one ? [] : [one]))
  if (tests.length === 0) return undefined
  const never_changed = results.filter(
    (one) => 'untested' in one && one.untested === 'never_changed'
  ).length
  const too_short = all - left_out - tests.length - never_changed
  const counts = { series: tests.length, too_short, never_changed, left_out }
  return { ...averageTests(tests), ...counts, horizon: HORIZONS[frequency] }
}
