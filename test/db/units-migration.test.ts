// The migration that makes units rows, on databases that are full: nothing is lost, and every
// metric refers to a unit.
import { cpSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { PGlite } from '@electric-sql/pglite'
import t, { type Test } from 'tap'
import { type Row, readTable, TABLE_NAMES, titleOf } from '../../src/db/copy/table-pages.ts'
import { migratePostgres } from '../../src/db/postgres/migrate.ts'
import { postgresStore } from '../../src/db/postgres/store.ts'
import { migrateSqlite } from '../../src/db/sqlite/migrate.ts'
import { connectSqlite, sqliteStore } from '../../src/db/sqlite/store.ts'
import type { Engine, Store } from '../../src/db/store.ts'
import { findUnit, listUnitTraits } from '../../src/units/queries.ts'
import { buildTestStore } from '../helpers/app.ts'
import { poolOf } from '../helpers/pglite.ts'
import { SLOW } from '../helpers/random.ts'
import { readRows } from '../imports/files.ts'

const MIGRATIONS = fileURLToPath(new URL('../../migrations/', import.meta.url))
const TAG = '0006_units_as_data'

/** The words that were units, and the bases that some of them need. */
const WORDS =
  'LCU_per_USD TEU USD USD_2015 USD_per_500km_20t USD_per_barrel USD_per_mmbtu USD_per_tonne ' +
  'USD_per_troy_ounce day hour index kg km km_per_hour m per_100_people percent percent_change ' +
  'percent_of_exports percent_of_gdp percent_of_gni person rank second tonne'

/** Runs a statement with `?` for its values. */
type Run = (text: string, values?: unknown[]) => Promise<Row[]>
/** The columns of each table of the old database, and the rows in it. */
type Old = { columns: string[]; rows: string[] }

/** The migrations before the one of units. */
function folderBefore(t: Test, engine: Engine): string {
  const folder = t.testdir()
  cpSync(join(MIGRATIONS, engine), folder, { recursive: true })
  const path = join(folder, 'meta/_journal.json')
  const journal = JSON.parse(readFileSync(path, 'utf8'))
  const at = journal.entries.findIndex(({ tag }: { tag: string }) => tag === TAG)
  t.ok(at > 0, `${TAG} is in the journal`)
  writeFileSync(path, JSON.stringify({ ...journal, entries: journal.entries.slice(0, at) }))
  return folder
}

/** Fills an old database with the starter data, as far as it has columns for them. */
async function fill(t: Test, run: Run, engine: Engine): Promise<Map<string, Old>> {
  const { store } = await buildTestStore(t, { data: 'starter' })
  const held = new Map<string, Old>()
  await store.snapshot(async (from) => {
    for (const name of TABLE_NAMES) {
      const columns = await columnsOf(run, titleOf(name), engine)
      if (columns.length === 0) continue
      await readTable(from, name, (page) => insertRows(run, titleOf(name), columns, page, engine))
      held.set(titleOf(name), { columns, rows: await readRaw(run, titleOf(name), columns) })
    }
  })
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
async function readRaw(run: Run, table: string, columns: string[]): Promise<string[]> {
  const rows = await run(`SELECT "${columns.join('", "')}" FROM "${table}"`)
  return rows.map((row) => JSON.stringify(row)).sort()
}

async function expectWhole(t: Test, store: Store, run: Run, held: ReadonlyMap<string, Old>) {
  for (const [name, { columns, rows }] of held)
    t.same(await readRaw(run, name, columns), rows, name)
  await store.snapshot(async (snapshot) => {
    const units = await listUnitTraits(snapshot)
    t.equal(
      units
        .map(({ id }) => id)
        .sort()
        .join(' '),
      WORDS
    )
    const files = new Map(readRows('units.csv').map((row) => [row['id'], row]))
    for (const { id, name, kind, base, factor } of units) {
      const { note, ...row } = files.get(id) ?? {}
      t.same({ id, name, kind, base: base ?? '', factor: String(factor) }, row, id)
    }
    t.equal((await findUnit(snapshot, 'USD'))?.metrics.length, 13)
  })
}

t.test('SQLite: no row is lost, and metrics refer to units', async (t) => {
  const client = connectSqlite(':memory:')
  migrateSqlite(client, folderBefore(t, 'sqlite'))
  const store = sqliteStore(client)
  t.teardown(() => store.close())
  const run: Run = async (text, values = []) => {
    const statement = client.prepare<unknown[], Row>(text)
    if (statement.reader) return statement.all(...values)
    statement.run(...values)
    return []
  }
  const held = await fill(t, run, 'sqlite')
  migrateSqlite(client)
  await expectWhole(t, store, run, held)
  t.same(client.pragma('foreign_key_check'), [])
  t.throws(
    () => client.exec("UPDATE metric SET unit = 'parsec' WHERE id = 'goods_trade'"),
    /FOREIGN KEY/
  )
  t.throws(() => client.exec("DELETE FROM unit WHERE id = 'USD'"), /FOREIGN KEY/)
})

t.test('PostgreSQL: no row is lost, and metrics refer to units', SLOW, async (t) => {
  const lite = await PGlite.create()
  const pool = poolOf(lite)
  const store = postgresStore({ reading: pool, writing: pool })
  t.teardown(() => lite.close())
  await migratePostgres(pool, folderBefore(t, 'postgres'))
  const run: Run = async (text, values) => {
    let place = 0
    const numbered = text.replace(/\?/g, () => `$${++place}`)
    return (await lite.query<Row>(numbered, values)).rows
  }
  const held = await fill(t, run, 'postgres')
  await migratePostgres(pool)
  await expectWhole(t, store, run, held)
  await t.rejects(
    lite.exec("UPDATE metric SET unit = 'parsec' WHERE id = 'goods_trade'"),
    /foreign key/
  )
  await t.rejects(lite.exec("DELETE FROM unit WHERE id = 'USD'"), /foreign key/)
})

t.test('an empty database gets its units with its first data', async (t) => {
  const client = connectSqlite(':memory:')
  t.teardown(() => client.close())
  migrateSqlite(client)
  t.equal(client.prepare('SELECT count(*) FROM unit').pluck().get(), 0)
})
