// The migration that keeps the sources of each series, on databases that are full: they are those
// of the claims, as a load of the same data keeps them.
import t, { type Test } from 'tap'
import { asc } from '../../src/db/orm.ts'
import { SLOW } from '../helpers/random.ts'
import { fill, olderStore, oldPostgres, oldSqlite, type Run } from './old-database.ts'

const TAG = '0011_thin_indexes'

async function expectSources(t: Test, run: Run): Promise<void> {
  const store = await olderStore(t)
  const loaded = await store.snapshot(async ({ db, tables: { series_source } }) =>
    db.select().from(series_source).orderBy(asc(series_source.series), asc(series_source.source))
  )
  t.ok(loaded.length > 500, `${loaded.length} sources of series`)
  t.same(await run('SELECT series, source FROM series_source ORDER BY series, source'), loaded)
}

t.test('SQLite: each series has the sources of its claims', async (t) => {
  const { client, run, migrate } = oldSqlite(t, TAG)
  await fill(t, run, 'sqlite')
  migrate()
  await expectSources(t, run)
  t.same(client.pragma('foreign_key_check'), [])
})

t.test('PostgreSQL: each series has the sources of its claims', SLOW, async (t) => {
  const { run, migrate } = await oldPostgres(t, TAG)
  await fill(t, run, 'postgres')
  await migrate()
  await expectSources(t, run)
})
