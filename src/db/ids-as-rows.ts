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

/** The same for a prepared statement, which gets the list as JSON under this name. */
export function idsGiven({ engine }: Pick<Snapshot, 'engine'>, name: string): SQL {
  const given = sql.placeholder(name)
  return engine === 'sqlite'
    ? sql`json_each(${given})`
    : sql`json_array_elements_text(${given}::json)`
}
