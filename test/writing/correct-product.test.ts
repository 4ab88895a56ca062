import t from 'tap'
import { writable } from './service.ts'

t.test('a product is named in the path as everywhere: by its scheme and code', async (t) => {
  const { send } = await writable(t)
  const corrected = await send('PATCH', '/v1/products/commodity:spare', { note: 'Seldom traded' })
  t.same([corrected.statusCode, corrected.json().data.id], [200, 'commodity-spare'])
  const withdrawn = await send('DELETE', '/v1/products/Commodity%20spare?reason=x')
  t.equal(withdrawn.statusCode, 200)
})
