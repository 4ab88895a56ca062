import t from 'tap'
import { writable } from '../writing/service.ts'

const JSON_PATCH = 'application/merge-patch+json'

t.test('200 for a short name, which answers, CSV and changes then have', async (t) => {
  const { app, get, send, keys } = await writable(t)
  const headers = { ...keys.admin, 'content-type': JSON_PATCH }
  const patch = (body: object) => send('PATCH', '/v1/metrics/goods_trade', body, headers)

  const patched = await patch({ short_name: 'Goods trade' })
  t.same([patched.statusCode, patched.json().data.short_name], [200, 'Goods trade'])
  const csv = (await app.inject('/v1/metrics.csv?q=turnover')).body.split('\n')
  t.match(csv[0], /^id,name,short_name,definition,/)
  t.match(csv[1], /^goods_trade,Goods trade turnover,Goods trade,/)
  t.match((await get('/v1/changes?since=1&type=metric')).json().data, [
    { id: 'goods_trade', row: { short_name: 'Goods trade' } }
  ])
  t.equal((await patch({ short_name: '' })).json().data.short_name, null, 'and taken away again')
})

t.test('422 for a short name that is too long for a chart', async (t) => {
  const { send, keys } = await writable(t)
  const headers = { ...keys.admin, 'content-type': JSON_PATCH }
  const long = { short_name: 'x'.repeat(31) }
  const response = await send('PATCH', '/v1/metrics/goods_trade', long, headers)
  t.equal(response.statusCode, 422)
  t.match(response.json().errors, [
    { pointer: '/body/short_name', message: /at most 30 characters/ }
  ])
})
