import type { SQL } from 'drizzle-orm'
import type { AnySQLiteColumn } from 'drizzle-orm/sqlite-core'
import { sql } from '../orm.ts'

/** For every reference: a row that others refer to cannot be deleted. */
export const RESTRICT = { onDelete: 'restrict' } as const

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
