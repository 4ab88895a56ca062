// Finds claims that say the same as a new one under another id, as when a file is imported twice
// with made-up ids.
import { and, inArray, isNotNull, sql } from '../../../db/orm.ts'
import { chunks } from '../../../db/rows.ts'
import { statement } from '../../../db/statements.ts'
import type { Snapshot } from '../../../db/store.ts'

const CLAIMS_A_QUERY = 200
/**
 * The first earlier claim of the same author series, days, source and figure, along the index of
 * series. Days are compared, because a period can be written in several ways. The names of the
 * outer table are written out, because Drizzle leaves them away.
 */
const TWIN = sql<string | null>`(
  select twin.id from observation as twin
  where twin.series = observation.series and twin.ends_on = observation.ends_on
    and twin.starts_on = observation.starts_on and twin.source = observation.source
    and twin.value is not distinct from observation.value
    and twin.low is not distinct from observation.low
    and twin.high is not distinct from observation.high
    and (twin.revision < observation.revision or twin.id < observation.id)
  order by twin.revision, twin.id limit 1
)`.as('twin')

/**
 * For each of the claims that have been written just now, the id of another claim that says the
 * same, if there is one. Of two new claims, only the one with the later id has a twin. Claims
 * without a period have none.
 */
export async function findTwins(
  snapshot: Snapshot,
  written: readonly string[]
): Promise<Map<string, string>> {
  const twins = new Map<string, string>()
  for (const ids of chunks(written, CLAIMS_A_QUERY))
    for (const { id, twin } of await readTwins(snapshot, ids)) if (twin) twins.set(id, twin)
  return twins
}

/** One statement of fixed size; repeated ids fill the unused places. */
async function readTwins({ db, tables: { observation } }: Snapshot, ids: readonly string[]) {
  const places = Array.from({ length: CLAIMS_A_QUERY }, (_, index) => `id${index}`)
  const { id, period } = observation
  const prepared = statement(db, 'twins of claims', () =>
    db
      .select({ id, twin: TWIN })
      .from(observation)
      .where(
        and(
          inArray(
            id,
            places.map((place) => sql.placeholder(place))
          ),
          isNotNull(period)
        )
      )
      .prepare()
  )
  return prepared.execute(
    Object.fromEntries(places.map((place, index) => [place, ids[index] ?? ids[0]]))
  )
}
