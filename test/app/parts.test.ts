// An answer changes only with the parts of the data that it shows: its tag, its bytes,
// `meta.revision` and the keys by which shared caches forget it.
import fc from 'fast-check'
import t, { type Test } from 'tap'
import type { Store } from '../../src/db/store.ts'
import { withdraw } from '../../src/imports/engine/withdraw.ts'
import { buildTestApp } from '../helpers/app.ts'
import { runs } from '../helpers/random.ts'
import { insertRows, type Rows } from '../helpers/rows.ts'
import { testEvery } from '../helpers/test-every.ts'

const METRICS = ['goods_trade', 'goods_exports', 'students'] as const
const RATIOS = [
  'transform=per_capita',
  'currency=KZT',
  'transform=percent_of&percent_of=population'
]
/** Addresses of every kind of answer that is kept, over three metrics and one without figures. */
const URLS = [
  ...METRICS.flatMap((metric) => [
    `/v1/observations?metric=${metric}`,
    `/v1/observations.csv?metric=${metric}&between=PAK,KAZ`,
    `/v1/observations?metric=${metric}&source=a-paper&sort=-value&limit=1&total=true`,
    `/v1/observations?metric=${metric},population&latest_by_author=1`,
    `/v1/observations?metric=${metric}&as_of=2099-01-01`,
    `/v1/series?metric=${metric}`,
    `/v1/series.csv?metric=${metric}`,
    `/v1/series/${metric}~PAK~KAZ~~~~P1Y-01`,
    ...RATIOS.map((ratio) => `/v1/series?metric=${metric}&${ratio}`),
    `/v1/metrics/${metric}`,
    `/v1/projections?metric=${metric}`,
    `/v1/forecasts?metric=${metric}`,
    `/v1/forecasts/evaluation?metric=${metric}`,
    `/v1/conflicts?metric=${metric}`
  ]),
  '/',
  '/v1/aliases',
  '/v1/aliases/karachi-port-ur',
  '/v1/changes',
  '/v1/countries',
  '/v1/countries/KAZ',
  '/v1/entities?country=PAK',
  '/v1/entities/karachi-port',
  '/v1/events',
  '/v1/events/E001?names=ru',
  '/v1/forecasts/evaluation',
  '/v1/metrics',
  '/v1/observations',
  '/v1/observations/C0001',
  '/v1/observations?metric=goods_trade&subject=PAK,nowhere',
  '/v1/observations?subject=KAZ',
  '/v1/projections',
  '/v1/projections/P001',
  '/v1/projections/P001/outlook',
  '/v1/projections/P001/path',
  '/v1/projections/P001/progress',
  '/v1/scenarios',
  '/v1/score-card',
  '/v1/search?q=trade',
  '/v1/sources',
  '/v1/sources/a-paper',
  '/v1/units',
  '/v1/units/USD'
]

type Change = { name: string; make: (store: Store) => Promise<unknown> }

const someMetric = fc.constantFrom(...METRICS, 'population')
const somePair = fc.constantFrom(['PAK', 'KAZ'], ['KAZ', 'PAK'], ['PAK', null], ['UZB', null])
const someClaim = fc.record({
  id: fc.integer({ min: 1, max: 12 }).map((number) => `C${String(number).padStart(4, '0')}`),
  metric: someMetric,
  pair: somePair,
  year: fc.integer({ min: 2018, max: 2025 }),
  value: fc.integer({ min: 1, max: 1_000_000 }),
  source: fc.constantFrom('a-paper', 'b-paper', 'c-paper')
})
const someText = fc.constantFrom('one', 'two', 'three')

