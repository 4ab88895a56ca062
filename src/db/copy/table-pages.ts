// Reads and writes whole tables in the order of their primary keys, one page at a time, so that
// millions of rows need no more memory than hundreds.
import { createHash } from 'node:crypto'
import { setImmediate } from 'node:timers/promises'
import type { SQL } from 'drizzle-orm'
import type { AnySQLiteColumn } from 'drizzle-orm/sqlite-core'
import { getTableColumns, sql, sqlite } from '../orm.ts'
import { tables as definitions } from '../sqlite/schema.ts'
import { statement } from '../statements.ts'
import type { Snapshot } from '../store.ts'
import type { Tables } from '../tables/define.ts'

/** 500 rows of the widest table take 11,500 of the 32,766 parameters that a statement may have. */
const PAGE_ROWS = 500

export type TableName = keyof Tables
export type Row = Record<string, unknown>
/** The content of a table: equal checksums mean equal rows, whatever the engine. */
export type Content = { rows: number; checksum: string }

/** All tables, parents before children: the order of `defineTables`. */
export const TABLE_NAMES = Object.keys(definitions) as TableName[]

/** The name of a table in the database. */
export function titleOf(name: TableName): string {
  return sqlite.getTableConfig(definitions[name]).name
}

/** Counts the rows of a table. */
export async function countRows({ db, tables }: Snapshot, name: TableName): Promise<number> {
  const [counted] = await db.select({ rows: sql`count(*)` }).from(tables[name])
  return Number(counted?.rows)
}

/**
 * Inserts a page. The statement is kept, because building one of 500 rows takes longer than running
 * it.
 */
export async function insertPage(
  { db, tables }: Snapshot,
  name: TableName,
  page: Row[]
): Promise<void> {
  if (page.length === 0) return
  const insert = statement(db, `insert ${name} ${page.length}`, () => {
    const columns = Object.keys(getTableColumns(tables[name]))
    const rows = page.map((_, index) =>
      Object.fromEntries(columns.map((column) => [column, sql.placeholder(`${index}.${column}`)]))
    )
    return (
      db
        .insert(tables[name])
        // Rows of any table, read from a table of the same name.
        .values(rows as never)
        .prepare()
    )
  })
  await insert.execute(
    Object.fromEntries(
      page.flatMap((row, index) =>
        Object.entries(row).map(([column, value]) => [`${index}.${column}`, value])
      )
    )
  )
}

/** Passes every row of a table to `take`, and returns its content. */
export async function readTable(
  snapshot: Snapshot,
  name: TableName,
  take: (page: Row[]) => void | Promise<void>
): Promise<Content> {
  const hash = createHash('sha256')
  let rows = 0
  for await (const page of readPages(snapshot, name)) {
    for (const row of page) hash.update(`${JSON.stringify(Object.values(row))}\n`)
    rows += page.length
    await take(page)
    // SQLite never leaves the thread while it answers, and used memory is freed only in between.
    await setImmediate()
  }
  // The count comes from the database, not from the pages: if both sides were read in the same
  // wrong way, they would look equal.
  const counted = await countRows(snapshot, name)
  if (counted !== rows) throw new Error(`${counted} rows are counted but ${rows} were read`)
  return { rows, checksum: hash.digest('hex') }
}

async function* readPages({ db, tables }: Snapshot, name: TableName): AsyncGenerator<Row[]> {
  const table = tables[name]
  const columns = getTableColumns(table) as Record<string, AnySQLiteColumn>
  const names = primaryKeyOf(name)
  const key = names.flatMap((one) => columns[one] ?? [])
  let after: SQL | undefined
  for (;;) {
    const page: Row[] = await db
      .select()
      .from(table)
      .where(after)
      .orderBy(...key)
      .limit(PAGE_ROWS)
    const last = page.at(-1)
    if (last) yield page
    if (!last || page.length < PAGE_ROWS) return
    const values = names.map((one) => sql`${last[one]}`)
    after = sql`(${sql.join(key, sql`, `)}) > (${sql.join(values, sql`, `)})`
  }
}

/** The columns of the primary key; both engines have them by the same names. */
function primaryKeyOf(name: TableName): string[] {
  const { columns, primaryKeys } = sqlite.getTableConfig(definitions[name])
  const single = columns.filter((column) => column.primary)
  return (primaryKeys[0]?.columns ?? single).map((column) => column.name)
}
