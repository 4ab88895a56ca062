import { listedById } from '../db/listed-by-id.ts'
import { listedIn, listsIt } from '../db/listed-in.ts'
import { and, eq, exists, inArray, or } from '../db/orm.ts'
import type { Snapshot } from '../db/store.ts'
import type { QueryOf } from '../http/parameters.ts'
import type { Leg, listLegsQuery } from './schemas.ts'

type LegFilters = QueryOf<typeof listLegsQuery>

/** The list of legs. */
export const legList = listedById('leg', selectLegs, meetFilters)

/** Finds a leg; undefined if none has this id. */
export async function findLeg(snapshot: Snapshot, id: string): Promise<Leg | undefined> {
  const [row] = await selectLegs(snapshot).where(eq(snapshot.tables.leg.id, id)).limit(1)
  return row
}

function meetFilters(
  { db, tables }: Snapshot,
  { place, country, mode, state, part_of, corridor }: LegFilters
) {
  const { leg, entity } = tables
  const lyingIn = (codes: string[]) =>
    db
      .select({ id: entity.id })
      .from(entity)
      .where(and(eq(entity.kind, 'leg'), listedIn(entity.countries, codes)))
  const listing = (corridors: string[]) =>
    db
      .select({ id: tables.corridor.id })
      .from(tables.corridor)
      .where(and(inArray(tables.corridor.id, corridors), listsIt(tables.corridor.legs, leg.id)))
  return and(
    place && or(inArray(leg.from, place), inArray(leg.to, place), listedIn(leg.passes, place)),
    country && inArray(leg.id, lyingIn(country)),
    mode && inArray(leg.mode, mode),
    state && inArray(leg.state, state),
    part_of && inArray(leg.part_of, part_of),
    corridor && exists(listing(corridor))
  )
}

function selectLegs({ db, tables: { leg } }: Snapshot) {
  const { id, from, to, mode, state, terrain, passes, part_of, note } = leg
  return db
    .select({ id, from, to, mode, state, terrain, passes, part_of, note })
    .from(leg)
    .$dynamic()
}
