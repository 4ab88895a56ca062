// Finds the places whose better known names are one edit away from a name in another language.
import { distance } from 'fastest-levenshtein'
import { ENGLISH_RANKS, RANK } from '../name-ranks.ts'
import { and, gte, inArray, lte, sql } from './orm.ts'
import { statement } from './statements.ts'
import type { Snapshot } from './store.ts'

/** With shorter names, one letter turns a name into another. */
const CHARACTERS_MIN = 4

/**
 * The ids of such places by key, in order. The database leaves out names that are too long or too
 * short: reading all of them would keep other requests waiting.
 */
export async function findNearNames(
  snapshot: Snapshot,
  keys: readonly string[]
): Promise<Map<string, string[]>> {
  const wanted = keys.filter((one) => one.length >= CHARACTERS_MIN)
  if (wanted.length === 0) return new Map()
  // Databases count whole characters.
  const lengths = wanted.map((one) => [...one].length)
  const [shortest, longest] = [Math.min(...lengths) - 1, Math.max(...lengths) + 1]
  const rows = await readNames(snapshot, Math.max(shortest, CHARACTERS_MIN), longest)
  return new Map(
    wanted.map((one) => {
      const near = rows.filter((row) => isOneEditAway(row.key, one))
      return [one, [...new Set(near.map((row) => row.entity))].sort()]
    })
  )
}

/** The names in English of these lengths. The statement is kept, because building it costs more. */
function readNames({ db, tables: { entity_name } }: Snapshot, shortest: number, longest: number) {
  const { key, entity, rank } = entity_name
  const names = ENGLISH_RANKS.filter((one) => one !== RANK.code)
  const length = sql`length(${key})`
  const prepared = statement(db, 'near names', () =>
    db
      .select({ key, entity })
      .from(entity_name)
      .where(
        and(
          inArray(rank, names),
          gte(length, sql.placeholder('shortest')),
          lte(length, sql.placeholder('longest'))
        )
      )
      .prepare()
  )
  return prepared.execute({ shortest, longest })
}

function isOneEditAway(name: string, other: string): boolean {
  return Math.abs(name.length - other.length) <= 1 && distance(name, other) === 1
}
