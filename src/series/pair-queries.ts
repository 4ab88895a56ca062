// Finds the pairs of subject and partner that series of a page are about, along the author series
// that imports keep, without their claims.
import { and, asc, desc, eq, gt, isNotNull, isNull, or, sql } from '../db/orm.ts'
import { valuesOf } from '../db/statements.ts'
import type { Snapshot } from '../db/store.ts'
import { meetSubjectMatter } from '../observations/conditions.ts'
import type { From, Pair, PairConditions } from './queries.ts'

/** A pair, with the number of its claims that meet the conditions but those of time. */
export type CountedPair = Pair & { claims: number }

/** Lists at most `most` pairs, those with a partner first, as their claims are read. */
export async function listPairs(
  snapshot: Snapshot,
  { metric, conditions, partnered }: Omit<PairConditions, 'source' | 'pairs'>,
  { from, most }: { from: From | undefined; most: number }
): Promise<CountedPair[]> {
  const { series } = snapshot.tables
  const { subject, partner, observations } = series
  const wanted = { ...conditions, metric: [metric] }
  const rows = await snapshot.db
    .select({ subject, partner, claims: sql<number>`sum(${observations})` })
    .from(series)
    .where(
      and(
        isNotNull(series.calendar),
        partnered === 'yes' ? isNotNull(partner) : undefined,
        partnered === 'no' ? isNull(partner) : undefined,
        meetSubjectMatter(snapshot, { ...series, period: series.first_period }, wanted),
        from && isFromPair(snapshot.tables, from)
      )
    )
    .groupBy(subject, partner)
    .orderBy(desc(isNotNull(partner)), asc(subject), asc(partner))
    .limit(most)
    .prepare()
    .execute(valuesOf(wanted))
  return rows.map((row) => ({ ...row, claims: Number(row.claims) }))
}

/** Selects the pairs from one pair on, in the order of the list. */
function isFromPair({ series: { subject, partner } }: Snapshot['tables'], from: From) {
  const isSame = from.isIncluded ? eq(subject, from.subject) : undefined
  if (from.partner === null) return and(isNull(partner), or(gt(subject, from.subject), isSame))
  const isSamePair = isSame && eq(partner, from.partner)
  return or(
    isNull(partner),
    gt(subject, from.subject),
    and(eq(subject, from.subject), gt(partner, from.partner)),
    isSamePair
  )
}
