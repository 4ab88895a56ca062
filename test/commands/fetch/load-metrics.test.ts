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
const LACKS =
  'The database lacks metrics, which come with the series that a dry run does not load: ' +
  `${SMALL}. npm run db:load loads them.`

t.test('a dry run loads nothing and says what is missing', async (t) => {
  const { store } = await buildTestStore(t, { data: 'starter' })
  const before = store.revision()
  t.equal(await loadMetrics(store, ONE_SET, true), LACKS)
  t.equal(store.revision(), before)
  t.equal(await loadMetrics(store, ONE_SET, false), '')
  t.equal(store.revision(), before + 1)
  t.equal(await loadMetrics(store, ONE_SET, true), '')
  t.equal(store.revision(), before + 1)
})

t.test('a database without starter claims, such as a mirror, gets no series', async (t) => {
  const { store } = await buildTestStore(t)
  await insertRows(store, { source: [{}] })
  const before = store.revision()
  t.equal(await loadMetrics(store, ONE_SET, false), '')
  t.equal(await loadMetrics(store, ONE_SET, true), '')
  t.equal(store.revision(), before)
})

t.test('STARTER=claims keeps a database without series', async (t) => {
  const { store } = await buildTestStore(t, { data: 'starter' })
  const before = store.revision()
  t.equal(await loadMetrics(store, { ...ONE_SET, STARTER: 'claims' }, false), '')
  t.equal(store.revision(), before)
})
