// Conditions on either side of a figure: an entity as subject or as partner, and the kinds of both.
import type { SQL, SQLWrapper } from 'drizzle-orm'
import { and, inArray, or, sql } from '../db/orm.ts'
import type { Snapshot } from '../db/store.ts'
import type { ENTITY_KINDS } from '../vocabularies.ts'

type Kind = (typeof ENTITY_KINDS)[number]

/** The ids are known to exist. `country` may be on either side. */
export type SideConditions = {
  country?: string[] | undefined
  subject_kind?: Kind[] | undefined
  partner_kind?: Kind[] | undefined
}
type Sides = { subject: SQLWrapper; partner: SQLWrapper }
/** How values stand in a statement: as they are, or as placeholders of these names. */
type Place = (name: keyof SideConditions, values: readonly unknown[]) => readonly unknown[]

/** True for figures whose sides meet all conditions. */
export function meetSides(
  snapshot: Snapshot,
  sides: Sides,
  { country, subject_kind, partner_kind }: SideConditions,
  place: Place = (_, values) => values
): SQL | undefined {
  const { subject, partner } = sides
  return and(
    country &&
      or(inArray(subject, place('country', country)), inArray(partner, place('country', country))),
    subject_kind && isOfKind(snapshot, subject, place('subject_kind', subject_kind)),
    partner_kind && isOfKind(snapshot, partner, place('partner_kind', partner_kind))
  )
}

/**
 * An expression in place of the column: engines then read figures in the order of the page, and do
 * not look up the figures of every entity of a kind.
 */
function isOfKind(
  { db, tables: { entity } }: Snapshot,
  side: SQLWrapper,
  kinds: readonly unknown[]
): SQL {
  const ids = db
    .select({ id: entity.id })
    .from(entity)
    .where(inArray(entity.kind, kinds as Kind[]))
  return inArray(sql`(${side} || '')`, ids)
}
