// Figures of single changes in other units than that of the metric.
import t from 'tap'
import { NOUNS } from './nouns.ts'
import { expectRefused, oneError, writable } from './service.ts'

const CLAIM = {
  id: 'new-1',
  metric: 'goods_trade',
  subject: 'KAZ',
  bound: 'exact',
  source: 'a-paper'
}
const OWN = 'USD, the unit of goods_trade, or a unit that converts to it: million_USD; '

t.test('201 with the figure in the unit of the metric, and the text as printed', async (t) => {
  const { send, get } = await writable(t)
  for (const [id, field] of [
    ['new-1', 'unit'],
    ['new-2', 'unit_id']
  ]) {
    const body = { ...CLAIM, id, value: 52.5, [field ?? '']: 'Million_usd', text: '$52.5 million' }
    const made = await send('POST', '/v1/observations', body)
    t.equal(made.statusCode, 201, made.body)
    t.match(made.json().data, { value: 52_500_000, unit: 'USD', text: '$52.5 million' })
    t.same(made.json().meta.warnings, [], 'the text says the converted figure')
  }
  t.equal((await get('/v1/observations/new-1')).json().data.value, 52_500_000)
})

t.test('200 for a patch whose figures alone are in its unit', async (t) => {
  const { send } = await writable(t)
  const claim = '/v1/observations/C0001'
  t.match((await send('PATCH', claim, { value: 60, unit: 'million_USD' })).json().data, {
    value: 60_000_000,
    unit: 'USD'
  })
  const bare = { value: 61, text: '61', unit: 'million_USD' }
  t.same((await send('PATCH', claim, bare)).json().meta.warnings, [], 'the figure as it came')
  const range = { value: null, low: 0.5, high: 2, bound: 'range', unit: 'million_USD' }
  t.match((await send('PATCH', claim, range)).json().data, {
    value: null,
    low: 500_000,
    high: 2_000_000
  })
  t.match((await send('PATCH', claim, { high: 3e6, unit: 'USD' })).json().data, {
    low: 500_000,
    high: 3_000_000
  })
  const projection = { base: { value: 450 }, unit: 'million_USD' }
  t.match((await send('PATCH', '/v1/projections/P001', projection)).json().data, {
    base: { value: 450_000_000, period: '2023' },
    target: { value: 2_000_000_000 }
  })
})

t.test('422 for units that do not convert, and for a unit without figures', async (t) => {
  const service = await writable(t)
  const cases: [unit: string, reason: string][] = [
    ['TEU', 'TEU is a unit of count'],
    ['bananas', 'no unit has this id']
  ]
  for (const [unit, reason] of cases) {
    const expected = `${OWN}${reason}`
    const problem = oneError('/body/unit', `Expected ${expected}, found "${unit}".`, [expected])
    for (const ask of [
      () => service.send('POST', '/v1/observations', { ...CLAIM, value: 1, text: '1', unit }),
      () => service.send('PATCH', '/v1/observations/C0001', { value: 1, unit })
    ])
      await expectRefused(t, service, ask, 'invalid_body', problem)
  }
  const message =
    'The figures are in USD, the unit of the metric, and this correction brings none in ' +
    'million_USD. Send the figures together with their unit.'
  await expectRefused(
    t,
    service,
    () => service.send('PATCH', '/v1/observations/C0001', { note: 'x', unit: 'million_USD' }),
    'invalid_body',
    oneError('/body/unit', message, ['USD'])
  )
})

t.test('422 for a metric in another unit while figures stay', async (t) => {
  const service = await writable(t)
  const claim = '/v1/observations/C0001'
  const metric = { ...NOUNS.metric.body, unit: 'million_USD' }
  t.equal((await service.send('POST', '/v1/metrics', metric)).statusCode, 201)
  const message =
    'The figures are in USD, the unit of goods_trade, and new-1 is in million_USD. Send value ' +
    'together with the metric.'
  for (const unit of [undefined, 'million_USD'])
    await expectRefused(
      t,
      service,
      () => service.send('PATCH', claim, { metric: 'new-1', unit }),
      'invalid_body',
      oneError('/body/metric', message, ['goods_trade'])
    )
  const whole = { metric: 'new-1', value: 60, unit: 'million_USD' }
  t.match((await service.send('PATCH', claim, whole)).json().data, {
    value: 60,
    unit: 'million_USD'
  })
})

t.test('422 with the figure as it came, and its unit', async (t) => {
  const service = await writable(t)
  const claim = '/v1/observations/C0001'
  const range = { value: null, low: 0.5, high: 2, bound: 'range', unit: 'million_USD' }
  t.equal((await service.send('PATCH', claim, range)).statusCode, 200)
  const asks: [body: Record<string, unknown>, field: string, expected: string, found: string][] = [
    [
      { low: 100, unit: 'million_USD' },
      'low',
      'at most high, which is 2000000',
      '100 million_USD (100000000 USD)'
    ],
    [{ low: 100_000_000 }, 'low', 'at most high, which is 2000000', '100000000'],
    [
      { high: 1e15, unit: 'million_USD' },
      'high',
      'a figure that is at most 10^18 in USD, with at most 20 decimals',
      '1000000000000000 million_USD'
    ]
  ]
  for (const [body, field, expected, found] of asks)
    await expectRefused(
      t,
      service,
      () => service.send('PATCH', claim, body),
      'invalid_body',
      oneError(`/body/${field}`, `Expected ${expected}, found "${found}".`, [expected])
    )
})

t.test('a factor is a number of JSON, also 1e6; a text is refused', async (t) => {
  const service = await writable(t)
  const post = (factor: string) =>
    service.app.inject({
      method: 'POST',
      url: '/v1/units',
      payload: `{"id": "n", "name": "N", "kind": "currency", "base": "USD", "factor": ${factor}}`,
      headers: { ...service.keys.admin, 'content-type': 'application/json' }
    })
  await expectRefused(
    t,
    service,
    () => post('"1e6"'),
    'invalid_body',
    oneError('/body/factor', 'Expected a number, found "1e6".', ['a number'])
  )
  for (const factor of ['1e6', '1000000']) {
    const made = await post(factor)
    t.equal(made.statusCode, 201, made.body)
    t.equal(made.json().data.factor, 1_000_000)
    await service.send('DELETE', '/v1/units/n?reason=x')
  }
})

t.test('422 for another factor while a metric has the unit; 200 for another name', async (t) => {
  const service = await writable(t)
  const { send } = service
  await send('POST', '/v1/units', {
    id: 'box',
    name: 'Box',
    kind: 'count',
    base: 'TEU',
    factor: 0.5
  })
  await send('PATCH', '/v1/metrics/spare', { unit: 'box' })
  const expected = '0.5, as before, because metric spare and perhaps other rows depend on it'
  await expectRefused(
    t,
    service,
    () => send('PATCH', '/v1/units/box', { factor: 0.25 }),
    'invalid_body',
    oneError('/body/factor', `Expected ${expected}, found "0.25".`, [expected])
  )
  t.equal((await send('PATCH', '/v1/units/BOX', { name: 'Crate' })).json().data.name, 'Crate')
  t.equal((await send('DELETE', '/v1/units/box?reason=x')).json().code, 'in_use')
  await send('PATCH', '/v1/metrics/spare', { unit: 'USD' })
  t.equal((await send('PATCH', '/v1/units/box', { factor: 0.25 })).json().data.factor, 0.25)
  t.equal((await send('DELETE', '/v1/units/box?reason=x')).statusCode, 200)
})
