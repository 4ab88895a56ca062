import t from 'tap'
import { buildTestApp, type TestApp } from '../helpers/app.ts'
import { insertRows, RECORDED_AT } from '../helpers/rows.ts'

const ABOUT = {
  revision: 1,
  license: 'Facts quoted with attribution: name the source of each figure.',
  warnings: [],
  updated_at: RECORDED_AT
}
const GATE = {
  id: 'khorgos-gate',
  kind: 'crossing' as const,
  name: 'Қорғас',
  countries: ['KAZ'],
  latitude: 44.2123456789,
  longitude: -80.4,
  members: [],
  note: null
}
const TWIN = { ...GATE, id: 'twin-gate', name: 'Twin', latitude: null, longitude: null }
const FEATURES = [
  {
    type: 'Feature',
    id: 'khorgos-gate',
    geometry: { type: 'Point', coordinates: [-80.4, 44.212346] },
    properties: GATE
  },
  { type: 'Feature', id: 'twin-gate', geometry: null, properties: TWIN }
]

async function insertEntities({ store }: TestApp): Promise<void> {
  await insertRows(store, { entity: [GATE, TWIN, { id: 'karachi-port' }] })
}

t.test('200 with a feature each, and null where coordinates are unknown', async (t) => {
  const test = await buildTestApp(t)
  await insertEntities(test)
  const url = '/v1/entities.geojson?kind=crossing'
  const { headers, body } = await test.app.inject(url)
  t.equal(headers['content-type'], 'application/geo+json')
  t.equal(headers.link, `<${url}>; rel="self"`)
  t.equal(
    body,
    JSON.stringify({
      type: 'FeatureCollection',
      features: FEATURES,
      meta: { ...ABOUT, count: 2, total: null, next_cursor: null },
      links: { self: url, next: null }
    })
  )
})

t.test('200 with one page of them, counted', async (t) => {
  const test = await buildTestApp(t)
  await insertEntities(test)
  const asked = '/v1/entities.geojson?kind=crossing&limit=1&fields=name'
  const answer = (await test.app.inject(`${asked}&total=true`)).json()
  const { next_cursor: cursor } = answer.meta
  const narrow = ({ properties: { name }, ...feature }: (typeof FEATURES)[number]) => ({
    ...feature,
    properties: { name }
  })
  t.same(answer, {
    type: 'FeatureCollection',
    features: FEATURES.slice(0, 1).map(narrow),
    meta: { ...ABOUT, count: 1, total: 2, next_cursor: cursor },
    links: { self: `${asked}&total=true`, next: `${asked}&cursor=${cursor}` }
  })
  t.same((await test.app.inject(answer.links.next)).json(), {
    type: 'FeatureCollection',
    features: FEATURES.slice(1).map(narrow),
    meta: { ...ABOUT, count: 1, total: null, next_cursor: null },
    links: { self: `${asked}&cursor=${cursor}`, next: null }
  })
})

t.test('200 with the feature of one entity', async (t) => {
  const test = await buildTestApp(t)
  await insertEntities(test)
  for (const [at, id] of ['khorgos-gate', 'twin-gate'].entries()) {
    const { headers, body } = await test.app.inject(`/v1/entities/${id}.geojson`)
    t.equal(headers['content-type'], 'application/geo+json')
    t.equal(body, JSON.stringify({ ...FEATURES[at], meta: ABOUT }))
  }
})

t.test('200 without entities', async (t) => {
  const { app } = await buildTestApp(t)
  const { features, meta } = (await app.inject('/v1/entities.geojson')).json()
  t.same([features, meta.count], [[], 0])
})
