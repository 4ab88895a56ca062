// Renews the tests of series and the evaluations of metrics in the transaction of each import:
// those that its changes touch, or all.
import { type Breathe, makeBreathe } from '../../breathe.ts'
import type { Snapshot } from '../../db/store.ts'
import { isByYear, isForecastable } from '../../forecasts/forecast-series.ts'
import { TREND_VALUES_MIN } from '../../forecasts/model/index.ts'
import { findTraits } from '../../observations/series/queries.ts'
import type { Traits } from '../../observations/series/traits.ts'
import { evaluate } from '../evaluation.ts'
import { FREQUENCIES, type Frequency, frequencyOf } from '../frequencies.ts'
import type { SeriesTest } from '../test-series.ts'
import { findTouchedSeries, type Touched } from './find-touched-series.ts'
import { listCalendars, listCandidates } from './series-queries.ts'
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
 * So many series of a metric and frequency are tested, those with most claims. More would hardly
 * change the result, and make imports slow.
 */
const SERIES_MAX = 100
/** Fewer claims have no forecast that could be compared with a later value. */
const CLAIMS_MIN = TREND_VALUES_MIN + 1

type RenewOptions = { revision: number; breathe?: Breathe }

/** Tests again the series that a change may have touched, as part of `revision`. */
export async function renewEvaluations(
  snapshot: Snapshot,
  touched: ReadonlySet<string> | 'all',
  { revision, breathe = makeBreathe() }: RenewOptions
): Promise<void> {
  for (const one of await findTouchedSeries(snapshot, touched, revision)) {
    await storeDifferences(snapshot, await evaluateMetric(snapshot, one, breathe), revision)
    await breathe()
  }
}

/** Compares all that is stored with what the data give, and writes nothing. */
export async function* findWrongEvaluations(snapshot: Snapshot): AsyncGenerator<Difference> {
  const breathe = makeBreathe()
  for (const one of await findTouchedSeries(snapshot, 'all', snapshot.revision))
    yield await evaluateMetric(snapshot, one, breathe)
}

/** Tests the touched series of a metric. Returns what then differs from what is stored. */
async function evaluateMetric(
  snapshot: Snapshot,
  { metric: id, has }: Touched,
  breathe: Breathe
): Promise<Difference> {
  const stored = await readStored(snapshot, id)
  // Only tests are stored there.
  const known = new Map(stored.tests.map((row) => [row.id, row.body as SeriesTest | null]))
  const made: Rows = { tests: [], evaluations: [] }
  for (const { metric, frequency, calendars } of await groupsOf(snapshot, id)) {
    const group = { metric: id, calendars }
    const wanted = { least: CLAIMS_MIN, most: SERIES_MAX }
    const { candidates, all, long } = await listCandidates(snapshot, group, wanted)
    const stale = candidates.filter((one) => !known.has(one.id) || has(one.id))
    const fresh = await testGroup(snapshot, { metric, frequency }, stale, breathe)
    const tests = candidates
      .map((one) => ({ id: one.id, body: (fresh.has(one.id) ? fresh : known).get(one.id) ?? null }))
      .sort((one, other) => (one.id < other.id ? -1 : 1))
    const counts = { all, left_out: long - candidates.length }
    const body = evaluate(
      frequency,
      counts,
      tests.flatMap((test) => test.body ?? [])
    )
    made.tests.push(...tests.map((test) => ({ ...test, metric: id, frequency })))
    if (body) made.evaluations.push(evaluationRow(id, frequency, body))
  }
  return findDifferences(stored, made)
}

/** The frequencies at which there are claims about a metric; none if it cannot be forecast. */
async function groupsOf(
  snapshot: Snapshot,
  id: string
): Promise<{ metric: Traits; frequency: Frequency; calendars: string[] }[]> {
  const calendars = await listCalendars(snapshot, id)
  if (calendars.length === 0) return []
  const metric = await findTraits(snapshot, id)
  if (!isForecastable(metric)) return []
  const found = Map.groupBy(calendars, (calendar) =>
    frequencyOf(calendar, isByYear(metric, { calendar }))
  )
  return FREQUENCIES.flatMap((frequency) => {
    const own = found.get(frequency)
    return own ? [{ metric, frequency, calendars: own }] : []
  })
}
