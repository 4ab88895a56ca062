// Reads what there are figures about, for messages. Author series are kept only as they are now.
import { and, asc, eq, inArray, isNotNull, isNull, or } from '../db/orm.ts'
import type { Snapshot } from '../db/store.ts'
import type { Thing } from './claim-queries.ts'

const SHOWN_MAX = 20
const NEAR_MAX = 5

/** Some partners that a metric has figures about with this subject. */
export async function listPartners(
  { db, tables: { series } }: Snapshot,
  metric: string,
  subject: string
): Promise<string[]> {
  const rows = await db
    .selectDistinct({ partner: series.partner })
    .from(series)
    .where(and(eq(series.metric, metric), eq(series.subject, subject), isNotNull(series.partner)))
    .orderBy(asc(series.partner))
    .limit(SHOWN_MAX)
  return rows.flatMap(({ partner }) => partner ?? [])
}

/** Some things of the same metric with the same sides, in any order, that have figures. */
export async function listThingsNear(
  { db, tables: { series } }: Snapshot,
  { metric, subject, partner }: Thing
): Promise<Omit<Thing, 'metric'>[]> {
  const sides = partner === null ? [subject] : [subject, partner]
  const isAmong = or(isNull(series.partner), inArray(series.partner, sides))
  return db
    .selectDistinct({
      subject: series.subject,
      partner: series.partner,
      direction: series.direction,
      mode: series.mode,
      product: series.product
    })
    .from(series)
    .where(
      and(
        eq(series.metric, metric),
        inArray(series.subject, sides),
        partner === null ? undefined : isAmong
      )
    )
    .orderBy(
      asc(series.subject),
      asc(series.partner),
      asc(series.direction),
      asc(series.mode),
      asc(series.product)
    )
    .limit(NEAR_MAX)
}
