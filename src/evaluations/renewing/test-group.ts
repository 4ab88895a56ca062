// Tests series of one metric and frequency on their claims.
import type { Breathe } from '../../breathe.ts'
import type { Snapshot } from '../../db/store.ts'
import { isByYear } from '../../forecasts/forecast-series.ts'
import { pointsByRule } from '../../forecasts/rule-points.ts'
import { directionOf, trainingOf } from '../../forecasts/training.ts'
import type { Traits } from '../../observations/series/traits.ts'
import { formSeries, type PlacedSeries, placedId } from '../../series/points.ts'
import { type Frequency, HORIZONS } from '../frequencies.ts'
import { type SeriesTest, testSeries, type Untested } from '../test-series.ts'
import { type Candidate, listSeriesClaims } from './series-queries.ts'

/** Series are read together up to this many claims; of a longer one only the newest are read. */
const CLAIMS_MAX = 10_000
const SERIES_MAX = 100
/** The rule of `/v1/forecasts` unless one asks for another. */
const RULE = 'preferred'

/** A test for each of the series by its id, or why it has none. */
export async function testGroup(
  snapshot: Snapshot,
  { metric, frequency }: { metric: Traits; frequency: Frequency },
  candidates: readonly Candidate[],
  breathe: Breathe
): Promise<Map<string, SeriesTest | Untested>> {
  const tests = new Map<string, SeriesTest | Untested>()
  for (const some of pieces(candidates)) {
    for (const { id } of some) tests.set(id, { untested: 'too_short' })
    const authors = some.flatMap((one) => one.authors)
    const claims = await listSeriesClaims(snapshot, authors, CLAIMS_MAX)
    for (const series of formSeries(claims, RULE)) {
      tests.set(placedId(series, metric.id), testOf(metric, series, HORIZONS[frequency]))
      await breathe()
    }
  }
  return tests
}

function testOf(metric: Traits, series: PlacedSeries, horizon: number): SeriesTest | Untested {
  const byYear = isByYear(metric, series)
  const points = pointsByRule(series.claims, RULE, { series: '', byYear })
  const { values, known } = trainingOf(metric, points, directionOf(metric))
  return testSeries(values, { horizon, ...known })
}

/** Series that are read at once: at least one, and few enough claims. */
function* pieces(candidates: readonly Candidate[]): Generator<Candidate[]> {
  let [piece, sum]: [Candidate[], number] = [[], 0]
  for (const one of candidates) {
    if (piece.length === SERIES_MAX || (piece.length > 0 && sum + one.claims > CLAIMS_MAX)) {
      yield piece
      ;[piece, sum] = [[], 0]
    }
    piece.push(one)
    sum += one.claims
  }
  if (piece.length > 0) yield piece
}
