// The SQLite column kit: the vocabulary of `defineTables`. Its twin is kit.postgres.ts.
import { type SQL, sql } from 'drizzle-orm'
import { integer, type SQLiteColumn, text } from 'drizzle-orm/sqlite-core'

export {
  check,
  foreignKey,
  index,
  integer,
  primaryKey,
  real,
  sqliteTable as table,
  text
} from 'drizzle-orm/sqlite-core'

/** True or false; SQLite keeps 1 or 0. */
export const bool = () => integer({ mode: 'boolean' })

/** A JSON value, kept as text in both engines. */
export const json = <T>() => text({ mode: 'json' }).$type<T>()

/** An index column in descending order, nulls last. */
export const descending = (column: SQLiteColumn): SQL => sql`${column} desc`
