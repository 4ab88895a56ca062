// Finds series near one that does not exist.
import { and, asc, desc, eq, inArray, isNotNull, or } from '../db/orm.ts'
import type { Snapshot } from '../db/store.ts'
import { type SeriesDimensions, seriesId } from '../series-id.ts'

const NEAR_MAX = 5

/**
 * The addresses of series near one: of the same metric about the same things, in either order; else
 * about one of them; else any of the metric. Those with most claims come first.
 */
export async function listNear(
  { db, tables: { series } }: Snapshot,
  { metric, subject, partner }: SeriesDimensions
): Promise<string[]> {
  const about = partner === null ? [subject] : [subject, partner]
  const ofThese =
    partner === null
      ? or(eq(series.subject, subject), eq(series.partner, subject))
      : and(inArray(series.subject, about), inArray(series.partner, about))
  for (const condition of [ofThese, inArray(series.subject, about), undefined]) {
    const rows = await db
      .select({
        metric: series.metric,
        subject: series.subject,
        partner: series.partner,
        direction: series.direction,
        mode: series.mode,
        product: series.product,
        calendar: series.calendar
      })
      .from(series)
      .where(and(eq(series.metric, metric), isNotNull(series.calendar), condition))
      .orderBy(desc(series.observations), asc(series.id))
      .limit(NEAR_MAX)
    const ids = rows.map((row) => seriesId({ ...row, calendar: row.calendar ?? '' }))
    if (ids.length > 0) return [...new Set(ids)].map((id) => `/v1/series/${id}`)
  }
  return []
}
