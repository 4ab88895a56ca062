// What somebody writes with a client made by @hey-api/openapi-ts.
import assert from 'node:assert/strict'
import { client } from './hey-api/client.gen.ts'
import {
  getMetric,
  listEntitiesGeoJson,
  listMetricsCsv,
  listObservations,
  listSeries
} from './hey-api/sdk.gen.ts'
import type { Observation, ProblemCode } from './hey-api/types.gen.ts'

assert.equal(client.getConfig().baseUrl, 'http://localhost:3000')
client.setConfig({ baseUrl: process.env['BASE'] ?? '' })

const list = await listObservations({
  query: { metric: ['goods_trade'], between: ['PAK', 'KAZ'], from: '2023', to: '2023' }
})
const rows: Observation[] = list.data?.data ?? []
assert.deepEqual(
  rows.map(({ id }) => id),
  ['C0392', 'C0001']
)

const series = await listSeries({ query: { metric: 'goods_trade', between: ['PAK', 'KAZ'] } })
const first = series.data?.data[0]
// A wide table (`layout=wide`) has values in place of points.
assert.ok(first && 'points' in first && first.points.length > 1)

const csv = await listMetricsCsv({ query: { limit: 1 }, parseAs: 'text' })
const text: string | undefined = csv.data
assert.equal(text?.split('\n').length, 3)

const map = await listEntitiesGeoJson({ query: { kind: ['port'] } })
const place = map.data?.features[0]?.geometry
assert.equal(place?.type === 'Point' && place.coordinates.length, 2)

const unknown = await getMetric({ path: { id: 'goods_trad' } })
const code: ProblemCode | undefined = unknown.error?.code
assert.equal(code, 'not_found')
