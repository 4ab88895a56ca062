// Renews the tests of series and the evaluations of metrics in the transaction of each import:
// those that its changes touch, or all.
import { type Breathe, makeBreathe } from '../../breathe.ts'
import { chunks } from '../../db/rows.ts'
import type { Snapshot } from '../../db/store.ts'
import { isByYear, isForecastable } from '../../forecasts/forecast-series.ts'
import { TREND_VALUES_MIN } from '../../forecasts/model/index.ts'
import { compare } from '../../observations/series/points.ts'
import { findTraits } from '../../observations/series/queries.ts'
import type { Traits } from '../../observations/series/traits.ts'
import { evaluateTests } from '../evaluation.ts'
import { FREQUENCIES, type Frequency, frequencyOf } from '../frequencies.ts'
import type { SeriesTest, Untested } from '../test-series.ts'
import { findTouchedSeries, type Touched, type TouchedSeries } from './find-touched-series.ts'
import { type CalendarSeries, listCandidates } from './series-queries.ts'
import {
  type Difference,
  evaluationRow,
  findDifferences,
  type Rows,
  readStored,
  storeDifferences
} from './store-queries.ts'
import { testGroup } from './test-group.ts'

/**
 * So many series of a metric are tested at each frequency, those with most periods. More would
 * hardly change the result, and make imports slow: a series of months takes many times as long as
 * one of years.
 */
const SERIES_MAX: Record<Frequency, number> = { A: 1_000, Q: 200, M: 100, W: 100 }
/** Fewer periods have no forecast that could be compared with a later value. */
const PERIODS_MIN = TREND_VALUES_MIN + 1
/** So many metrics are read together: each statement costs time of its own. */
const METRICS_A_TURN = 20

type RenewOptions = { revision: number; breathe?: Breathe }

/** Tests again the series that a change may have touched, as part of `revision`. */
export async function renewEvaluations(
  snapshot: Snapshot,
  touched: TouchedSeries | 'all',
  { revision, breathe = makeBreathe() }: RenewOptions
): Promise<void> {
  for await (const different of evaluate(snapshot, touched, { revision, breathe }))
    await storeDifferences(snapshot, different, revision)
}

/** Compares all that is stored with what the data give, and writes nothing. */
export function findWrongEvaluations(snapshot: Snapshot): AsyncGenerator<Difference> {
  return evaluate(snapshot, 'all', { revision: snapshot.revision, breathe: makeBreathe() })
}

/** Tests some metrics after the others. Gives what then differs from what is stored. */
async function* evaluate(
  snapshot: Snapshot,
  touched: TouchedSeries | 'all',
  { revision, breathe }: Required<RenewOptions>
): AsyncGenerator<Difference> {
  const all = await findTouchedSeries(snapshot, touched, revision)
  for (const some of chunks(all, METRICS_A_TURN)) {
    const metrics = some.map(({ metric }) => metric)
    const stored = await readStored(snapshot, metrics)
    const wanted = { least: PERIODS_MIN, most: SERIES_MAX.A }
    const found = await listCandidates(snapshot, metrics, wanted)
    const made: Rows = { tests: [], evaluations: [] }
    for (const { metric, has } of some) {
      for (const group of await groupsOf(snapshot, metric, found.get(metric) ?? [])) {
        const { tests, evaluations } = await evaluateGroup(snapshot, group, {
          has,
          stored,
          breathe
        })
        made.tests.push(...tests)
        made.evaluations.push(...evaluations)
      }
      await breathe()
    }
    yield findDifferences(stored, made)
  }
}

/** What came of testing a series. */
type Result = SeriesTest | Untested
/** The series of a metric at one frequency. */
type Group = { metric: Traits; frequency: Frequency } & Omit<CalendarSeries, 'calendar'>

async function evaluateGroup(
  snapshot: Snapshot,
  { metric, frequency, candidates, all, long }: Group,
  { has, stored, breathe }: Pick<Touched, 'has'> & { stored: Rows; breathe: Breathe }
): Promise<Rows> {
  // Only tests are stored there.
  const known = new Map(stored.tests.map((row) => [row.id, row.body as Result]))
  const wanted = candidates.filter(({ id }) => !known.has(id) || has(id))
  const fresh = await testGroup(snapshot, { metric, frequency }, wanted, breathe)
  const tests = candidates
    .flatMap(({ id }) => {
      const body = fresh.get(id) ?? known.get(id)
      return body ? [{ id, body }] : []
    })
    .sort((one, other) => compare(one.id, other.id))
  const counts = { all, left_out: long - candidates.length }
  const results = tests.map(({ body }) => body)
  const body = evaluateTests(frequency, counts, results)
  return {
    tests: tests.map((test) => ({ ...test, metric: metric.id, frequency })),
    evaluations: body ? [evaluationRow(metric.id, frequency, body)] : []
  }
}

/** The frequencies at which there are series to test; none if the metric cannot be forecast. */
async function groupsOf(
  snapshot: Snapshot,
  id: string,
  calendars: readonly CalendarSeries[]
): Promise<Group[]> {
  if (!calendars.some(({ candidates }) => candidates.length > 0)) return []
  const metric = await findTraits(snapshot, id)
  if (!isForecastable(metric)) return []
  const found = Map.groupBy(calendars, ({ calendar }) =>
    frequencyOf(calendar, isByYear(metric, { calendar }))
  )
  return FREQUENCIES.flatMap((frequency) => {
    const own = found.get(frequency)
    return own ? [{ metric, frequency, ...together(own, SERIES_MAX[frequency]) }] : []
  })
}

/** The series of several calendars as those of one. */
function together(
  calendars: readonly CalendarSeries[],
  most: number
): Omit<CalendarSeries, 'calendar'> {
  const candidates = calendars
    .flatMap((one) => one.candidates)
    .sort((one, other) => other.periods - one.periods || compare(one.id, other.id))
  return {
    candidates: candidates.slice(0, most),
    all: calendars.reduce((sum, { all }) => sum + all, 0),
    long: calendars.reduce((sum, { long }) => sum + long, 0)
  }
}
