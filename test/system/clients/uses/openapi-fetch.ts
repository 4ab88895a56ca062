// What somebody writes with openapi-typescript and openapi-fetch. What follows `@ts-expect-error`
// has to be refused.
import assert from 'node:assert/strict'
import createClient from 'openapi-fetch'
import type { components, operations, paths } from './openapi-fetch/schema.ts'

type Schemas = components['schemas']

const client = createClient<paths>({
  baseUrl: process.env['BASE'] ?? '',
  querySerializer: { array: { style: 'form', explode: false } }
})

const list = await client.GET('/v1/observations', {
  params: { query: { metric: ['goods_trade'], between: ['PAK', 'KAZ'], from: '2023', to: '2023' } }
})
const rows: Schemas['Observation'][] = list.data?.data ?? []
assert.deepEqual(
  rows.map(({ id, unit, bound }) => [id, unit, bound]),
  [
    ['C0392', 'USD', 'exact'],
    ['C0001', 'USD', 'exact']
  ]
)
const next: string | null | undefined = list.data?.links.next
assert.equal(next, null)

const series = await client.GET('/v1/series', { params: { query: { metric: 'goods_trade' } } })
const [first] = series.data?.data ?? []
// A wide table (`layout=wide`) has values in place of points.
const point: Schemas['SeriesPoint'] | undefined =
  first && 'points' in first ? first.points[0] : undefined
assert.equal(typeof point?.value, 'number')

const csv = await client.GET('/v1/metrics.csv', {
  params: { query: { limit: 1 } },
  parseAs: 'text'
})
const text: string | undefined = csv.data
assert.equal(text?.split('\n').length, 3)

const map = await client.GET('/v1/entities.geojson', { params: { query: { kind: ['port'] } } })
const port: Schemas['EntityFeature'] | undefined = map.data?.features[0]
const coordinates: unknown[] | undefined = port?.geometry?.coordinates
assert.deepEqual([port?.properties.kind, coordinates?.length], ['port', 2])

const unknown = await client.GET('/v1/metrics/{id}', { params: { path: { id: 'goods_trad' } } })
const code: Schemas['ProblemCode'] | undefined = unknown.error?.code
assert.equal(code, 'not_found')

export const claim: Schemas['ObservationBody'] = {
  metric: 'goods_trade',
  subject: 'KAZ',
  bound: 'exact',
  text: '$52.5 million',
  source: 'inform-kaz-2023'
}
export const correction: Schemas['ObservationPatch'] = { bound: 'about', note: null }
export const headers: operations['correctObservation']['parameters']['header'] = {
  'if-match': '"1"',
  'idempotency-key': 'a name'
}
export const tag = (
  answer: paths['/v1/metrics/{id}']['get']['responses'][200]
): string | undefined => answer.headers.ETag

// @ts-expect-error a limit is a number
export const wrong: operations['listObservations']['parameters']['query'] = { limit: '100' }
// @ts-expect-error a bound is one of five words
export const bound: Schemas['Bound'] = 'roughly'
