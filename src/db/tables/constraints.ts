import type { SQL } from 'drizzle-orm'
import type { AnySQLiteColumn } from 'drizzle-orm/sqlite-core'
import { sql } from '../orm.ts'
import type { Kit } from './kit.ts'

/** For every reference: a row that others refer to cannot be deleted. */
export const RESTRICT = { onDelete: 'restrict' } as const

/** A column that names a row of another table. */
export function reference(k: Kit, to: () => AnySQLiteColumn) {
  return k.text().references(to, RESTRICT)
}

/** The same for a column that shares its definition with a history, which refers to nothing. */
export function refersTo(k: Kit, column: AnySQLiteColumn, to: AnySQLiteColumn) {
  return k.foreignKey({ columns: [column], foreignColumns: [to] }).onDelete('restrict')
}

const LARGEST_DOUBLE = '1.7976931348623157e308'

/** `column in ('a', 'b')`; null passes, as in every SQL check. */
export function oneOf(column: AnySQLiteColumn, words: readonly string[]): SQL {
  return sql`${column} in (${sql.raw(words.map((word) => `'${word}'`).join(', '))})`
}

/**
 * True for every finite double: SQLite turns NaN into null, PostgreSQL sorts it above all numbers.
 */
export function finite(column: AnySQLiteColumn): SQL {
  return sql`${column} between ${sql.raw(`-${LARGEST_DOUBLE}`)} and ${sql.raw(LARGEST_DOUBLE)}`
}

/**
 * A figure has a value, or a low and a high end in order. Imports validate which bound goes with
 * which.
 */
export function wholeFigure(
  value: AnySQLiteColumn,
  low: AnySQLiteColumn,
  high: AnySQLiteColumn
): SQL {
  const isGiven = sql`${value} is not null or (${low} is not null and ${high} is not null)`
  return sql`(${isGiven}) and (${low} is null or ${low} <= ${high})`
}
