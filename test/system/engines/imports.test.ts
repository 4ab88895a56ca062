// The same imports give the same rows on every engine: inserted rows, corrected rows with their
// history, and new counts of series and coverage.
import t from 'tap'
import type { Store } from '../../../src/db/store.ts'
import { buildTestStore } from '../../helpers/app.ts'
import { contentsOf } from '../../helpers/contents.ts'
import { postgresTestStore } from '../../helpers/postgres.ts'
import { insertRows } from '../../helpers/rows.ts'

const engine = process.env['TEST_POSTGRES_URL'] ? 'postgres' : 'pglite'

t.test(`${engine} keeps what sqlite keeps`, async (t) => {
  const { store: sqlite } = await buildTestStore(t)
  const other = await postgresTestStore(engine, 'none')
  for (const store of [sqlite, other]) await change(store)
  const [expected, found] = [await contentsOf(sqlite), await contentsOf(other)]
  t.same(found, expected)
  const rows = (table: string) => expected[table]?.rows
  t.same(
    [rows('imports'), rows('observation'), rows('observation_history'), rows('metric_history')],
    [3, 3, 1, 2],
    'and there is something'
  )
})

t.test(`${engine} undoes an import that fails, to the last row`, async (t) => {
  const store = await postgresTestStore(engine, 'none')
  await insertRows(store, { observation: [{}] })
  const before = await contentsOf(store)
  const bad = insertRows(store, {
    observation: [{ id: 'C0002' }, { id: 'C0003', low: 9, high: 1, value: null, bound: 'range' }]
  })
  await t.rejects(bad)
  t.same(await contentsOf(store), before)
})

/**
 * Makes three revisions: claims; corrections of a claim and a metric; and a claim of another series
 * with values that are difficult to write.
 */
async function change(store: Store): Promise<void> {
  await insertRows(store, {
    observation: [{}, { id: 'C0002', period: null }],
    projection: [{}],
    event: [{}]
  })
  await insertRows(store, {
    metric: [{ name: 'Trade, both ways' }],
    observation: [{ value: 0.1 + 0.2, note: 'Қазақстан “%_\\' }]
  })
  await insertRows(store, {
    observation: [{ id: 'C0003', period: '2024-Q3', value: 1e18, attributed_to: null }]
  })
}
