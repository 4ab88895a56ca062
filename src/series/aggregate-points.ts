// Makes points of years and quarters from those of months and quarters. Pure.
import { decimalOf } from '../numbers/decimals.ts'
import { fitDecimal } from '../numbers/exact-decimals.ts'
import { joinStatuses } from '../observations/series/points.ts'
import { labelPeriod } from '../periods/label-period.ts'
import { parsePeriod } from '../periods/read-period.ts'
import {
  AGGREGATE_CALENDARS,
  type Aggregate,
  aggregateValues,
  longPeriodOf
} from './model/aggregate.ts'
import type { SeriesPoint } from './points.ts'

/** How points are aggregated: into which periods, and by what the metric says. */
export type Aggregation = { period: Aggregate; method: 'sum' | 'mean' }
/** A point that is a claim, or that is made of the claims `aggregated_from`. */
export type ShownPoint = Omit<SeriesPoint, 'observation' | 'source'> & {
  observation: string | null
  source: SeriesPoint['source'] | null
  aggregated_from: string[] | null
}

/** The points of whole long periods, and the periods that are not whole. */
export function aggregatePoints(
  points: readonly SeriesPoint[],
  calendar: string,
  { period: aggregate, method }: Aggregation
): { points: ShownPoint[]; missing: string[] } {
  const needed = AGGREGATE_CALENDARS[aggregate].parts[calendar]
  const groups = [...Map.groupBy(points, (one) => longPeriodOf(one.starts_on, aggregate))]
  const found = groups.map(([period, parts]) => ({
    period,
    point: parts.length === needed ? joinParts(period, parts, method) : undefined
  }))
  return {
    points: found.flatMap(({ point }) => point ?? []),
    missing: found.flatMap(({ period, point }) => (point ? [] : [period]))
  }
}

/** One point of its parts; undefined if one of them is a range or an open bound. */
function joinParts(
  period: string,
  parts: readonly SeriesPoint[],
  method: Aggregation['method']
): ShownPoint | undefined {
  const values = parts.flatMap(({ value, bound }) =>
    value === null || bound === 'at_least' || bound === 'at_most' ? [] : decimalOf(value)
  )
  const value = Number(fitDecimal(aggregateValues(values, method)))
  const { starts_on = '', ends_on = '' } = parsePeriod(period) ?? {}
  if (values.length < parts.length || !Number.isFinite(value)) return undefined
  const isExact = parts.every(({ bound }) => bound === 'exact')
  return {
    period,
    period_label: labelPeriod(period),
    starts_on,
    ends_on,
    value,
    low: null,
    high: null,
    bound: isExact ? 'exact' : 'about',
    status: joinStatuses(parts.map(({ status }) => status)),
    observation: null,
    attributed_to: null,
    source: null,
    note: null,
    others: 0,
    spread: null,
    aggregated_from: parts.map(({ observation }) => observation)
  }
}
