// Databases of an older version, full of the starter data, to migrate in tests.
import { cpSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { PGlite } from '@electric-sql/pglite'
import type SQLite from 'better-sqlite3'
import type { Test } from 'tap'
import { type Row, readTable, TABLE_NAMES, titleOf } from '../../src/db/copy/table-pages.ts'
import { migratePostgres } from '../../src/db/postgres/migrate.ts'
import { postgresStore } from '../../src/db/postgres/store.ts'
import { connectSqlite } from '../../src/db/sqlite/connect.ts'
import { migrateSqlite } from '../../src/db/sqlite/migrate.ts'
import { sqliteStore } from '../../src/db/sqlite/store.ts'
import type { Engine, Store } from '../../src/db/store.ts'
import { importFilesWithin } from '../../src/imports/engine/import-files.ts'
import { readCountries } from '../../src/imports/engine/storage/country-facts.ts'
import { readStarterFiles } from '../../src/starter/load.ts'
import { buildTestStore } from '../helpers/app.ts'
import { poolOf } from '../helpers/pglite.ts'

const MIGRATIONS = fileURLToPath(new URL('../../migrations/', import.meta.url))

/** Runs a statement with `?` for its values. */
export type Run = (text: string, values?: unknown[]) => Promise<Row[]>
/** The columns of each table of the old database, and the rows in it. */
export type Old = { columns: string[]; rows: string[] }

/** How to let rows of a table refer to rows that come later. */
const KEYS = {
  sqlite: { off: 'PRAGMA foreign_keys = OFF', on: 'PRAGMA foreign_keys = ON' },
  postgres: {
    off: 'SET session_replication_role = replica',
    on: 'SET session_replication_role = DEFAULT'
  }
}

/** A folder with the migrations before a certain one. */
function folderBefore(t: Test, engine: Engine, tag: string): string {
  const folder = t.testdir()
  cpSync(join(MIGRATIONS, engine), folder, { recursive: true })
  const path = join(folder, 'meta/_journal.json')
  const journal = JSON.parse(readFileSync(path, 'utf8'))
  const at = journal.entries.findIndex((entry: { tag: string }) => entry.tag === tag)
  t.ok(at > 0, `${tag} is in the journal`)
  writeFileSync(path, JSON.stringify({ ...journal, entries: journal.entries.slice(0, at) }))
  return folder
}

/**
 * A store with the starter data without the graph of corridors, for whose kinds of things old
 * versions have no words.
 */
export async function olderStore(t: Test): Promise<Store> {
  const { store } = await buildTestStore(t)
  const { files } = await readStarterFiles()
  const known = files.filter(({ file }) => !file.startsWith('corridors/'))
  const edition = { countries: await readCountries(), keepsOthers: true }
  await store.transaction((snapshot) =>
    importFilesWithin(snapshot, known, { kind: 'starter', time: '2026-11-23T00:00:00Z', edition })
  )
  return store
}

/** Fills an old database with such data, as far as it has columns for them. */
export async function fill(t: Test, run: Run, engine: Engine): Promise<Map<string, Old>> {
  const store = await olderStore(t)
  const held = new Map<string, Old>()
  await run(KEYS[engine].off)
  await store.snapshot(async (from) => {
    for (const name of TABLE_NAMES) {
      const columns = await columnsOf(run, titleOf(name), engine)
      if (columns.length === 0) continue
      await readTable(from, name, (page) => insertRows(run, titleOf(name), columns, page, engine))
      held.set(titleOf(name), { columns, rows: await readRaw(run, titleOf(name), columns) })
    }
  })
  await run(KEYS[engine].on)
  return held
}

async function columnsOf(run: Run, table: string, engine: Engine): Promise<string[]> {
  const text =
    engine === 'sqlite'
      ? 'SELECT name FROM pragma_table_info(?)'
      : 'SELECT column_name AS name FROM information_schema.columns WHERE table_name = ?'
  return (await run(text, [table])).map(({ name }) => String(name)).sort()
}

async function insertRows(run: Run, table: string, columns: string[], page: Row[], on: Engine) {
  const places = columns.map(() => '?').join(', ')
  const text = `INSERT INTO "${table}"("${columns.join('", "')}") VALUES (${places})`
  for (const row of page)
    await run(
      text,
      columns.map((column) => valueFor(on, row[column]))
    )
}

/** A value as the engine takes it: lists as JSON, and on SQLite booleans as numbers. */
function valueFor(engine: Engine, value: unknown): unknown {
  if (typeof value === 'boolean' && engine === 'sqlite') return Number(value)
  return typeof value === 'object' && value !== null ? JSON.stringify(value) : (value ?? null)
}

/** The rows in an order that does not depend on the engine. */
export async function readRaw(run: Run, table: string, columns: string[]): Promise<string[]> {
  const rows = await run(`SELECT "${columns.join('", "')}" FROM "${table}"`)
  return rows.map((row) => JSON.stringify(row)).sort()
}

/** A SQLite database before the migration with this tag; to bring it up to date gives its store. */
export function oldSqlite(t: Test, tag: string) {
  const client = connectSqlite(':memory:')
  migrateSqlite(client, folderBefore(t, 'sqlite', tag))
  t.teardown(() => client.close())
  const prepared = new Map<string, SQLite.Statement<unknown[], Row>>()
  const run: Run = async (text, values = []) => {
    const statement = prepared.get(text) ?? client.prepare<unknown[], Row>(text)
    prepared.set(text, statement)
    if (statement.reader) return statement.all(...values)
    statement.run(...values)
    return []
  }
  const migrate = (): Store => {
    migrateSqlite(client)
    return sqliteStore(client)
  }
  return { client, run, migrate }
}

/** The same on PostgreSQL. */
export async function oldPostgres(t: Test, tag: string) {
  const lite = await PGlite.create()
  const pool = poolOf(lite)
  t.teardown(() => lite.close())
  await migratePostgres(pool, folderBefore(t, 'postgres', tag))
  const run: Run = async (text, values) => {
    let place = 0
    const numbered = text.replace(/\?/g, () => `$${++place}`)
    return (await lite.query<Row>(numbered, values)).rows
  }
  const migrate = async (): Promise<Store> => {
    await migratePostgres(pool)
    return postgresStore({ reading: pool, writing: pool })
  }
  return { lite, run, migrate }
}
