// What somebody writes with a client made by orval.
import assert from 'node:assert/strict'
import { getMetric, listObservations, listSeries, search } from './orval/client.ts'
import type { Bound, Observation } from './orval/model/index.ts'

const list = await listObservations({
  metric: ['goods_trade'],
  between: ['PAK', 'KAZ'],
  from: '2023'
})
assert.equal(list.status, 200)
const rows: Observation[] = list.data.data
const bounds: Bound[] = rows.map(({ bound }) => bound)
assert.ok(bounds.length > 1)
assert.ok(bounds.includes('exact'))
assert.deepEqual(new Set(rows.map(({ unit }) => unit)), new Set(['USD']))

const series = await listSeries({ metric: 'goods_trade', between: ['PAK', 'KAZ'] })
assert.equal(series.status, 200)
const [first] = series.data.data
// A wide table (`layout=wide`) has values in place of points.
assert.ok(first && 'points' in first && first.points.length > 1)

const found = await search({ q: 'exports', type: ['metric', 'source'] })
assert.equal(found.status, 200)
assert.equal(found.data.data[0]?.id, 'goods_exports')

const unknown = await getMetric('goods_trad')
assert.equal(unknown.status, 404)
assert.equal(unknown.data.code, 'not_found')