/** Rows of a change, as importable as those of people: each names what it refers to. */
const someRows: fc.Arbitrary<Rows> = fc.oneof(
  fc.array(someClaim, { minLength: 1, maxLength: 3 }).map((claims) => ({
    metric: distinct(claims.map(({ metric }) => ({ id: metric }))),
    source: distinct(claims.map(({ source }) => ({ id: source }))),
    observation: distinct(claims).map(
      ({ id, metric, pair: [subject, partner = null], year, value, source }) => {
        const about = { metric, subject: subject ?? 'PAK', partner, period: `${year}`, source }
        return { id: `${id}-${metric}-${subject}-${partner}`, ...about, value, text: `${value}` }
      }
    )
  })),
  fc.record({ id: fc.constantFrom('a-paper', 'b-paper'), publisher: someText }).map((source) => ({
    source: [source]
  })),
  fc.record({ id: someMetric, name: someText }).map((metric) => ({ metric: [metric] })),
  someText.map((name) => ({ entity: [{ name }] })),
  someText.map((title) => ({ event: [{ title }] })),
  someText.map((description) => ({ scenario: [{ description }] })),
  someText.map((note) => ({ alias: [{ note }] })),
  fc.record({ metric: someMetric, value: fc.integer({ min: 1 }) }).map(({ metric, value }) => ({
    metric: [{ id: metric }],
    projection: [{ id: `P-${metric}`, metric, value, base_period: '2020' }]
  }))
)
const someChange: fc.Arbitrary<Change> = fc.oneof(
  {
    weight: 6,
    arbitrary: someRows.map((rows) => ({ name: JSON.stringify(rows), make: importer(rows) }))
  },
  {
    weight: 1,
    arbitrary: fc.constant({ name: 'withdraws the newest claim', make: withdrawNewest })
  }
)

/** The last of each id: an import takes an id once. */
function distinct<Row extends { id: string }>(rows: readonly Row[]): Row[] {
  return [...new Map(rows.map((row) => [row.id, row])).values()]
}

function importer(rows: Rows) {
  return (store: Store) => insertRows(store, rows)
}

async function withdrawNewest(store: Store): Promise<void> {
  await store.transaction(async (snapshot) => {
    const { observation } = snapshot.tables
    const [last] = await snapshot.db.select({ id: observation.id }).from(observation).limit(1)
    if (last && last.id !== 'C0001')
      await withdraw(snapshot, { observation: [last.id] }, { kind: 'test' })
  })
}

/** One claim of each metric, and one thing of each kind. */
async function fillIn(store: Store): Promise<void> {
  const metrics = [...METRICS, 'population']
  await insertRows(store, {
    metric: metrics.map((id) => ({ id })),
    source: [{ id: 'a-paper' }, { id: 'b-paper' }],
    observation: metrics.map((metric, index) => ({ id: `C000${index + 1}`, metric })),
    projection: [{}],
    event: [{}],
    alias: [{}]
  })
}

t.test('whatever is imported: no tag holds for an answer that has changed', async (t) => {
  const changes = fc.array(someChange, { minLength: 3, maxLength: 6 })
  await fc.assert(
    fc.asyncProperty(changes, async (made) => {
      await t.test('some changes', (t) => checkNoneIsStale(t, made))
      return t.passing()
    }),
    { numRuns: runs(1, 25), endOnFailure: true }
  )
})

/**
 * Compares each answer, as a client over HTTP gets it that has the answer before, with one that is
 * made now; and the bytes of all answers that have the same tag.
 */
async function checkNoneIsStale(t: Test, changes: readonly Change[]): Promise<void> {
  const { app, store } = await buildTestApp(t, { own: true })
  await fillIn(store)
  const origin = await app.listen({ port: 0 })
  const tags = new Map<string, string>()
  const bodies = new Map<string, string>()
  const wrong: string[] = []
  for (const { name, make } of [{ name: 'the first import', make: async () => {} }, ...changes]) {
    await make(store)
    for (const url of URLS) {
      const { statusCode, body, headers } = await app.inject(url)
      if (statusCode !== 200) continue
      const tag = String(headers.etag)
      const known = tags.get(url)
      const response = await fetch(origin + url, {
        headers: { 'accept-encoding': 'identity', ...(known && { 'if-none-match': known }) }
      })
      const received = await response.text()
      const isKept = response.status === 304
      if (isKept ? known !== tag : received !== body) wrong.push(`${url} after ${name}`)
      if (body !== (bodies.get(tag) ?? body)) wrong.push(`${url}: the tag stays after ${name}`)
      tags.set(url, tag)
      bodies.set(tag, body)
    }
  }
  t.same(wrong, [])
}

