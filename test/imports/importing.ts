// What tests of imports share: files made of rows, and what an import of them gives.
import { stringify } from 'csv-stringify/sync'
import { TABLE_NAMES, titleOf } from '../../src/db/copy/table-pages.ts'
import { sql } from '../../src/db/orm.ts'
import { connectSqlite } from '../../src/db/sqlite/connect.ts'
import { sqliteStore } from '../../src/db/sqlite/store.ts'
import type { Store } from '../../src/db/store.ts'
import type { BadCell } from '../../src/db/tables/define.ts'
import { columnsOf } from '../../src/files/columns.ts'
import { DataError } from '../../src/files/data-error.ts'
import {
  type FilesResult,
  type ImportOptions,
  importFiles
} from '../../src/imports/engine/import-files.ts'
import { importRows } from '../../src/imports/engine/import-rows.ts'
import type { InputFile } from '../../src/imports/engine/read-files.ts'
import { readCountries } from '../../src/imports/engine/storage/country-facts.ts'
import type { Noun } from '../../src/nouns.ts'
import { emptyDatabase } from '../helpers/app.ts'
import { pluck } from '../helpers/pluck.ts'
import type { Cells } from './files.ts'

/** A claim on a metric, countries and a source of the starter data. */
export function claim(id: string, cells: Cells = {}): Cells {
  return {
    id,
    metric: 'goods_trade',
    subject: 'PAK',
    partner: 'KAZ',
    direction: '',
    mode: '',
    period: '2023',
    value: '1000',
    low: '',
    high: '',
    bound: 'exact',
    text: '1,000 dollars',
    attributed_to: 'A Ministry',
    source: 'inform-kaz-2023',
    derived_from: '',
    note: '',
    ...cells
  }
}

/** Many claims about days of their own: those of one day are all compared with each other. */
export function claimsOfDays(count: number, name: string): Cells[] {
  const first = Date.UTC(1900, 0)
  return Array.from({ length: count }, (_, index) => {
    const period = new Date(first + index * 86_400_000).toISOString().slice(0, 10)
    return claim(`${name}${index}`, { period })
  })
}

/** A CSV file of rows, with the columns that they name; without rows, all columns of the noun. */
export function csv(noun: Noun, rows: Cells[], options = {}): Buffer {
  const named = new Set(rows.flatMap((row) => Object.keys(row)))
  const columns = named.size > 0 ? [...named] : columnsOf(noun)
  return Buffer.from(stringify(rows, { header: true, columns, ...options }))
}

export function file(noun: Noun, rows: Cells[], name = `${noun}.csv`): InputFile {
  return { file: name, bytes: [csv(noun, rows)] }
}

/** Imports files as the tests' own kind. */
export function run(
  store: Store,
  files: InputFile[],
  options: Partial<ImportOptions> = {}
): Promise<FilesResult> {
  return importFiles(store, files, { kind: 'test', ...options })
}

/** The cells an import is refused for, and how many there were. */
export async function refused(
  store: Store,
  files: InputFile[],
  options: Partial<ImportOptions> = {}
): Promise<{ cells: readonly BadCell[]; count: number }> {
  const error = await run(store, files, options).catch((error: unknown) => error)
  if (error instanceof DataError) return { cells: error.cells, count: error.count }
  throw new Error('the import should have been refused', { cause: error })
}

/**
 * Every row of every table as text, but for what tells one import from another: revisions and their
 * history.
 */
export async function contents(store: Store): Promise<Record<string, string[]>> {
  const tables = TABLE_NAMES.map(titleOf).filter(
    (name) =>
      !['import', 'refusal', 'claim_check_about'].includes(name) && !name.endsWith('_history')
  )
  const rows: Record<string, string[]> = {}
  for (const table of tables) {
    const found = await store.snapshot(async ({ db }) =>
      db.all<Cells>(sql.raw(`SELECT * FROM "${table}"`))
    )
    rows[table] = found.map(({ revision, ...row }) => JSON.stringify(row)).sort()
  }
  return rows
}

let countriesOnly: Buffer | undefined

/** A database that knows the countries and nothing else. */
export async function countriesStore(): Promise<Store> {
  if (!countriesOnly) {
    const client = connectSqlite(emptyDatabase())
    const store = sqliteStore(client)
    const edition = { countries: await readCountries(), keepsOthers: false }
    const origin = { kind: 'countries', time: '2026-11-23T00:00:00Z' }
    await store.transaction((snapshot) => importRows(snapshot, {}, { ...origin, edition }))
    countriesOnly = client.serialize()
    await store.close()
  }
  return sqliteStore(connectSqlite(countriesOnly))
}

/** Ids and figures of the claims that an import brought. */
export async function valuesOf(store: Store, ids: string[]): Promise<Record<string, number>> {
  const list = ids.map((id) => `'${id}'`).join()
  const found = await pluck<string>(
    store,
    `SELECT id || ' ' || value FROM observation WHERE id IN (${list}) ORDER BY id`
  )
  return Object.fromEntries(found.map((text) => [text.split(' ')[0], Number(text.split(' ')[1])]))
}
