// The SQLite column kit, with which `defineTables` describes tables. postgres/kit.ts is its
// counterpart.
import type { SQL } from 'drizzle-orm'
import type { SQLiteColumn } from 'drizzle-orm/sqlite-core'
import { sql, sqlite } from '../orm.ts'

const { check, foreignKey, index, integer, primaryKey, real, sqliteTable: table, text } = sqlite

export { check, foreignKey, index, integer, primaryKey, real, table, text }

/** True or false; SQLite stores 1 or 0. */
export const bool = () => integer({ mode: 'boolean' })

/** A JSON value, stored as text in both engines. */
export const json = <T>() => text({ mode: 'json' }).$type<T>()

/** An index column in descending order, nulls last. */
export const descending = (column: SQLiteColumn): SQL => sql`${column} desc`
