// What an evaluation says of a metric at one frequency, as it is stored and answered.

import { type Average, averageTests } from './average-tests.ts'
import { type Frequency, HORIZONS } from './frequencies.ts'
import type { SeriesTest } from './test-series.ts'

/** How many series there are, and how many of them are not tested. */
export type SeriesCounts = { series: number; too_short: number; left_out: number }
export type EvaluationBody = SeriesCounts & { horizon: number } & Average

/** The evaluation of all tests of a group, in the order of their series; undefined without tests. */
export function evaluateTests(
  frequency: Frequency,
  counts: Pick<SeriesCounts, 'left_out'> & { all: number },
  tests: readonly SeriesTest[]
): EvaluationBody | undefined {
  if (tests.length === 0) return undefined
  const { all, left_out } = counts
  const too_short = all - left_out - tests.length
  const horizon = HORIZONS[frequency]
  return { ...averageTests(tests), series: tests.length, too_short, left_out, horizon }
}
