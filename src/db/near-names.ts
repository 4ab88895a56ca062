// Finds the places whose better known names are one edit away from a name in another language.
import { distance } from 'fastest-levenshtein'
import { ENGLISH_RANKS, RANK } from '../name-ranks.ts'
import { inArray } from './orm.ts'
import type { Snapshot } from './store.ts'

/** With shorter names, one letter turns a name into another. */
const CHARACTERS_MIN = 4

/** The ids of such places by key, in order. All names in English are read, which are few. */
export async function findNearNames(
  { db, tables: { entity_name } }: Snapshot,
  keys: readonly string[]
): Promise<Map<string, string[]>> {
  const { key, entity, rank } = entity_name
  const names = ENGLISH_RANKS.filter((one) => one !== RANK.code)
  const rows = await db.select({ key, entity }).from(entity_name).where(inArray(rank, names))
  const known = rows.filter((row) => row.key.length >= CHARACTERS_MIN)
  return new Map(
    keys
      .filter((one) => one.length >= CHARACTERS_MIN)
      .map((one) => {
        const near = known.filter((row) => isOneEditAway(row.key, one))
        return [one, [...new Set(near.map((row) => row.entity))].sort()]
      })
  )
}

function isOneEditAway(name: string, other: string): boolean {
  return Math.abs(name.length - other.length) <= 1 && distance(name, other) === 1
}
