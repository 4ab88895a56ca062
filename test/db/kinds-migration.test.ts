// The migration that gives projections a kind, on databases that are full: forecasts of agencies
// and of the World Economic Outlook become forecasts, also in the history; all others are targets.
import t, { type Test } from 'tap'
import { SLOW } from '../helpers/random.ts'
import { fill, oldPostgres, oldSqlite, type Run } from './old-database.ts'

const TAG = '0009_add_projection_kinds'

/** Scenarios that the starter data do not have: two editions, and names that only look like one. */
const ADDED = ['imf-weo-2019-04', 'imf-weo-2026-10', 'imf-w', 'my-imf-weo']
const KINDS = [
  'agency-forecast forecast',
  'imf-w target',
  'imf-weo-2019-04 forecast',
  'imf-weo-2026-10 forecast',
  'my-imf-weo target',
  'official-target target',
  'plan target',
  'strengthened-ties target'
]

/** Adds a projection of each of the other scenarios, and an older version of every projection. */
async function addRows(run: Run): Promise<void> {
  for (const scenario of ADDED) {
    await run(
      'INSERT INTO scenario (id, name, description, search_text, revision) ' +
        "SELECT ?, name, description, search_text, revision FROM scenario WHERE id = 'plan'",
      [scenario]
    )
    await run(
      'INSERT INTO projection (id, metric, subject, scenario, value, bound, text, source, ' +
        'revision) ' +
        "SELECT ?, metric, subject, ?, 5, 'exact', '5', source, revision " +
        "FROM projection WHERE id = 'P001'",
      [`of-${scenario}`, scenario]
    )
  }
  await run(
    'INSERT INTO projection_history (id, revision, retired_revision, metric, subject, scenario, ' +
      'bound, text, source) SELECT id, 0, 1, metric, subject, scenario, bound, text, source FROM ' +
      'projection'
  )
}

async function expectKinds(t: Test, run: Run): Promise<void> {
  for (const table of ['projection', 'projection_history']) {
    const rows = await run(
      `SELECT DISTINCT scenario || ' ' || kind AS found FROM ${table} ORDER BY found`
    )
    t.same(
      rows.map(({ found }) => found),
      KINDS,
      table
    )
  }
}

t.test('SQLite: rows and their history have the kind of their scenario', async (t) => {
  const { client, run, migrate } = oldSqlite(t, TAG)
  await fill(t, run, 'sqlite')
  await addRows(run)
  migrate()
  await expectKinds(t, run)
  t.throws(() => client.exec("UPDATE projection SET kind = 'plan'"), /CHECK.*projection_kind/)
})

t.test('PostgreSQL: rows and their history have the kind of their scenario', SLOW, async (t) => {
  const { lite, run, migrate } = await oldPostgres(t, TAG)
  await fill(t, run, 'postgres')
  await addRows(run)
  await migrate()
  await expectKinds(t, run)
  await t.rejects(lite.exec("UPDATE projection SET kind = 'plan'"), /projection_kind/)
})
