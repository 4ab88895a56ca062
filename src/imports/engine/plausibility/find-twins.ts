// Finds claims, projections and events that say the same as a new one under another id, as when a
// file is imported twice with made-up ids.
import type { SQL } from 'drizzle-orm'
import { inArray, sql } from '../../../db/orm.ts'
import { chunks } from '../../../db/rows.ts'
import { statement } from '../../../db/statements.ts'
import type { Snapshot } from '../../../db/store.ts'
import type { Noun } from '../../../nouns.ts'

const ROWS_A_QUERY = 200
/**
 * Rows with more others beside them are not compared: each would be compared with all of them. One
 * author has few figures of a series for a day, and few projections of a subject.
 */
const COMPARED_MAX = 200
/** The nouns whose rows say something that another row can repeat. */
type Repeatable = 'observation' | 'projection' | 'event'

/**
 * For each noun, the first earlier row that says the same, along one index: of series, of the
 * subject, or of the entity with the day. Columns in `coalesce` keep SQLite from choosing another
 * index, with more rows for one key. Days are compared, because a period can be written in several
 * ways. Kinds of projections are not compared, because a file without the column gives targets. The
 * names of the outer table are written out, because Drizzle leaves them away.
 */
const TWINS = {
  observation: ifFew(
    sql`observation as twin
      where twin.series = observation.series and twin.ends_on = observation.ends_on`,
    sql`select twin.id from observation as twin
    where twin.series = observation.series and twin.ends_on = observation.ends_on
      and twin.starts_on = observation.starts_on and twin.source = observation.source
      and twin.value is not distinct from observation.value
      and twin.low is not distinct from observation.low
      and twin.high is not distinct from observation.high
      and (twin.revision < observation.revision or twin.id < observation.id)
    order by twin.revision, twin.id limit 1`
  ),
  projection: ifFew(
    sql`projection as twin where twin.subject = projection.subject`,
    sql`select twin.id from projection as twin
    where twin.subject = projection.subject and coalesce(twin.metric, '') = projection.metric
      and coalesce(twin.partner, '') = coalesce(projection.partner, '')
      and coalesce(twin.scenario, '') = projection.scenario
      and coalesce(twin.source, '') = projection.source
      and coalesce(twin.target_starts_on, '') = coalesce(projection.target_starts_on, '')
      and coalesce(twin.target_ends_on, '') = coalesce(projection.target_ends_on, '')
      and coalesce(twin.base_period, '') = coalesce(projection.base_period, '')
      and coalesce(twin.issued_on, '') = coalesce(projection.issued_on, '')
      and coalesce(twin.attributed_to, '') = coalesce(projection.attributed_to, '')
      and coalesce(twin.condition, '') = coalesce(projection.condition, '')
      and twin.bound = projection.bound
      and twin.base_value is not distinct from projection.base_value
      and twin.value is not distinct from projection.value
      and twin.low is not distinct from projection.low
      and twin.high is not distinct from projection.high
      and (twin.revision < projection.revision or twin.id < projection.id)
    order by twin.revision, twin.id limit 1`
  ),
  event: ifFew(
    sql`event as twin where twin.entity = event.entity and twin.starts_on = event.starts_on`,
    sql`select twin.id from event as twin
    where twin.entity = event.entity and twin.starts_on = event.starts_on
      and twin.ends_on = event.ends_on and coalesce(twin.kind, '') = event.kind
      and twin.title = event.title and twin.source = event.source
      and (twin.revision < event.revision or twin.id < event.id)
    order by twin.revision, twin.id limit 1`
  )
}

/** The twin of a row, unless more than {@link COMPARED_MAX} rows would be compared with it. */
function ifFew(compared: SQL, twin: SQL) {
  const some = sql`select 1 from ${compared} limit ${COMPARED_MAX + 1}`
  return sql<string | null>`(case
    when (select count(*) from (${some}) as compared) <= ${COMPARED_MAX}
    then (${twin}) end)`.as('twin')
}

/** Whether rows of a noun can repeat others. */
export function isRepeatable(noun: Noun): noun is Repeatable {
  return Object.hasOwn(TWINS, noun)
}

/**
 * For each of the rows that have been written just now, the id of another row that says the same,
 * if there is one. Of two new rows, only the one with the later id has a twin. Claims without a
 * period have none.
 */
export async function findTwins(
  snapshot: Snapshot,
  noun: Repeatable,
  written: readonly string[]
): Promise<Map<string, string>> {
  const twins = new Map<string, string>()
  for (const ids of chunks(written, ROWS_A_QUERY))
    for (const { id, twin } of await readTwins(snapshot, noun, ids)) if (twin) twins.set(id, twin)
  return twins
}

/** One statement of fixed size; repeated ids fill the unused places. */
async function readTwins({ db, tables }: Snapshot, noun: Repeatable, ids: readonly string[]) {
  const places = Array.from({ length: ROWS_A_QUERY }, (_, index) => `id${index}`)
  const { [noun]: table } = tables
  const prepared = statement(db, `twins of ${noun}`, () =>
    db
      .select({ id: table.id, twin: TWINS[noun] })
      .from(table)
      .where(
        inArray(
          table.id,
          places.map((place) => sql.placeholder(place))
        )
      )
      .prepare()
  )
  return prepared.execute(
    Object.fromEntries(places.map((place, index) => [place, ids[index] ?? ids[0]]))
  )
}
