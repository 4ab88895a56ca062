// The newest yearly figures of a country that people look for first.
import { and, desc, eq, inArray, isNull, like, or, sql } from '../db/orm.ts'
import type { Snapshot } from '../db/store.ts'
import { figureColumns } from '../observations/columns.ts'
import { labelPeriod } from '../periods/label-period.ts'
import { calendarOf } from '../periods/read-period.ts'
import { takeClaim } from '../series/rules.ts'
import { seriesId } from '../series-id.ts'
import type { KeyFigure } from './schemas.ts'

/** The metrics in the order in which they are shown. */
const KEY_METRICS = [
  'population',
  'gdp',
  'gdp_per_capita_constant',
  'inflation',
  'goods_exports',
  'goods_imports',
  'lpi_score'
] as const
const WORLD = 'WLD'
/** Calendars of years, whichever month they begin with. */
const YEARS = 'P1Y-%'

/**
 * The newest yearly figure of each key metric, as the rule `preferred` takes it. A metric without
 * such figures is left out.
 */
export async function listKeyFigures(snapshot: Snapshot, code: string): Promise<KeyFigure[]> {
  const { observation, metric, source, series } = snapshot.tables
  const newest = snapshot.db
    .select({
      id: observation.id,
      place: sql<number>`rank() over (partition by ${observation.metric}
        order by ${observation.ends_on} desc, ${observation.starts_on} desc)`.as('place')
    })
    .from(observation)
    .innerJoin(series, eq(series.id, observation.series))
    .where(
      and(
        eq(observation.subject, code),
        inArray(observation.metric, [...KEY_METRICS]),
        or(isNull(observation.partner), eq(observation.partner, WORLD)),
        isNull(observation.direction),
        isNull(observation.mode),
        isNull(observation.product),
        like(series.calendar, YEARS)
      )
    )
    .as('newest')
  const rows = await snapshot.db
    .select({
      metric: observation.metric,
      name: metric.name,
      short_name: metric.short_name,
      unit: metric.unit,
      subject: observation.subject,
      partner: observation.partner,
      period: observation.period,
      id: observation.id,
      ...figureColumns(snapshot.tables)
    })
    .from(observation)
    .innerJoin(newest, and(eq(newest.id, observation.id), eq(newest.place, 1)))
    .innerJoin(metric, eq(metric.id, observation.metric))
    .innerJoin(source, eq(source.id, observation.source))
    .orderBy(desc(observation.ends_on), observation.id)
  const claims = Map.groupBy(rows, (row) => row.metric)
  return KEY_METRICS.flatMap((key) => {
    const claim = takeClaim(claims.get(key) ?? [], 'preferred')
    if (!claim?.period) return []
    const { id, subject, partner, period, ...figure } = claim
    const place = { direction: null, mode: null, product: null }
    const calendar = calendarOf(period) ?? ''
    const series = seriesId({ metric: key, subject, partner, ...place, calendar })
    return { ...figure, period, period_label: labelPeriod(period), observation: id, series }
  })
}
