// The migration that adds the parts of the data: all of them begin at the newest revision.
import t, { type Test } from 'tap'
import type { Store } from '../../src/db/store.ts'
import { partsOfMetrics } from '../../src/parts.ts'
import { SLOW } from '../helpers/random.ts'
import { fill, oldPostgres, oldSqlite } from './old-database.ts'

const TAG = '0012_add_parts'

async function expectParts(t: Test, store: Store): Promise<void> {
  const found = await store.snapshot(async ({ db, tables, revision, parts }) => {
    const metrics = await db.select({ id: tables.metric.id }).from(tables.metric)
    return { revision, parts, metrics: metrics.map(({ id }) => id) }
  })
  const names = [...partsOfMetrics(found.metrics), 'events', 'projections', 'sources']
  t.ok(found.metrics.length > 40)
  t.same(
    [...(found.parts ?? [])].map(([name, { revision }]) => `${name} ${revision}`).sort(),
    names.map((name) => `${name} ${found.revision}`).sort()
  )
}

t.test('SQLite: every part has the newest revision', async (t) => {
  const { run, migrate } = oldSqlite(t, TAG)
  await fill(t, run, 'sqlite')
  await expectParts(t, migrate())
})

t.test('PostgreSQL: every part has the newest revision', SLOW, async (t) => {
  const { run, migrate } = await oldPostgres(t, TAG)
  await fill(t, run, 'postgres')
  await expectParts(t, await migrate())
})
