// Finds out which ids exist. Every question is a look-up in a primary key.

import { contains, containsWord } from '../db/contains.ts'
import { recall } from '../db/memory.ts'
import { and, asc, desc, eq, gte, inArray, lt, ne, type SQL, sql } from '../db/orm.ts'
import { statement, valuesOf } from '../db/statements.ts'
import type { Snapshot } from '../db/store.ts'
import type { Noun } from '../nouns.ts'

/** The tables whose rows a parameter or path can name. */
export type NamedNoun = Exclude<Noun, 'relation'> | 'country'

/**
 * How many ids on each side of an unknown id are compared with it. Small tables are compared
 * completely.
 */
const NEIGHBOURS_EACH_SIDE = 1_000
const GROUPS_SHOWN_MAX = 20
const NAME_CHARACTERS_MIN = 3
const NAME_CHARACTERS_MAX = 100

/** The ids among these that exist, in no particular order. */
export async function existingIds(
  snapshot: Snapshot,
  noun: NamedNoun,
  ids: string[]
): Promise<string[]> {
  const found = await recall(snapshot, `id of ${noun}`, ids, async (missing) =>
    (await readIds(snapshot, noun, missing)).map((id) => [id, true] as const)
  )
  return [...found.keys()]
}

async function readIds({ db, tables }: Snapshot, noun: NamedNoun, ids: string[]) {
  const id = idOf(tables, noun)
  const prepared = statement(db, `existing ${noun} ${ids.length}`, () => {
    const wanted = ids.map((_, index) => sql.placeholder(`id${index}`))
    return db.select({ id }).from(tables[noun]).where(inArray(id, wanted)).prepare()
  })
  const rows = await prepared.execute(valuesOf({ id: ids }))
  return rows.map((row) => row.id)
}

/** Whether an entity has a kind. */
export async function entityIsA(
  { db, tables: { entity } }: Snapshot,
  id: string,
  kind: 'country' | 'group'
): Promise<boolean> {
  const rows = await db
    .select({ id: entity.id })
    .from(entity)
    .where(and(eq(entity.id, id), eq(entity.kind, kind)))
    .limit(1)
  return rows.length > 0
}

/** The ids of groups, as many as an error should list. */
export async function groupIds({ db, tables: { entity } }: Snapshot): Promise<string[]> {
  const rows = await db
    .select({ id: entity.id })
    .from(entity)
    .where(eq(entity.kind, 'group'))
    .orderBy(asc(entity.id))
    .limit(GROUPS_SHOWN_MAX)
  return rows.map((row) => row.id)
}

/**
 * The ids of rows that have this text in their names. Texts of one or two characters match too
 * much.
 */
export async function idsWithText(
  { db, tables }: Snapshot,
  noun: NamedNoun,
  text: string,
  limit: number
): Promise<string[]> {
  if (isNameless(noun) || text.length < NAME_CHARACTERS_MIN) return []
  const table = noun === 'country' ? tables.entity : tables[noun]
  // A part in the middle of a word names another place more often than the one meant.
  const holds = noun === 'country' || noun === 'entity' ? containsWord : contains
  const isCountry = noun === 'country' ? eq(tables.entity.kind, 'country') : undefined
  const rows = await db
    .select({ id: table.id })
    .from(table as typeof tables.scenario)
    .where(and(holds(table.search_text, text.slice(0, NAME_CHARACTERS_MAX)), isCountry))
    .orderBy(asc(table.id))
    .limit(limit)
  return rows.map((row) => row.id)
}

/** The nouns whose rows have no names. Those of legs and corridors are names of entities. */
const NAMELESS = ['observation', 'projection', 'event', 'leg', 'corridor'] as const

function isNameless(noun: NamedNoun): noun is (typeof NAMELESS)[number] {
  return NAMELESS.some((one) => one === noun)
}

/** The ids that sort next to `near`, at most {@link NEIGHBOURS_EACH_SIDE} on each side. */
export async function neighbourIds({ db, tables }: Snapshot, noun: NamedNoun, near: string) {
  const id = idOf(tables, noun)
  const nextIds = (where: SQL | undefined, order: SQL) =>
    db.select({ id }).from(tables[noun]).where(where).orderBy(order).limit(NEIGHBOURS_EACH_SIDE)
  const after = await nextIds(and(gte(id, near), ne(id, near)), asc(id))
  const before = await nextIds(lt(id, near), desc(id))
  return [...before, ...after].map((row) => row.id)
}

function idOf(tables: Snapshot['tables'], noun: NamedNoun) {
  return noun === 'country' ? tables.country.code : tables[noun].id
}
