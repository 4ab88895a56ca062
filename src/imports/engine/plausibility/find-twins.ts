// Finds claims that say the same as a new one under another id, as when a file is imported twice
// with made-up ids.
import { sql } from '../../../db/orm.ts'
import { chunks } from '../../../db/rows.ts'
import { statement } from '../../../db/statements.ts'
import type { Snapshot } from '../../../db/store.ts'
import type { TableRows } from '../storage/stored-rows.ts'

type Claim = Pick<
  TableRows['observation'][number],
  'id' | 'series' | 'ends_on' | 'period' | 'value' | 'low' | 'high' | 'source'
>
/** Each query has two texts a claim. */
const CLAIMS_A_QUERY = 200
/** A period of a series has few claims; more are not compared. */
const PEERS_MAX = 5_000

/**
 * For each of the claims that have been written just now, the id of another claim of the same
 * series, period, source and figure, if there is one. Of two new claims, only the later one has a
 * twin. Claims without a period are not compared.
 */
export async function findTwins(
  snapshot: Snapshot,
  written: readonly Claim[]
): Promise<Map<string, string>> {
  const twins = new Map<string, string>()
  const dated = written.filter(({ period }) => period !== null)
  for (const claims of chunks(dated, CLAIMS_A_QUERY)) {
    const others = new Map<string, string[]>()
    for (const row of await readPeers(snapshot, claims)) {
      const ids = others.get(contentOf(row)) ?? []
      others.set(contentOf(row), ids)
      ids.push(row.id)
    }
    const later = new Set(claims.map(({ id }) => id))
    for (const claim of claims) {
      const twin = others.get(contentOf(claim))?.find((id) => !later.has(id))
      later.delete(claim.id)
      if (twin) twins.set(claim.id, twin)
    }
  }
  return twins
}

/**
 * Every claim of the same author series and last day, along the index of series. One statement of
 * fixed size; repeated places fill the unused ones.
 */
async function readPeers({ db, tables: { observation } }: Snapshot, claims: readonly Claim[]) {
  const { id, series, ends_on, period, value, low, high, source } = observation
  const places = Array.from({ length: CLAIMS_A_QUERY }, (_, index) => index)
  const prepared = statement(db, 'claims of a series and a day', () => {
    const pairs = places.map(
      (place) => sql`(${sql.placeholder(`series${place}`)}, ${sql.placeholder(`day${place}`)})`
    )
    return db
      .select({ id, series, ends_on, period, value, low, high, source })
      .from(observation)
      .where(sql`(${series}, ${ends_on}) in (values ${sql.join(pairs, sql`, `)})`)
      .limit(PEERS_MAX)
      .prepare()
  })
  const values = places.flatMap((place): [string, unknown][] => {
    const claim = claims[place] ?? claims[0]
    return [
      [`series${place}`, claim?.series],
      [`day${place}`, claim?.ends_on]
    ]
  })
  return prepared.execute(Object.fromEntries(values))
}

/** Everything that two claims have in common if they say the same. */
function contentOf({ series, period, value, low, high, source }: Claim): string {
  return `${series} ${period} ${value ?? ''} ${low ?? ''} ${high ?? ''} ${source}`
}
