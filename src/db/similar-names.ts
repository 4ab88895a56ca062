// Finds entities that have almost the same name, for suggestions in errors.
import { distance } from 'fastest-levenshtein'
import { nameKey } from '../name-key.ts'
import { ENGLISH_RANKS } from '../name-ranks.ts'
import { and, eq, inArray } from './orm.ts'
import type { Snapshot } from './store.ts'

const SHOWN_MAX = 5
const COMPARED_CHARACTERS_MAX = 100
/** A name of five letters may have one letter wrong, a name of ten letters two. */
const CHARACTERS_AN_EDIT = 5

/**
 * The ids of entities that have a name in English almost like the text, the nearest first. Only
 * errors ask for them, because all these names are compared.
 */
export async function similarNames(
  { db, tables: { entity, entity_name } }: Snapshot,
  noun: 'entity' | 'country',
  text: string
): Promise<string[]> {
  const key = nameKey(text.slice(0, COMPARED_CHARACTERS_MAX))
  const farthest = Math.floor(key.length / CHARACTERS_AN_EDIT)
  if (farthest === 0) return []
  const rows = await db
    .select({ key: entity_name.key, id: entity_name.entity })
    .from(entity_name)
    .innerJoin(entity, eq(entity.id, entity_name.entity))
    .where(
      and(
        inArray(entity_name.rank, ENGLISH_RANKS),
        noun === 'country' ? eq(entity.kind, 'country') : undefined
      )
    )
  const near = rows
    .map((row) => ({ id: row.id, far: distance(row.key, key) }))
    .filter(({ far }) => far <= farthest)
    .sort((a, b) => a.far - b.far || (a.id < b.id ? -1 : 1))
  return [...new Set(near.map(({ id }) => id))].slice(0, SHOWN_MAX)
}
