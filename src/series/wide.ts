// Series as a wide table: a row for each series, a column for each period. Pure.

import { z } from 'zod'
import { extended } from '../http/answer-fields.ts'
import { field } from '../http/envelope.ts'
import { refusedParameter } from '../http/problems.ts'
import { PERIODS_MAX, type Spread, type WideLayout } from '../http/wide-layout.ts'
import { compare } from '../observations/series/points.ts'
import { writePeriod } from '../periods/write-period.ts'
import { type Series, seriesSubject } from './schemas.ts'
import { POINTS_MAX } from './show-query.ts'

const wideSeriesSchema = extended(
  seriesSubject,
  'WideSeries',
  'A series as a row of a wide table.',
  {
    values: field(
      z.array(z.number().nullable()).max(PERIODS_MAX),
      'The value for each of the `periods`; null where the series has no point, or a range.',
      [null, 52500000]
    )
  }
)

export const WIDE: WideLayout<Series> = { item: wideSeriesSchema, spread: spreadSeries }

/** A column: a period of one calendar, in the form that all ways to write it have in common. */
type PeriodColumn = { period: string; calendar: string; starts_on: string }

/** Spreads series over the periods of all their points. */
function spreadSeries(all: Series[]): Spread {
  const columns = new Map<string, PeriodColumn>()
  for (const { points, ...series } of all)
    for (const { starts_on } of points) {
      const calendar = calendarShown(series)
      const period = writePeriod(starts_on, calendar)
      columns.set(period, { period, calendar, starts_on })
    }
  if (columns.size > PERIODS_MAX) throw tooManyPeriods(columns.size)
  const ordered = [...columns.values()].sort(byCalendar)
  const periods = ordered.map(({ period }) => period)
  return { periods, rows: all.map((one) => rowOf(one, periods)), warnings: warnOf(all) }
}

/** The columns leave out what only points explain, such as gaps. */
function rowOf({ points, ...series }: Series, periods: readonly string[]): object {
  const calendar = calendarShown(series)
  const unit = series.transform?.unit ?? series.unit
  const values = new Map(
    points.map((point) => [writePeriod(point.starts_on, calendar), shownValue(point)])
  )
  return { ...series, unit, calendar, values: periods.map((period) => values.get(period) ?? null) }
}

/** The calendar of the points: that of the claims, unless they were aggregated. */
function calendarShown({ calendar, aggregate }: Pick<Series, 'calendar' | 'aggregate'>): string {
  return aggregate?.calendar ?? calendar
}

/** The transformed value, if a transformation was asked for. */
function shownValue({ value, transformed }: Series['points'][number]): number | null {
  return transformed ? transformed.value : value
}

function byCalendar(one: PeriodColumn, other: PeriodColumn): number {
  return compare(one.calendar, other.calendar) || compare(one.starts_on, other.starts_on)
}

function tooManyPeriods(count: number) {
  const message =
    `These series have ${count.toLocaleString('en')} periods; a wide table has at most ` +
    `${PERIODS_MAX.toLocaleString('en')}. Use \`calendar\`, \`from\`, \`to\` or \`latest\`, or a ` +
    'smaller `limit`.'
  return refusedParameter(
    'layout',
    message,
    ['layout=wide together with latest=10', 'layout=long'],
    {
      lacks: { name: 'latest', value: '10' }
    }
  )
}

/** Says what a table shows less well than the points. */
function warnOf(all: readonly Series[]): string[] {
  const calendars = [...new Set(all.map(calendarShown))].sort()
  const points = all.flatMap((one) => one.points)
  const ranges = points.filter(({ value }) => value === null).length
  const cut = all.filter((one) => one.left_out > 0 && one.points.length === POINTS_MAX).length
  return [
    ...(calendars.length > 1
      ? [
          `layout: the series have different calendars (${calendars.join(', ')}), and each period ` +
            'has a column of its own. `calendar` narrows them.'
        ]
      : []),
    ...(ranges > 0
      ? [`layout: cells of ranges are empty (${ranges} of them); layout=long shows both ends.`]
      : []),
    ...(cut > 0
      ? [`layout: earlier points are left out, of ${cut} of the series; \`to\` gets them.`]
      : [])
  ]
}
