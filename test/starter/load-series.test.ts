// Sets of series as the service loads them: each as one revision, and again without a change.
import t from 'tap'
import { loadFoundation } from '../../src/starter/load.ts'
import { loadSeries, loadSet } from '../../src/starter/load-series.ts'
import { SERIES_SETS } from '../../src/starter-sets.ts'
import { buildTestApp } from '../helpers/app.ts'
import { giveKey } from '../helpers/keys.ts'
import { until } from '../server/process.ts'

const SMALL = 'unctad-liner-connectivity'
const OTHERS = SERIES_SETS.filter((set) => set !== SMALL)
const ID = `${SMALL}-liner_connectivity-PAK-2021`
const CLAIM = `/v1/observations/${ID}`

t.test('a set is one revision of a fixed time, and nothing the second time', async (t) => {
  const { app, store } = await buildTestApp(t, {
    data: 'starter',
    settings: { STARTER_WITHOUT: OTHERS.join() }
  })
  const ready = async () => (await app.inject('/health/ready')).json().series
  t.equal(await ready(), 'loading')
  t.match((await app.inject('/')).body, /are being loaded/)
  const counts = (inserted: number) => ({
    inserted,
    corrected: 0,
    withdrawn: 0,
    kept: 0,
    unchanged: 0
  })
  const loaded = await Array.fromAsync(loadSeries(store, OTHERS))
  t.match(loaded, [
    {
      set: SMALL,
      revision: 2,
      updatedAt: '2026-11-28T00:00:00Z',
      changed: true,
      counts: { metric: counts(1), source: counts(1), observation: counts(208) }
    }
  ])
  t.equal(loaded.length, 1)
  t.match(await loadSet(store, SMALL), { revision: 2, changed: false })
  // The outcome of a check is kept for a second.
  t.ok(await until(async () => (await ready()) === 'loaded'))
  t.notMatch((await app.inject('/')).body, /are being loaded/)
  const { data } = (await app.inject('/v1/imports?kind=series')).json()
  t.match(data, [{ id: '2', kind: 'series', note: SMALL, state: 'done' }])
  t.match((await app.inject(CLAIM)).json().data, {
    metric: 'liner_connectivity',
    subject: 'PAK',
    period: '2021',
    value: Number,
    attributed_to: 'UNCTAD',
    source: { id: 'wb-wdi-open-numbers' },
    recorded_at: '2026-11-28T00:00:00Z'
  })
  const points = (await app.inject('/v1/series?metric=liner_connectivity&subject=Pakistan')).json()
  t.equal(points.data[0].points.length, 16)
})

t.test('what others have corrected or withdrawn stays', async (t) => {
  const { app, store, client } = await buildTestApp(t, { data: 'starter' })
  await loadSet(store, SMALL)
  const { headers } = await giveKey(store, { scope: 'admin' })
  const change = { method: 'PATCH', url: CLAIM, headers, payload: { note: 'Checked.' } } as const
  t.equal(
    (await app.inject({ ...change, headers: { ...headers, 'if-match': '*' } })).statusCode,
    200
  )
  // As if an earlier edition were loaded.
  client.exec("UPDATE import SET checksum = 'earlier' WHERE kind = 'series'")
  t.match(await loadSet(store, SMALL), {
    revision: 3,
    changed: false,
    counts: { observation: { kept: 1, unchanged: 207 } }
  })
  t.equal((await app.inject(CLAIM)).json().data.note, 'Checked.')
})

t.test('the countries and units alone, for a data set without starter data', async (t) => {
  const { app, store } = await buildTestApp(t, { settings: { STARTER: 'none' } })
  t.match(await loadFoundation(store), { revision: 1, changed: true })
  const total = async (list: string) =>
    (await app.inject(`/v1/${list}?limit=1&total=true`)).json().meta.total
  t.same(await Promise.all(['countries', 'metrics', 'observations'].map(total)), [249, 0, 0])
  t.match((await app.inject('/health/ready')).json(), { status: 'ok', series: 'off' })
  t.equal((await app.inject('/v1/countries?q=Pakistan')).json().data[0].code, 'PAK')
})
