// The SQLite column kit: the vocabulary of `defineTables`. Its twin is postgres/kit.ts.
import type { SQL } from 'drizzle-orm'
import type { SQLiteColumn } from 'drizzle-orm/sqlite-core'
import { sql, sqlite } from '../orm.ts'

const { check, foreignKey, index, integer, primaryKey, real, sqliteTable: table, text } = sqlite

export { check, foreignKey, index, integer, primaryKey, real, table, text }

/** True or false; SQLite keeps 1 or 0. */
export const bool = () => integer({ mode: 'boolean' })

/** A JSON value, kept as text in both engines. */
export const json = <T>() => text({ mode: 'json' }).$type<T>()

/** An index column in descending order, nulls last. */
export const descending = (column: SQLiteColumn): SQL => sql`${column} desc`
