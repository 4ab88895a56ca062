// Counts series without reading their claims: along the author series that imports keep.
import type { SQL } from 'drizzle-orm'
import { countFound } from '../db/count-rows.ts'
import { and, eq, exists, inArray, isNotNull } from '../db/orm.ts'
import { valuesOf } from '../db/statements.ts'
import type { Snapshot } from '../db/store.ts'
import type { Counted } from '../http/page.ts'
import { meetSpan, meetSubjectMatter } from '../observations/conditions.ts'
import type { SeriesFilters } from './page.ts'
import { hasFewClaims } from './queries.ts'
import { sourceOf } from './rules.ts'

/**
 * Counts series, at most `most`, unless their claims would have to be read: author series are kept
 * only as they are now, and the claims of a source can be very many.
 */
export async function countSeries(
  snapshot: Snapshot,
  { metric, rule, conditions }: SeriesFilters,
  most: number
): Promise<Counted> {
  const source = sourceOf(rule)
  if (snapshot.now) return 'is_past'
  if (source !== undefined && !(await hasFewClaims(snapshot, source))) return 'takes_too_long'
  const { series } = snapshot.tables
  const { subject, partner, direction, mode, product, calendar } = series
  const wanted = { ...conditions, metric: [metric.id] }
  const rows = snapshot.db
    .selectDistinct({ subject, partner, direction, mode, product, calendar })
    .from(series)
    .where(
      and(
        isNotNull(calendar),
        meetSubjectMatter(snapshot, { ...series, period: series.first_period }, wanted),
        hasClaims(snapshot, wanted, source)
      )
    )
  return countFound(snapshot.db, rows.$dynamic(), most, valuesOf(wanted))
}

/**
 * Whether an author series has a claim in the span, read in these sources and taken by the rule.
 */
function hasClaims(
  snapshot: Snapshot,
  { metric, source: read, from, to }: SeriesFilters['conditions'],
  source: string | undefined
): SQL | undefined {
  const { db, tables } = snapshot
  const { observation, series } = tables
  const claims = db.select({ series: observation.series }).from(observation)
  const isInSpan = meetSpan(snapshot, { from, to })
  if (source !== undefined || read)
    return inArray(
      series.id,
      claims.where(
        and(
          metric && inArray(observation.metric, metric),
          read && inArray(observation.source, read),
          source === undefined ? undefined : eq(observation.source, source),
          isInSpan
        )
      )
    )
  return isInSpan && exists(claims.where(and(eq(observation.series, series.id), isInSpan)))
}
