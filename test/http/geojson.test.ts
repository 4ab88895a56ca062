// What a route may declare of its features, with routes of our own: lines, several parts, rows that
// have more than JSON shows, and earlier times.
import t, { type Test } from 'tap'
import type { Snapshot } from '../../src/db/store.ts'
import { component, text, whole } from '../../src/http/answer-fields.ts'
import { type Geo, pointOf } from '../../src/http/geojson.ts'
import { listRoute } from '../../src/http/list-route.ts'
import type { Page } from '../../src/http/page.ts'
import { singleRoute } from '../../src/http/single-route.ts'
import { breaksOfGeoJson } from '../app/rfc7946.ts'
import { buildTestApp } from '../helpers/app.ts'
import { insertRows, RECORDED_AT } from '../helpers/rows.ts'

const way = component('Way', 'A way.', {
  id: text('The id.', 'a'),
  seen: whole(0, 9, 'The revision that it was read from.', 1)
})
const leg = component('WayLeg', 'A leg of a way.', { name: text('The name.', 'first') })
const ENDS = [
  [66.933709, 24.876483],
  [66.45, 30.9]
]
const LATER = '2026-12-01T00:00:00Z'
const waysOf = (revision: number) =>
  ['a', 'b', 'c'].map((id) => ({ id, seen: revision, ends: ENDS }))

/** Each way has two parts: the line, and a place that is not known. */
const inParts: Geo<{ id: string }> = {
  properties: leg,
  parts:
    async () =>
    ({ id }) => [
      {
        id: `${id}-line`,
        geometry: { type: 'MultiLineString', coordinates: [ENDS] },
        properties: { name: 'line' }
      },
      { geometry: null, properties: { name: 'place' } }
    ]
}

async function buildWays(t: Test) {
  const { app, store } = await buildTestApp(t, { own: true })
  await insertRows(store, {})
  await insertRows(store, { source: [{ publisher: 'Again' }] }, { time: LATER })
  const about = { tag: 'service', license: 'none', summary: 'Ways', description: 'Ways.' }
  const list = {
    ...about,
    query: {},
    item: way,
    asOf: true as const,
    pageRows: { usual: 1, most: 2 },
    rows: async ({ revision }: Snapshot, _: unknown, { after, limit }: Page) =>
      waysOf(revision)
        .filter(({ id }) => !after || id > String(after[0]))
        .slice(0, limit)
  }
  const one = {
    ...about,
    item: way,
    parameter: { name: 'id', component: 'WayId', description: 'Id.', example: 'a' },
    asOf: true as const,
    find: async ({ revision }: Snapshot, id: string) =>
      waysOf(revision).find((one) => one.id === id),
    unknown: async () => ({ message: 'No way has this id.', allowed: [] })
  }
  await app.register(
    async (v1) => {
      listRoute(v1, store, '/ways', {
        ...list,
        operationId: 'listWays',
        geo:
          async ({ revision }) =>
          ({ ends }) =>
            revision === 1 ? null : { type: 'LineString', coordinates: ends }
      })
      listRoute(v1, store, '/parts', { ...list, operationId: 'listParts', geo: inParts })
      singleRoute(v1, store, '/parts', { ...one, operationId: 'getParts', geo: inParts })
    },
    { prefix: '/v1' }
  )
  const ask = async (url: string) => {
    const { body } = await app.inject(url)
    t.same(breaksOfGeoJson(body), [], url)
    return JSON.parse(body)
  }
  return ask
}

t.test('a row has a line, made of what JSON does not show', async (t) => {
  const ask = await buildWays(t)
  const feature = (id: string) => ({
    type: 'Feature',
    id,
    geometry: { type: 'LineString', coordinates: ENDS },
    properties: { id, seen: 2 }
  })
  const { features, links } = await ask('/v1/ways.geojson')
  t.same(features, [feature('a'), feature('b')], 'the largest page')
  t.same((await ask(links.next)).features, [feature('c')])
})

t.test('as of an earlier time the geometry is of that time too', async (t) => {
  const ask = await buildWays(t)
  const { features, meta } = await ask(`/v1/ways.geojson?as_of=${RECORDED_AT}&limit=1`)
  t.same(features, [{ type: 'Feature', id: 'a', geometry: null, properties: { id: 'a', seen: 1 } }])
  t.equal(meta.revision, 1)
})

t.test('a thing has several parts, with properties of their own', async (t) => {
  const ask = await buildWays(t)
  const parts = [
    {
      type: 'Feature',
      id: 'a-line',
      geometry: { type: 'MultiLineString', coordinates: [ENDS] },
      properties: { name: 'line' }
    },
    { type: 'Feature', geometry: null, properties: { name: 'place' } }
  ]
  t.same(await ask('/v1/parts/a.geojson'), {
    type: 'FeatureCollection',
    features: parts,
    meta: { revision: 2, license: 'none', warnings: [], updated_at: LATER }
  })
  const { features, meta } = await ask('/v1/parts.geojson?limit=1')
  t.same([features, meta.count], [parts, 2])
})

t.test('places have six decimals; without a coordinate they are nowhere', async (t) => {
  t.same(pointOf({ latitude: -0.00000049, longitude: 66.4499996 }), {
    type: 'Point',
    coordinates: [66.45, -0]
  })
  t.equal(pointOf({ latitude: 1, longitude: null }), null)
  t.equal(pointOf({ latitude: null, longitude: 1 }), null)
  t.same(pointOf({ latitude: 0, longitude: 0 }), { type: 'Point', coordinates: [0, 0] })
})
