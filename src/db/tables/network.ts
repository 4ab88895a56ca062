// Tables of the transport network: legs between two places, and corridors that are legs in order.
// Both are entities too, which have their names and are what claims are about.
import { LEG_MODES, LEG_STATES, TERRAINS } from '../../vocabularies.ts'
import { sql } from '../orm.ts'
import type { Catalogue } from './catalogue.ts'
import { oneOf, reference, refersTo } from './constraints.ts'
import { type Imports, madeBy } from './imports.ts'
import type { Kit } from './kit.ts'

export function legColumns(k: Kit) {
  return {
    from: k.text().notNull(),
    to: k.text().notNull(),
    mode: k.text({ enum: LEG_MODES }).notNull(),
    state: k.text({ enum: LEG_STATES }).notNull(),
    terrain: k.text({ enum: TERRAINS }),
    /** Places inside the leg, in order, at which it does not end. */
    passes: k.json<string[]>().notNull(),
    part_of: k.text(),
    note: k.text()
  }
}

export function corridorColumns(k: Kit) {
  return {
    parent: k.text(),
    /** The place at which the first leg begins: legs have no direction. */
    from: k.text().notNull(),
    legs: k.json<string[]>().notNull(),
    source: k.text(),
    note: k.text()
  }
}

export function networkTables(k: Kit, imports: Imports, { entity, source }: Catalogue) {
  const leg = k.table(
    'leg',
    { id: k.text().primaryKey(), ...legColumns(k), revision: madeBy(k, imports) },
    (t) => [
      refersTo(k, t.id, entity.id),
      refersTo(k, t.from, entity.id),
      refersTo(k, t.to, entity.id),
      refersTo(k, t.part_of, entity.id),
      k.check('leg_mode', oneOf(t.mode, LEG_MODES)),
      k.check('leg_state', oneOf(t.state, LEG_STATES)),
      k.check('leg_terrain', oneOf(t.terrain, TERRAINS)),
      k.check('leg_ends', sql`${t.from} <> ${t.to}`),
      k.index('leg_by_from').on(t.from, t.id),
      k.index('leg_by_to').on(t.to, t.id),
      k.index('leg_by_part_of').on(t.part_of, t.id),
      k.index('leg_recorded').on(t.revision, t.id)
    ]
  )
  const leg_pass = k.table(
    'leg_pass',
    {
      leg: reference(k, () => leg.id).notNull(),
      place: reference(k, () => entity.id).notNull(),
      position: k.integer().notNull()
    },
    (t) => [
      k.primaryKey({ columns: [t.leg, t.place] }),
      k.index('leg_pass_by_place').on(t.place, t.leg)
    ]
  )
  const corridor = k.table(
    'corridor',
    { id: k.text().primaryKey(), ...corridorColumns(k), revision: madeBy(k, imports) },
    (t) => [
      refersTo(k, t.id, entity.id),
      refersTo(k, t.parent, entity.id),
      refersTo(k, t.from, entity.id),
      refersTo(k, t.source, source.id),
      k.index('corridor_by_parent').on(t.parent, t.id),
      k.index('corridor_by_from').on(t.from, t.id),
      k.index('corridor_by_source').on(t.source, t.id),
      k.index('corridor_recorded').on(t.revision, t.id)
    ]
  )
  const corridor_leg = k.table(
    'corridor_leg',
    {
      corridor: reference(k, () => corridor.id).notNull(),
      leg: reference(k, () => leg.id).notNull(),
      position: k.integer().notNull()
    },
    (t) => [
      k.primaryKey({ columns: [t.corridor, t.position] }),
      k.index('corridor_leg_by_leg').on(t.leg, t.corridor)
    ]
  )
  return { leg, leg_pass, corridor, corridor_leg }
}
