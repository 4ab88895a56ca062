import t from 'tap'
import { insertRows } from '../helpers/rows.ts'
import { expectRefused, writable } from './service.ts'

t.test('409 with what refers to it; once that is withdrawn, 200', async (t) => {
  const service = await writable(t)
  const { send, store, get } = service
  await insertRows(store, { observation: [{}, { id: 'C0002', derived_from: ['C0001'] }] })
  const errors = [
    {
      pointer: '/path/id',
      message: 'observation C0002 refers to this.',
      allowed: ['after observation C0002 is withdrawn']
    }
  ]
  await expectRefused(
    t,
    service,
    () => send('DELETE', '/v1/observations/C0001?reason=x'),
    'in_use',
    {
      detail: 'Nothing was withdrawn: observation C0001 is referred to by observation C0002.',
      errors
    }
  )
  for (const id of ['C0002', 'C0001'])
    t.equal((await send('DELETE', `/v1/observations/${id}?reason=x`)).statusCode, 200, id)
  t.match((await get('/v1/metrics/goods_trade')).json().data, {
    coverage: { observations: 0, last_period: null },
    series: []
  })
})

t.test('409 where relations name it on either side', async (t) => {
  const service = await writable(t)
  await insertRows(service.store, { observation: [{}, { id: 'C0002' }], relation: [{}] })
  const errors = [
    {
      pointer: '/path/id',
      message: 'relation R001 refers to this.',
      allowed: ['after relation R001 is withdrawn']
    }
  ]
  for (const id of ['C0001', 'C0002']) {
    await expectRefused(
      t,
      service,
      () => service.send('DELETE', `/v1/observations/${id}?reason=x`),
      'in_use',
      { errors }
    )
  }
})

t.test('conflicts follow at once', async (t) => {
  const { send, store, get } = await writable(t)
  await insertRows(store, {
    observation: [{}, { id: 'C0002', value: 400_000_000, text: '$400 Million' }]
  })
  t.equal((await get('/v1/conflicts?metric=goods_trade')).json().data.length, 1)
  t.equal((await send('DELETE', '/v1/observations/C0002?reason=x')).statusCode, 200)
  t.same((await get('/v1/conflicts?metric=goods_trade')).json().data, [])
})
