// Checks the base period of an index: its calendar, and that series have a point for it.
import type { Stretch } from '../http/page.ts'
import { parameterProblem, refusedParameter } from '../http/problems.ts'
import { wordOf } from '../periods/calendars.ts'
import { calendarOf, yearsFrom } from '../periods/read-period.ts'
import { seriesId } from '../series-id.ts'
import { aggregatePoints } from './aggregate-points.ts'
import { isSamePeriod } from './model/index-numbers.ts'
import type { ServedSeries } from './page.ts'
import { takePoints } from './points.ts'
import type { Shown } from './show-series.ts'

/** So many periods are named where a base is missing, and so many series without one. */
const NAMED_MAX = 10

/** Throws a problem if a base is in none of the calendars asked for. */
export function checkBase(
  base: string | undefined,
  calendars: readonly string[] | undefined
): void {
  if (base === undefined) return
  const calendar = calendarOf(base) ?? ''
  if (calendars === undefined || calendars.includes(calendar)) return
  const asked = calendars.map(wordOf).join(', ')
  const message = `${base} is a period of the calendar ${wordOf(calendar)}; asked for is ${asked}.`
  throw refusedParameter('index_base', message, [`a period of the calendar ${asked}`])
}

/** Throws a problem if a series has no point for the base. It names the periods that it has. */
export function requireBase(series: ServedSeries, shown: Shown): void {
  const periods = periodsWithoutBase(series, shown)
  if (!periods) return
  const base = shown.transformation?.base ?? ''
  const message = `The series has no figure for ${base}.`
  const meant = nearestPeriod(periods, base) ?? null
  const error = { pointer: '/query/index_base', message, allowed: periods, meant }
  throw parameterProblem('invalid_parameter', [error])
}

function nearestPeriod(periods: readonly string[], base: string): string | undefined {
  const distance = (one: string) => Math.abs(yearsFrom(base, one))
  return periods.toSorted((one, other) => distance(one) - distance(other))[0]
}

/** Adds a warning that names the series without a point for the base, and their periods. */
export function warnOfBases(
  stretch: Stretch<ServedSeries>,
  shown: Shown,
  rows: number
): Stretch<ServedSeries> {
  const without = stretch.rows.slice(0, rows).flatMap((series) => {
    const periods = periodsWithoutBase(series, shown)
    if (!periods) return []
    const { metric, ...place } = series
    return [`${seriesId({ ...place, metric: metric.id })} (it has ${periods.join(', ')})`]
  })
  if (without.length === 0) return stretch
  const named = without.slice(0, NAMED_MAX).join('; ')
  const more = without.length > NAMED_MAX ? `; and ${without.length - NAMED_MAX} more` : ''
  const warning = `index_base: no figure for ${shown.transformation?.base} in ${named}${more}.`
  return { ...stretch, warnings: [...(stretch.warnings ?? []), warning] }
}

/** The newest periods of a series that lacks the base; undefined if it has the base. */
function periodsWithoutBase(
  { claims, calendar }: ServedSeries,
  { rule, transformation, aggregation }: Shown
): string[] | undefined {
  const { base } = transformation ?? {}
  if (base === undefined) return undefined
  const taken = takePoints(claims, rule)
  const points = aggregation ? aggregatePoints(taken, calendar, aggregation).points : taken
  const periods = points.map(({ period }) => period)
  return periods.some((period) => isSamePeriod(period, base))
    ? undefined
    : periods.slice(-NAMED_MAX)
}
