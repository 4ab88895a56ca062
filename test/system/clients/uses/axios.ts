// How axios sends lists: by `name[]` as it comes, by repeats, and by commas.
import assert from 'node:assert/strict'
import axios from 'axios'

type Answer = { data: { id: string }[] }
const url = `${process.env['BASE'] ?? ''}/v1/observations`
const params = { metric: ['goods_trade', 'goods_exports'], between: ['PAK', 'KAZ'], limit: 5 }

const commas = await axios.get<Answer>(url, {
  params: { ...params, metric: params.metric.join(), between: params.between.join() }
})
assert.equal(commas.data.data.length, 5)
for (const paramsSerializer of [{}, { indexes: null }]) {
  const { data } = await axios.get<Answer>(url, { params, paramsSerializer })
  assert.deepEqual(data.data, commas.data.data)
}
