import { listedById } from '../db/listed-by-id.ts'
import { listedIn, listsIt } from '../db/listed-in.ts'
import { and, eq, exists, inArray, or } from '../db/orm.ts'
import type { Snapshot } from '../db/store.ts'
import type { QueryOf } from '../http/parameters.ts'
import type { Corridor, listCorridorsQuery } from './schemas.ts'

type CorridorFilters = QueryOf<typeof listCorridorsQuery>

/** The list of corridors. */
export const corridorList = listedById('corridor', selectCorridors, meetFilters)

/** Finds a corridor; undefined if none has this id. */
export async function findCorridor(snapshot: Snapshot, id: string): Promise<Corridor | undefined> {
  const [row] = await selectCorridors(snapshot).where(eq(snapshot.tables.corridor.id, id)).limit(1)
  return row
}

function meetFilters({ db, tables }: Snapshot, { parent, place }: CorridorFilters) {
  const { corridor, leg } = tables
  const touches =
    place && or(inArray(leg.from, place), inArray(leg.to, place), listedIn(leg.passes, place))
  return and(
    parent && inArray(corridor.parent, parent),
    touches &&
      exists(
        db
          .select({ id: leg.id })
          .from(leg)
          .where(and(touches, listsIt(corridor.legs, leg.id)))
      )
  )
}

function selectCorridors({ db, tables: { corridor } }: Snapshot) {
  const { id, parent, from, legs, source, note } = corridor
  return db.select({ id, parent, from, legs, source, note }).from(corridor).$dynamic()
}
