// Writing one import: new rows are inserted, changed rows retired to their history and replaced, equal rows left alone.
import type { AnyColumn } from 'drizzle-orm'
import { getTableColumns, inArray } from '../db/orm.ts'
import type { Db, Snapshot } from '../db/store.ts'
import type { Tables } from '../db/tables.ts'
import type { TableRows } from './table-rows.ts'

const ROWS_A_STATEMENT = 500

type Row = Record<string, unknown>
/** What one table needs: rows to insert, and rows to replace together with the version they retire. */
export type Changes = { inserted: Row[]; corrected: { before: Row; after: Row }[] }

const KEY: Record<keyof TableRows, string> = {
  source: 'id',
  metric: 'id',
  entity: 'id',
  observation: 'id',
  projection: 'id',
  event: 'id',
  scenario: 'id',
  country: 'code',
  relation: 'id'
}

/** Compares rows with the table. Rows whose current version came with a revision in `keep` are left as they are. */
export async function findChanges(
  { db, tables }: Snapshot,
  name: keyof TableRows,
  rows: Row[],
  keep: ReadonlySet<number>
): Promise<Changes> {
  const table = tables[name]
  const key = KEY[name]
  const changes: Changes = { inserted: [], corrected: [] }
  for (const chunk of chunks(rows)) {
    const ids = chunk.map((row) => String(row[key]))
    const current: Row[] = await db
      .select()
      .from(table)
      .where(inArray(column(table, key), ids))
    const byId = new Map(current.map((row) => [row[key], row]))
    for (const after of chunk) {
      const before = byId.get(after[key])
      if (!before) changes.inserted.push(after)
      else if (!keep.has(Number(before['revision'])) && differs(before, after)) changes.corrected.push({ before, after })
    }
  }
  return changes
}

/** Writes what {@link findChanges} found, as part of `revision`. */
export async function writeChanges(
  { db, tables }: Snapshot,
  name: keyof TableRows,
  { inserted, corrected }: Changes,
  revision: number
): Promise<void> {
  const table = tables[name]
  await insertRows(
    db,
    table,
    inserted.map((row) => ({ ...row, revision }))
  )
  if (hasHistory(name))
    await insertRows(
      db,
      tables[`${name}_history`],
      corrected.map(({ before }) => ({ ...before, retired_revision: revision }))
    )
  for (const { after } of corrected) {
    const { [KEY[name]]: id, ...values } = after
    await db
      .update(table)
      .set({ ...values, revision })
      .where(inArray(column(table, KEY[name]), [id]))
  }
}

/** Inserts rows a few hundred at a time: one statement has a limited number of parameters. */
export async function insertRows(db: Db, table: Tables[keyof Tables], rows: Row[]): Promise<void> {
  for (const chunk of chunks(rows)) await db.insert(table).values(chunk as never)
}

function hasHistory(name: keyof TableRows): name is Exclude<keyof TableRows, 'country'> {
  return name !== 'country'
}

function column(table: Tables[keyof Tables], name: string): AnyColumn {
  const found = (getTableColumns(table) as Record<string, AnyColumn>)[name]
  if (!found) throw new Error(`no column ${name}`)
  return found
}

function differs(before: Row, after: Row): boolean {
  return Object.entries(after).some(([name, value]) => JSON.stringify(before[name]) !== JSON.stringify(value))
}

export function* chunks<T>(rows: readonly T[]): Generator<T[]> {
  for (let start = 0; start < rows.length; start += ROWS_A_STATEMENT) yield rows.slice(start, start + ROWS_A_STATEMENT)
}
