// Reads and writes rows of any table by the names of columns, some at a time. Building a statement
// for a hundred rows takes longer than running it, so statements are kept. Rows are cut into pieces
// of few sizes, so that few statements are kept.
import type { AnySQLiteColumn } from 'drizzle-orm/sqlite-core'
import { engineOf } from './engine-of.ts'
import { getTableColumns, getTableName, inArray, sql } from './orm.ts'
import { statement } from './statements.ts'
import type { Db } from './store.ts'
import type { Tables } from './tables/define.ts'

export type Row = Record<string, unknown>
type Table = Tables[keyof Tables]

const ROWS_A_STATEMENT = 500
/**
 * The sizes of pieces. A hundred rows of the widest table take 2,300 of the 32,766 parameters that
 * a statement may have.
 */
const PIECES = [100, 10, 1]
/**
 * SQLite copies each page that a statement of several rows changes, so that it can undo the
 * statement: inserting one row at a time is twice as fast.
 */
const INSERTED = { sqlite: [1], postgres: PIECES }

/** Reads the rows whose `key` is among the values. */
export async function selectRows(
  db: Db,
  table: Table,
  key: string,
  values: readonly string[]
): Promise<Row[]> {
  const rows: Row[] = []
  for (const piece of cutIntoPieces(values)) {
    const select = statement(db, `rows of ${getTableName(table)} by ${piece.length} ${key}`, () =>
      db
        .select()
        .from(table)
        .where(
          inArray(
            columnOf(table, key),
            piece.map((_, index) => sql.placeholder(`${index}`))
          )
        )
        .prepare()
    )
    const found: Row[] = await select.execute(
      Object.fromEntries(piece.map((value, index) => [`${index}`, value]))
    )
    rows.push(...found)
  }
  return rows
}

/**
 * Inserts rows. A column that a row does not name becomes null. With `ifNew`, rows whose key exists
 * already are left out.
 */
export async function insertRows(
  db: Db,
  table: Table,
  rows: readonly Row[],
  { ifNew = false } = {}
): Promise<void> {
  if (rows.length === 0) return
  for (const piece of cutIntoPieces(rows, INSERTED[engineOf(db)])) {
    const { insert, fields } = statement(
      db,
      `insert ${piece.length} ${getTableName(table)}${ifNew ? ' if new' : ''}`,
      () => prepareInsert(db, table, piece.length, ifNew)
    )
    const values: Row = {}
    for (const { name, row, column } of fields) values[name] = piece[row]?.[column] ?? null
    await insert.execute(values)
  }
}

/** Prepares the statement, and lists which field of which row fills each placeholder. */
function prepareInsert(db: Db, table: Table, size: number, ifNew: boolean) {
  const columns = Object.keys(getTableColumns(table))
  const rows = Array.from({ length: size }, (_, row) =>
    columns.map((column) => ({ name: `${row}.${column}`, row, column }))
  )
  const values = rows.map((fields) =>
    Object.fromEntries(fields.map(({ name, column }) => [column, sql.placeholder(name)]))
  )
  // The table may be any, so its columns are known only by name, here and in the update.
  const query = db.insert(table).values(values as never)
  return { insert: (ifNew ? query.onConflictDoNothing() : query).prepare(), fields: rows.flat() }
}

/** Replaces all columns of the row with this key. */
export async function updateRow(db: Db, table: Table, key: string, row: Row): Promise<void> {
  const columns = Object.keys(getTableColumns(table))
  const update = statement(db, `update ${getTableName(table)}`, () =>
    db
      .update(table)
      .set(
        // The columns of any table, which the types cannot name.
        Object.fromEntries(
          columns
            .filter((column) => column !== key)
            .map((column) => [column, sql.placeholder(column)])
        ) as never
      )
      .where(inArray(columnOf(table, key), [sql.placeholder(key)]))
      .prepare()
  )
  await update.execute(Object.fromEntries(columns.map((column) => [column, row[column] ?? null])))
}

/** Deletes the rows whose `key` is among the values. */
export async function deleteRows(
  db: Db,
  table: Table,
  key: string,
  values: readonly string[]
): Promise<void> {
  for (const chunk of chunks(values))
    await db.delete(table).where(inArray(columnOf(table, key), chunk))
}

export function columnOf(table: Table, name: string): AnySQLiteColumn {
  const found = (getTableColumns(table) as Record<string, AnySQLiteColumn>)[name]
  if (!found) throw new Error(`no column ${name}`)
  return found
}

export function* chunks<T>(rows: Iterable<T>, size = ROWS_A_STATEMENT): Generator<T[]> {
  let chunk: T[] = []
  for (const row of rows) {
    if (chunk.push(row) < size) continue
    yield chunk
    chunk = []
  }
  if (chunk.length > 0) yield chunk
}

function* cutIntoPieces<T>(rows: readonly T[], sizes = PIECES): Generator<T[]> {
  let start = 0
  for (const size of sizes) {
    for (; rows.length - start >= size; start += size) yield rows.slice(start, start + size)
  }
}
