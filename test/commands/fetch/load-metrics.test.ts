import t from 'tap'
import { loadMetrics } from '../../../src/commands/fetch/load-metrics.ts'
import { SERIES_SETS } from '../../../src/starter-sets.ts'
import { buildTestStore } from '../../helpers/app.ts'
import { insertRows } from '../../helpers/rows.ts'

const SMALL = 'unctad-liner-connectivity'
const ONE_SET = {
  STARTER: 'all' as const,
  STARTER_WITHOUT: SERIES_SETS.filter((set) => set !== SMALL)
}
const NEW = { dryRun: false, isNew: true }
const LACKS =
  `The database lacks series and their metrics, which come with the software: ${SMALL}. The service ` +
  'loads them after its start, and npm run db:load at once. If it is to lack them, set ' +
  'STARTER=claims.'

t.test('a new database gets the series; a dry run says what is missing', async (t) => {
  const { store } = await buildTestStore(t, { data: 'starter' })
  const before = store.revision()
  t.equal(await loadMetrics(store, ONE_SET, { dryRun: true, isNew: true }), LACKS)
  t.equal(store.revision(), before)
  t.equal(await loadMetrics(store, ONE_SET, NEW), '')
  t.equal(store.revision(), before + 1)
  t.equal(await loadMetrics(store, ONE_SET, { dryRun: true, isNew: false }), '')
  t.equal(store.revision(), before + 1)
})

t.test('a database that exists gets nothing but what is fetched', async (t) => {
  const { store } = await buildTestStore(t, { data: 'starter' })
  const before = store.revision()
  t.equal(await loadMetrics(store, ONE_SET, { dryRun: false, isNew: false }), LACKS)
  t.equal(store.revision(), before)
})

t.test('a database without starter claims, such as a mirror, gets no series', async (t) => {
  const { store } = await buildTestStore(t)
  await insertRows(store, { source: [{}] })
  const before = store.revision()
  t.equal(await loadMetrics(store, ONE_SET, NEW), '')
  t.equal(await loadMetrics(store, ONE_SET, { dryRun: true, isNew: true }), '')
  t.equal(store.revision(), before)
})

t.test('STARTER=claims keeps a database without series', async (t) => {
  const { store } = await buildTestStore(t, { data: 'starter' })
  const before = store.revision()
  t.equal(await loadMetrics(store, { ...ONE_SET, STARTER: 'claims' }, NEW), '')
  t.equal(store.revision(), before)
})
