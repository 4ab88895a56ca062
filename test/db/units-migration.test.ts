// The migration that makes units rows, on databases that are full: nothing is lost, and every
// metric refers to a unit.
import t, { type Test } from 'tap'
import { connectSqlite } from '../../src/db/sqlite/connect.ts'
import { migrateSqlite } from '../../src/db/sqlite/migrate.ts'
import type { Store } from '../../src/db/store.ts'
import { findUnit, listUnitTraits } from '../../src/units/queries.ts'
import { SLOW } from '../helpers/random.ts'
import { readRows } from '../imports/files.ts'
import { fill, type Old, oldPostgres, oldSqlite, type Run, readRaw } from './old-database.ts'

const TAG = '0006_units_as_data'

/** The words that were units, and the bases that some of them need. */
const WORDS =
  'LCU_per_USD TEU USD USD_2015 USD_per_500km_20t USD_per_barrel USD_per_mmbtu USD_per_tonne ' +
  'USD_per_troy_ounce day hour index kg km km_per_hour m per_100_people percent percent_change ' +
  'percent_of_exports percent_of_gdp percent_of_gni person rank second tonne'

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
  const { client, run, migrate } = oldSqlite(t, TAG)
  const held = await fill(t, run, 'sqlite')
  const store = migrate()
  await expectWhole(t, store, run, held)
  t.same(client.pragma('foreign_key_check'), [])
  t.throws(
    () => client.exec("UPDATE metric SET unit = 'parsec' WHERE id = 'goods_trade'"),
    /FOREIGN KEY/
  )
  t.throws(() => client.exec("DELETE FROM unit WHERE id = 'USD'"), /FOREIGN KEY/)
})

t.test('PostgreSQL: no row is lost, and metrics refer to units', SLOW, async (t) => {
  const { lite, run, migrate } = await oldPostgres(t, TAG)
  const held = await fill(t, run, 'postgres')
  const store = await migrate()
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
