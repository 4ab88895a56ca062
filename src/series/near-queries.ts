// Finds series near one that does not exist.
import { and, asc, desc, eq, inArray, isNotNull, or } from '../db/orm.ts'
import type { Snapshot } from '../db/store.ts'
import { type SeriesDimensions, seriesId } from '../series-id.ts'

/** So many author series are compared. A series has one for each of its authors. */
const READ_MAX = 200

/**
 * The series near one: of the same metric about the same things, in either order; else about one of
 * them; else any of the metric. Those that share most with it come first, then those with most
 * claims.
 */
export async function listNear(
  { db, tables: { series } }: Snapshot,
  wanted: SeriesDimensions
): Promise<SeriesDimensions[]> {
  const { metric, subject, partner } = wanted
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
      .limit(READ_MAX)
    const found = rows.map((row) => ({ ...row, calendar: row.calendar ?? '' }))
    const near = [...new Map(found.map((one) => [seriesId(one), one])).values()]
    if (near.length > 0)
      return near.sort((one, other) => shared(other, wanted) - shared(one, wanted))
  }
  return []
}

const PARTS = ['subject', 'partner', 'direction', 'mode', 'product', 'calendar'] as const

/** The number of parts that two ids share. */
function shared(one: SeriesDimensions, other: SeriesDimensions): number {
  return PARTS.filter((part) => one[part] === other[part]).length
}

/** Whether two series differ in nothing but their calendar. */
export function isOtherCalendar(one: SeriesDimensions, other: SeriesDimensions): boolean {
  return PARTS.every((part) => part === 'calendar' || one[part] === other[part])
}
