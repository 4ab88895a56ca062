import t from 'tap'
import { insertRows } from '../helpers/rows.ts'
import { expectRefused, oneError, writable } from './service.ts'

const ADDRESS = '/v1/observations/C0001'

t.test('null takes a value away: of a text, a list, a period', async (t) => {
  const { send, store } = await writable(t)
  await insertRows(store, {
    observation: [{}, { id: 'C0002', derived_from: ['C0001'], note: 'A note.' }]
  })
  const response = await send('PATCH', '/v1/observations/C0002', {
    note: null,
    derived_from: null,
    period: null,
    partner: null
  })
  t.equal(response.statusCode, 200)
  const { note, derived_from, period, starts_on, partner, value } = response.json().data
  t.same(
    [note, derived_from, period, starts_on, partner, value],
    [null, [], null, null, null, 52500000]
  )
})

t.test('relations and what was computed from it stay', async (t) => {
  const { send, store, get } = await writable(t)
  await insertRows(store, {
    observation: [{}, { id: 'C0002', derived_from: ['C0001'] }],
    relation: [{}]
  })
  const before = (await get(ADDRESS)).json().data.relations
  t.equal(before.length, 1)
  t.equal((await send('PATCH', ADDRESS, { value: 1, text: '$1' })).statusCode, 200)
  t.same((await get(ADDRESS)).json().data.relations, before)
  t.same((await get('/v1/observations/C0002')).json().data.derived_from, ['C0001'])
})

t.test('coverage and conflicts follow at once', async (t) => {
  const { send, store, get } = await writable(t)
  await insertRows(store, {
    observation: [{}, { id: 'C0002', value: 400_000_000, text: '$400 Million' }]
  })
  const holding = async () =>
    (await get('/v1/conflicts?metric=goods_trade'))
      .json()
      .data.map(({ kind }: { kind: string }) => kind)
  t.same(await holding(), ['contradicts'])
  await send('PATCH', '/v1/observations/C0002', { value: 52_500_000, text: '$52.5 million' })
  t.same(await holding(), [])
  await send('PATCH', '/v1/observations/C0002', { metric: 'spare', period: '2020' })
  const coverage = async (id: string) => (await get(`/v1/metrics/${id}`)).json().data.coverage
  t.match(
    [await coverage('goods_trade'), await coverage('spare')],
    [{ observations: 1 }, { observations: 1, last_period: '2020' }]
  )
})

t.test('422 where what is merged does not go together', async (t) => {
  const service = await writable(t)
  const expected = 'either a value, or low and high'
  const problem = oneError('/body/value', `Expected ${expected}, found "52500000".`, [expected])
  await expectRefused(
    t,
    service,
    () => service.send('PATCH', ADDRESS, { low: 1, high: 2 }),
    'invalid_body',
    problem
  )
})

t.test('an Idempotency-Key that is none is 400', async (t) => {
  const service = await writable(t)
  const allowed = ['1 to 255 printable ASCII characters, such as a UUID']
  const problem = oneError(
    '/header/idempotency-key',
    `Expected ${allowed}, found 256 characters.`,
    allowed
  )
  const headers = { 'idempotency-key': 'x'.repeat(256) }
  await expectRefused(
    t,
    service,
    () => service.send('PATCH', ADDRESS, {}, headers),
    'invalid_parameter',
    problem
  )
})
