// Counts claims that name no period and so are not in any series.
import type { SQL } from 'drizzle-orm'
import { and, eq, inArray, isNull, or, sql } from '../db/orm.ts'
import type { Snapshot } from '../db/store.ts'
import type { SeriesPlace } from './points.ts'
import type { Pair } from './queries.ts'

type Counts = Map<string, number>

/** The most claims without a period that are counted for one page. */
const UNDATED_MAX = 10_000

/** Counts the claims without a period about some pairs, by {@link placeKey}. */
export async function countUndated(
  { db, tables: { observation } }: Snapshot,
  metric: string,
  pairs: readonly Pair[]
): Promise<Counts> {
  if (pairs.length === 0) return new Map()
  const { subject, partner, direction, mode, product, ends_on } = observation
  const rows = await db
    .select({ subject, partner, direction, mode, product })
    .from(observation)
    .where(and(eq(observation.metric, metric), isNull(ends_on), isOneOf(observation, pairs)))
    .limit(UNDATED_MAX)
  const counts: Counts = new Map()
  for (const row of rows) counts.set(placeKey(row), (counts.get(placeKey(row)) ?? 0) + 1)
  return counts
}

function isOneOf(
  { subject, partner }: Snapshot['tables']['observation'],
  pairs: readonly Pair[]
): SQL | undefined {
  const [alone, both] = [
    pairs.filter((one) => one.partner === null),
    pairs.filter((one) => one.partner !== null)
  ]
  const values = sql.join(
    both.map((one) => sql`(${one.subject}, ${one.partner})`),
    sql`, `
  )
  return or(
    both.length > 0 ? sql`(${subject}, ${partner}) in (values ${values})` : undefined,
    alone.length > 0
      ? and(
          isNull(partner),
          inArray(
            subject,
            alone.map((one) => one.subject)
          )
        )
      : undefined
  )
}

/** What claims are about, as one text. */
export function placeKey({ subject, partner, direction, mode, product }: SeriesPlace): string {
  return JSON.stringify([subject, partner, direction, mode, product])
}
