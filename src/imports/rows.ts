// Rows of any table, by their columns' names, a few hundred at a time.
import type { AnySQLiteColumn } from 'drizzle-orm/sqlite-core'
import { getTableColumns, inArray } from '../db/orm.ts'
import type { Db } from '../db/store.ts'
import type { Tables } from '../db/tables.ts'

export type Row = Record<string, unknown>

const ROWS_A_STATEMENT = 500

/** The rows whose `key` is among the values. */
export async function selectRows(db: Db, table: Tables[keyof Tables], key: string, values: readonly string[]): Promise<Row[]> {
  const rows: Row[] = []
  for (const chunk of chunks(values)) {
    const found: Row[] = await db
      .select()
      .from(table)
      .where(inArray(columnOf(table, key), chunk))
    rows.push(...found)
  }
  return rows
}

/** Inserts rows a few hundred at a time: one statement has a limited number of parameters. */
export async function insertRows(db: Db, table: Tables[keyof Tables], rows: readonly Row[]): Promise<void> {
  for (const chunk of chunks(rows)) await db.insert(table).values(chunk as never)
}

/** Deletes the rows whose `key` is among the values. */
export async function deleteRows(db: Db, table: Tables[keyof Tables], key: string, values: readonly string[]): Promise<void> {
  for (const chunk of chunks(values)) await db.delete(table).where(inArray(columnOf(table, key), chunk))
}

export function columnOf(table: Tables[keyof Tables], name: string): AnySQLiteColumn {
  const found = (getTableColumns(table) as Record<string, AnySQLiteColumn>)[name]
  if (!found) throw new Error(`no column ${name}`)
  return found
}

export function* chunks<T>(rows: readonly T[]): Generator<T[]> {
  for (let start = 0; start < rows.length; start += ROWS_A_STATEMENT) yield rows.slice(start, start + ROWS_A_STATEMENT)
}