testEvery('an import about another metric leaves the tag and the bytes', async (t, every) => {
  const { app, store } = await buildTestApp(t)
  await fillIn(store)
  const mine = [
    '/v1/observations?metric=goods_trade',
    '/v1/observations.csv?metric=goods_trade',
    '/v1/observations?metric=goods_trade,students&names=en',
    '/v1/series?metric=goods_trade',
    '/v1/series/goods_trade~PAK~KAZ~~~~P1Y-01',
    '/v1/metrics/goods_trade',
    '/v1/projections',
    '/v1/projections/P001',
    '/v1/projections/P001/path',
    '/v1/score-card',
    '/v1/events',
    '/v1/scenarios',
    '/v1/entities/karachi-port',
    '/v1/units'
  ]
  const before = new Map<string, { etag: unknown; body: string }>()
  for (const url of mine) {
    const { headers, body } = await app.inject(url)
    before.set(url, { etag: headers.etag, body })
  }
  await insertRows(store, {
    metric: [{ id: 'road_tolls' }, { id: 'goods_exports' }],
    source: [{ id: 'new-paper' }],
    observation: [
      { id: 'N1', metric: 'road_tolls', source: 'new-paper' },
      { id: 'N2', metric: 'goods_exports', source: 'new-paper' }
    ]
  })
  for (const url of mine) {
    const { headers, body } = await app.inject(url)
    every.same({ etag: headers.etag, body }, before.get(url), url)
  }
  const { headers, ...other } = await app.inject('/v1/observations?metric=goods_exports')
  every.same(other.json().meta.revision, 2, 'the metric of the import')
  every.equal(headers['surrogate-key'], 'metric:goods_exports catalogue')
})

t.test('answers name the parts that they show, for shared caches', async (t) => {
  const { app, store } = await buildTestApp(t)
  await fillIn(store)
  const keys: Record<string, string> = {
    '/v1/observations?metric=goods_trade,students': 'metric:goods_trade metric:students catalogue',
    '/v1/observations': 'data',
    '/v1/observations?metric=goods_trade&subject=UZB': 'data',
    '/v1/series?metric=goods_trade&transform=per_capita': 'data',
    '/v1/projections': 'projections catalogue',
    '/v1/events': 'events catalogue',
    '/v1/sources': 'sources catalogue',
    '/v1/scenarios': 'catalogue',
    '/openapi.json': 'software'
  }
  const found: Record<string, unknown> = {}
  for (const url of Object.keys(keys)) found[url] = (await app.inject(url)).headers['surrogate-key']
  t.same(found, keys)
})

t.test('without a time for shared caches, answers say nothing for them', async (t) => {
  const { app, store } = await buildTestApp(t, { settings: { SHARED_MAX_AGE: '0' } })
  await fillIn(store)
  const { headers } = await app.inject('/v1/scenarios')
  t.equal(headers['cache-control'], 'public, max-age=60, stale-while-revalidate=300')
  t.notOk('surrogate-key' in headers)
})

t.test('after a restore the same number of a revision has another tag', async (t) => {
  const tags: unknown[] = []
  for (const time of ['2026-02-01T00:00:00Z', '2026-02-01T00:00:01Z']) {
    const { app, store } = await buildTestApp(t)
    await fillIn(store)
    await insertRows(store, { metric: [{ name: time }] }, { time })
    tags.push((await app.inject('/v1/metrics/goods_trade')).headers.etag)
  }
  t.not(tags[0], tags[1])
})

t.test('a stream and a state have no longer life in shared caches', async (t) => {
  const { app, store } = await buildTestApp(t, { settings: { SHARED_MAX_AGE: '3600' } })
  await fillIn(store)
  const many = Array.from({ length: 1_001 }, (_, index) => ({ id: `M${index}`, period: '2020' }))
  await insertRows(store, { observation: many })
  const lives: Record<string, boolean> = {}
  for (const url of ['/v1/observations.csv', '/v1/observations', '/v1/sources/a-paper']) {
    const { headers } = await app.inject(url)
    lives[url] = String(headers['cache-control']).includes('s-maxage=3600')
  }
  t.same(lives, {
    '/v1/observations.csv': false,
    '/v1/observations': true,
    '/v1/sources/a-paper': false
  })
})

t.test('a revision that ends on another day touches the projections', async (t) => {
  const { app, store } = await buildTestApp(t)
  await fillIn(store)
  const tagAfter = async (time: string) => {
    await insertRows(store, { source: [{ id: `paper-${Date.parse(time)}` }] }, { time })
    return (await app.inject('/v1/projections')).headers.etag
  }
  const [day, sameDay, next] = [
    await tagAfter('2026-03-01T10:00:00Z'),
    await tagAfter('2026-03-01T23:59:59Z'),
    await tagAfter('2026-03-02T00:00:00Z')
  ]
  t.equal(sameDay, day)
  t.not(next, day)
})
