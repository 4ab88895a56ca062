// What somebody writes with a client made by orval.
import assert from 'node:assert/strict'
import { getMetric, listObservations, listSeries, search } from './orval/client.ts'
import type { Observation, Unit } from './orval/model/index.ts'

const list = await listObservations({
  metric: ['goods_trade'],
  between: ['PAK', 'KAZ'],
  from: '2023'
})
assert.equal(list.status, 200)
const rows: Observation[] = list.data.data
const units: Unit[] = rows.map(({ unit }) => unit)
assert.ok(units.length > 1)
assert.deepEqual(new Set(units), new Set(['USD']))

const series = await listSeries({ metric: 'goods_trade', between: ['PAK', 'KAZ'] })
assert.equal(series.status, 200)
assert.ok((series.data.data[0]?.points.length ?? 0) > 1)

const found = await search({ q: 'exports', type: ['metric', 'source'] })
assert.equal(found.status, 200)
assert.equal(found.data.data[0]?.id, 'goods_exports')

const unknown = await getMetric('goods_trad')
assert.equal(unknown.status, 404)
assert.equal(unknown.data.code, 'not_found')
