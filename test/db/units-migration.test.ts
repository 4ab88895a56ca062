// The migration that makes units rows, on databases that are full: nothing is lost, and every
// metric refers to a unit.
import { cpSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { PGlite } from '@electric-sql/pglite'
import t, { type Test } from 'tap'
import {
  type Content,
  insertPage,
  readTable,
  TABLE_NAMES,
  type TableName
} from '../../src/db/copy/table-pages.ts'
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
const TAG = '0004_units_as_data'
const BEFORE = TABLE_NAMES.filter((name) => name !== 'unit' && name !== 'unit_history')

/** The words that were units, and the bases that some of them need. */
const WORDS =
  'LCU_per_USD TEU USD USD_2015 USD_per_500km_20t USD_per_barrel USD_per_mmbtu USD_per_tonne ' +
  'USD_per_troy_ounce day hour index kg km km_per_hour m per_100_people percent percent_change ' +
  'percent_of_exports percent_of_gdp percent_of_gni person rank second tonne'

/** The migrations before the one of units. */
function folderBefore(t: Test, engine: Engine): string {
  const folder = t.testdir()
  cpSync(join(MIGRATIONS, engine), folder, { recursive: true })
  const path = join(folder, 'meta/_journal.json')
  const journal = JSON.parse(readFileSync(path, 'utf8'))
  const at = journal.entries.findIndex(({ tag }: { tag: string }) => tag === TAG)
  writeFileSync(path, JSON.stringify({ ...journal, entries: journal.entries.slice(0, at) }))
  return folder
}

/** Fills an old database with the starter data, and says what every table then holds. */
async function fill(t: Test, old: Store): Promise<Map<TableName, Content>> {
  const { store } = await buildTestStore(t, { data: 'starter' })
  const held = new Map<TableName, Content>()
  await store.snapshot((from) =>
    old.transaction(async (to) => {
      for (const name of BEFORE)
        held.set(name, await readTable(from, name, (page) => insertPage(to, name, page)))
    })
  )
  return held
}

async function expectWhole(t: Test, store: Store, held: ReadonlyMap<TableName, Content>) {
  await store.snapshot(async (snapshot) => {
    for (const name of BEFORE)
      t.same(await readTable(snapshot, name, () => {}), held.get(name), name)
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
  const held = await fill(t, store)
  migrateSqlite(client)
  await expectWhole(t, store, held)
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
  const held = await fill(t, store)
  await migratePostgres(pool)
  await expectWhole(t, store, held)
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
