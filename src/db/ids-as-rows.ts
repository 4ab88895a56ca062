import { type SQL, sql } from './orm.ts'
import type { Snapshot } from './store.ts'

/**
 * Ids as a table with the column `value`: one parameter of a statement, however many they are. Each
 * engine has another name for a list given as JSON.
 */
export function idsAsRows({ engine }: Pick<Snapshot, 'engine'>, ids: readonly string[]): SQL {
  const text = JSON.stringify(ids)
  return engine === 'sqlite'
    ? sql`json_each(${text})`
    : sql`json_array_elements_text(${text}::json)`
}
