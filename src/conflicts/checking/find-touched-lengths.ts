// Finds what a change of the network, of relations or of sources touches: the lengths of legs, and
// so the sums along corridors.
import type { SQL } from 'drizzle-orm'
import { and, eq, inArray, isNull, sql } from '../../db/orm.ts'
import { chunks, type Row } from '../../db/rows.ts'
import type { Snapshot } from '../../db/store.ts'
import type { Claim } from '../model/checks.ts'
import { LEG_LENGTH } from '../model/identities.ts'

/** What a change has touched, beside claims, that decides lengths. */
export type TouchedLengths = {
  /** Corridors that come, change or go. */
  corridors: Iterable<string>
  /** Claims that are preferred to others, or no longer are. */
  preferred: Iterable<string>
  /** Sources with a change of a column that the rules read. */
  sources: Iterable<string>
}

/** The corridors and the preferred claims among rows that come, change or go. */
export function findLengthRows(
  noun: string,
  rows: readonly Row[]
): Pick<TouchedLengths, 'corridors' | 'preferred'> {
  const preferring = rows.filter(({ kind }) => noun === 'relation' && kind === 'preferred_over')
  return {
    corridors: noun === 'corridor' ? rows.map(({ id }) => String(id)) : [],
    preferred: preferring.map(({ observation }) => String(observation))
  }
}

type LengthPlace = Pick<Claim, 'metric' | 'subject' | 'partner'>

/** The places of the lengths that may count more or less than before. */
export async function findPlacesOfLengths(
  { db, tables: { observation } }: Snapshot,
  { preferred, sources }: TouchedLengths
): Promise<LengthPlace[]> {
  const { id, metric, subject, partner, source } = observation
  const found: LengthPlace[] = []
  const select = (condition: SQL) =>
    db
      .selectDistinct({ metric, subject, partner })
      .from(observation)
      .where(and(eq(metric, LEG_LENGTH), isNull(partner), condition))
  for (const ids of chunks(preferred)) found.push(...(await select(inArray(id, ids))))
  // An expression keeps engines from reading all claims of a source: lengths are fewer.
  for (const ids of chunks(sources))
    found.push(...(await select(inArray(sql`${source} || ''`, ids))))
  return found
}
