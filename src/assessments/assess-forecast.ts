// Scores a published forecast against what came, beside two simple forecasts. Pure.
import { yearsBetween } from '../numbers/days.ts'
import { rounded } from '../numbers/rounded.ts'
import { isRate } from '../observations/series/traits.ts'
import { parseDate } from '../periods/dates.ts'
import { parsePeriod } from '../periods/read-period.ts'
import {
  type Assessed,
  type AssessmentQuestion,
  EMPTY_BODY,
  type ForecastError
} from '../projections/assessment.ts'
import type { AssessmentReason } from '../projections/assessment-words.ts'
import { directionOf } from '../projections/comparable-series.ts'
import type { Evidence, Placed } from '../projections/evidence.ts'
import { placeSeries, type Way } from '../projections/measure-series.ts'
import type { Projection } from '../projections/schemas.ts'
import { describeWay, ofAllTraffic, withoutGap } from './describe-way.ts'

/**
 * The error of a forecast by the most comparable series with a figure for its period. The simple
 * forecasts use the figures of periods that had ended when the forecast was made. The figures are
 * those of today: their revisions since then are not taken back.
 */
export function assessForecast(
  question: AssessmentQuestion,
  evidence: readonly Evidence[]
): Assessed {
  const { projection, traits, today } = question
  const none = (reason: AssessmentReason): Assessed => ({
    status: null,
    reason,
    horizon: horizonOf(projection),
    body: EMPTY_BODY,
    due_on: null
  })
  if (projection.target.period === null) return none('no_target_period')
  const whole = ofAllTraffic(evidence)
  if (whole.length === 0) return none('no_comparable_series')
  const direction = directionOf(projection, traits)
  const ways = whole.flatMap((one) => {
    const way = placeSeries({ projection, traits, measuredOn: today }, direction, one)
    return way ? [{ one, way }] : []
  })
  const observed = ways.find(({ way }) => way.latest.sample.time === way.pursuit.target.time)
  const found = observed ?? ways.find(({ way }) => hasMoved(way))
  if (!found) return none('not_observed')
  const body = withoutGap(describeWay(found.one, found.way, null))
  if (found !== observed) return { ...none('not_observed'), body }
  return {
    ...none('not_observed'),
    reason: null,
    body: { ...body, error: scoreForecast(projection, found.way) }
  }
}

/** Whether something was observed since the forecast was made, so that it can be compared. */
function hasMoved({ base, latest }: Way): boolean {
  return base !== undefined && base.basis !== 'recent' && base.sample.time < latest.sample.time
}

/**
 * The errors in figures of the series as they are. If the series was revised since, the forecast is
 * brought to its level by the scale of the base: that is, everything is divided by the scale.
 */
function scoreForecast(
  projection: Projection,
  { placed, base, latest: { sample, point } }: Way
): ForecastError {
  const scale = base?.scale ?? 1
  const actual = sample.value
  const issued = dayOf(projection)
  const known = placed.filter(
    (one) => issued !== undefined && endOf(one.point.period) <= issued && one.point !== point
  )
  const naive = known.at(-1)
  // A mean change of rates, such as inflation, leads to any number.
  const drift = isRate(projection.unit) ? null : driftFrom(known, sample.time)
  const percent = (error: number | null) => {
    const value = error === null ? Number.NaN : (100 * error) / Math.abs(actual)
    return isRate(projection.unit) || !Number.isFinite(value) ? null : rounded(value, 2)
  }
  const error = errorOf(projection.target, actual)
  const naiveError = naive ? naive.sample.value - actual : null
  const driftError = drift === null ? null : drift - actual
  return {
    actual: rounded(actual / scale, 4),
    error: rounded(error / scale, 4),
    error_percent: percent(error),
    naive_error: rounded(naiveError === null ? null : naiveError / scale, 4),
    naive_error_percent: percent(naiveError),
    drift_error: rounded(driftError === null ? null : driftError / scale, 4),
    drift_error_percent: percent(driftError)
  }
}

/**
 * Forecast less actual; for a range or an open bound, from its nearer end, or zero inside of it.
 */
function errorOf({ value, low, high, bound }: Projection['target'], actual: number): number {
  const lower = bound === 'at_most' ? -Infinity : (value ?? low ?? actual)
  const upper = bound === 'at_least' ? Infinity : (value ?? high ?? actual)
  if (actual < lower) return lower - actual
  return actual > upper ? upper - actual : 0
}

/** The mean change of the points, carried on from the last one; null for fewer than two. */
function driftFrom(known: readonly Placed[], time: number): number | null {
  const [first, last] = [known[0]?.sample, known.at(-1)?.sample]
  if (!first || !last || first === last) return null
  const slope = (last.value - first.value) / (last.time - first.time)
  return last.value + slope * (time - last.time)
}

/** Whole years from the day of a forecast to the end of its period; null if one is not known. */
function horizonOf(projection: Projection): number | null {
  const [issued, end] = [dayOf(projection), endOf(projection.target.period ?? '')]
  if (issued === undefined || end === '') return null
  return Math.max(0, Math.ceil(yearsBetween(issued, end)))
}

/** The day on which a forecast was made, or else published, as far as known. */
function dayOf({ issued_on, source }: Projection): string | undefined {
  return parseDate(issued_on ?? source.published ?? '')?.starts_on
}

function endOf(period: string): string {
  return parsePeriod(period)?.ends_on ?? ''
}
