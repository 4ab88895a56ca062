import t from 'tap'
import { expectRefused, oneError, writable } from './service.ts'

const ADDRESS = '/v1/metrics/goods_trade'

t.test('422 for what claims are read by, while there are any', async (t) => {
  const service = await writable(t)
  const cases: [object, field: string, before: string, found: string][] = [
    [{ unit: 'TEU' }, 'unit', 'USD', 'TEU'],
    [{ partnered: 'no' }, 'partnered', 'optional', 'no'],
    [{ subject_kinds: ['country'] }, 'subject_kinds', 'country,group,port', 'country']
  ]
  for (const [patch, field, before, found] of cases) {
    const expected = `${before}, as before, because observation C0001 and perhaps other claims depend on it`
    const problem = oneError(`/body/${field}`, `Expected ${expected}, found "${found}".`, [
      expected
    ])
    await expectRefused(
      t,
      service,
      () => service.send('PATCH', ADDRESS, patch),
      'invalid_body',
      problem
    )
  }
  for (const address of ['/v1/observations/C0001', '/v1/projections/P001'])
    await service.send('DELETE', `${address}?reason=x`)
  t.equal((await service.send('PATCH', ADDRESS, { unit: 'TEU' })).json().data.unit, 'TEU')
})

t.test('a new name is found, and the coverage stays', async (t) => {
  const { send, get } = await writable(t)
  const { coverage } = (await get(ADDRESS)).json().data
  t.equal((await send('PATCH', ADDRESS, { name: 'Turnover of goods' })).statusCode, 200)
  const { data } = (await get('/v1/metrics?q=turnover%20of')).json()
  t.same(
    data.map(({ id }: { id: string }) => id),
    ['goods_trade']
  )
  t.same(data[0].coverage, coverage)
})
