import t from 'tap'
import { NOUNS } from './nouns.ts'
import { expectRefused, oneError, writable } from './service.ts'

const { body } = NOUNS.observation
const PATH = '/v1/observations'

t.test('201 with an id of the service where the body has none', async (t) => {
  const { send, get } = await writable(t)
  const { id: _, ...nameless } = body
  const ids = new Set<string>()
  for (let count = 1; count <= 2; count += 1) {
    const response = await send('POST', PATH, nameless)
    const { id } = response.json().data
    t.match(id, /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/)
    t.equal(response.headers.location, `${PATH}/${id}`)
    t.equal((await get(`${PATH}/${id}`)).statusCode, 200)
    t.equal(ids.add(id).size, count)
  }
})

t.test('201 with numbers as they were sent, and lists in their order', async (t) => {
  const { send } = await writable(t)
  await send('POST', PATH, { ...body, id: 'C0002' })
  const derived_from = ['C0002', 'C0001']
  const numbers = {
    'n-1': 1e18,
    'n-2': 1e-7,
    'n-3': -0.5,
    'n-4': 123456789012345,
    'n-5': 0,
    'n-6': 0.3
  }
  for (const [id, value] of Object.entries(numbers)) {
    const response = await send('POST', PATH, { ...body, id, value, derived_from })
    t.equal(response.statusCode, 201, response.body)
    t.same([response.json().data.value, response.json().data.derived_from], [value, derived_from])
  }
})

const PERIODS: Record<string, string> = {
  '2023-Q3': '2023-Q3',
  '2023Q3': '2023-Q3',
  '2023-S1': '2023-01-01/P6M',
  '2023M01': '2023-01',
  '2023-W05': '2023-01-30/P7D',
  '2023-01-30/P14D': '2023-01-30/P14D',
  'July 2023': '2023-07',
  'FY2024 (Jul–Jun)': '2023-07-01/P1Y'
}
t.test('201 with the period in the form of the data set', async (t) => {
  const { send } = await writable(t)
  for (const [sent, period] of Object.entries(PERIODS)) {
    const response = await send('POST', PATH, { ...body, id: undefined, period: sent })
    t.same([response.statusCode, response.json().data?.period], [201, period], sent)
  }
})

const AMBIGUOUS: Record<string, string> = {
  FY24:
    'a period by its months, such as 2023-07-01/P1Y for July 2023 to June 2024: fiscal ' +
    'years begin in different months',
  '2006/07': '2006-07 for the month, or 2006-07-01/P1Y for July to June',
  '07/08/2023': '2023-08-07 or 2023-07-08: year, month, day'
}
for (const [period, expected] of Object.entries(AMBIGUOUS)) {
  t.test(`422 for the period ${period}, with what to write`, async (t) => {
    const service = await writable(t)
    await expectRefused(
      t,
      service,
      () => service.send('POST', PATH, { ...body, id: 'C0002', period }),
      'invalid_body',
      oneError('/body/period', `Expected ${expected}, found "${period}".`, [expected])
    )
  })
}

for (const number of [
  '100000000000000001',
  '12345678901234567',
  '0.1000000000000000055',
  '1e-24',
  '1.23456e-18',
  '5e-324',
  '1e400',
  '1e19'
]) {
  t.test(`422 for ${number}, which would not be kept as it is`, async (t) => {
    const service = await writable(t)
    const text = JSON.stringify({ ...body, id: 'C0002', value: 0 }).replace(
      '"value":0',
      `"value":${number}`
    )
    const message =
      'Expected a number that a double keeps as it is written, as it does up to 15 digits, with ' +
      'at most 20 decimals, up to 10^18 or ' +
      `null, found ${number}.`
    await expectRefused(
      t,
      service,
      () => service.send('POST', PATH, text, { 'content-type': 'application/json' }),
      'invalid_body',
      oneError('/body/value', message, [
        'a number that a double keeps as it is written, as it does up to 15 digits, with at most 20 decimals, up to 10^18',
        'null'
      ])
    )
  })
}

t.test('400 for a name that stands twice', async (t) => {
  const service = await writable(t)
  const text = JSON.stringify({ ...body, id: 'C0002', value: 1 }).replace(
    '"value":1',
    '"value":1,"value":2'
  )
  const ask = () => service.send('POST', PATH, text, { 'content-type': 'application/json' })
  const message = 'Not valid JSON: the name "value" occurs twice.'
  await expectRefused(t, service, ask, 'invalid_json', {
    detail: 'The body is not valid JSON: the name "value" occurs twice.',
    errors: [
      {
        pointer: '/body/value',
        message,
        allowed: ['a JSON object (RFC 8259) in UTF-8, each name once']
      }
    ]
  })
})

t.test('400 for brackets within brackets, however many', async (t) => {
  const service = await writable(t)
  for (const depth of [51, 5_000, 30_000]) {
    const text = `{"note":${'['.repeat(depth)}${']'.repeat(depth)}}`
    const ask = () => service.send('POST', PATH, text, { 'content-type': 'application/json' })
    const where = 'its brackets are nested more than 50 deep.'
    await expectRefused(t, service, ask, 'invalid_json', {
      detail: `The body is not valid JSON: ${where}`,
      errors: [
        {
          pointer: '/body',
          message: `Not valid JSON: ${where}`,
          allowed: ['a JSON object (RFC 8259) in UTF-8, each name once']
        }
      ]
    })
  }
})

t.test('400 for more names than a change can have', async (t) => {
  const service = await writable(t)
  const members = (count: number) =>
    `{${Array.from({ length: count }, (_, index) => `"n${index}":1`).join()}}`
  const type = { 'content-type': 'application/json' }
  const where = 'its objects have more than 3,000 names.'
  const allowed = ['a JSON object (RFC 8259) in UTF-8, each name once']
  const error = { pointer: '/body', message: `Not valid JSON: ${where}`, allowed }
  const ask = () => service.send('POST', PATH, members(3_001), type)
  await expectRefused(t, service, ask, 'invalid_json', {
    detail: `The body is not valid JSON: ${where}`,
    errors: [error]
  })
  const unknown = await service.send('POST', PATH, members(3_000), type)
  t.equal(unknown.json().code, 'invalid_body', 'so many are told as unknown fields')
})

t.test('400 for a text that never ends, soon', async (t) => {
  const service = await writable(t)
  for (const text of [
    `"${'\\"'.repeat(30_000)}`,
    `{"note":"${'\\"'.repeat(30_000)}`,
    '"'.repeat(60_001),
    '{'.repeat(60_000)
  ]) {
    const response = await service.send('POST', PATH, text, { 'content-type': 'application/json' })
    t.equal(response.statusCode, 400)
    t.equal(response.json().code, 'invalid_json')
  }
})

t.test('201 for an author who is called like what the service makes of a source', async (t) => {
  const { send } = await writable(t)
  const trade = { subject: 'KAZ', partner: 'UZB', period: '2011', bound: 'exact', text: '5' }
  for (const id of ['goods_exports', 'goods_imports'])
    await send('POST', '/v1/metrics', { ...NOUNS.metric.body, id, partnered: 'optional' })
  const said = [
    { id: 'x1', metric: 'goods_exports', source: 'a-paper', value: 2 },
    { id: 'x2', metric: 'goods_exports', source: 'spare', value: 2 },
    { id: 'm1', metric: 'goods_imports', source: 'a-paper', value: 3 },
    {
      id: 't1',
      metric: 'goods_trade',
      source: 'spare',
      value: 5,
      attributed_to: 'parts of a-paper'
    },
    { id: 't2', metric: 'goods_trade', source: 'spare', value: 5, attributed_to: 'a-paper' }
  ]
  for (const one of said) {
    const response = await send('POST', PATH, { ...trade, ...one })
    t.equal(response.statusCode, 201, response.body)
  }
})

t.test('the largest and the smallest figures about one thing are compared', async (t) => {
  const { send, get } = await writable(t)
  for (const [id, value] of Object.entries({ large: 1e18, small: 1e-10 }))
    t.equal(
      (
        await send('POST', PATH, {
          ...body,
          id,
          period: '2024',
          value,
          bound: 'exact',
          text: String(value)
        })
      ).statusCode,
      201
    )
  t.ok(
    Math.abs((await get('/v1/conflicts?metric=goods_trade')).json().data[0].ratio / 1e28 - 1) < 1e-9
  )
})

t.test('coverage and conflicts follow at once', async (t) => {
  const { send, get } = await writable(t)
  const coverage = async () => (await get('/v1/metrics/goods_trade')).json().data.coverage
  const conflicts = async () => (await get('/v1/conflicts?metric=goods_trade')).json().data
  t.same(
    [await coverage(), await conflicts()],
    [{ observations: 1, first_period: '2023', last_period: '2023', sources: 1, subjects: 1 }, []]
  )
  const other = {
    ...body,
    subject: 'PAK',
    partner: 'KAZ',
    period: '2023',
    value: 400_000_000,
    bound: 'exact',
    text: '$400 Million'
  }
  t.equal((await send('POST', PATH, other)).statusCode, 201)
  await send('POST', PATH, { ...body, id: 'new-2', period: '2021-07-01/P1Y' })
  t.same(await coverage(), {
    observations: 3,
    first_period: '2021-07-01/P1Y',
    last_period: '2023',
    sources: 1,
    subjects: 2
  })
  const found = await conflicts()
  t.equal(found.length, 1)
  t.match(JSON.stringify(found), /"C0001".*"new-1"/)
})

t.test('422 with every name that is of nothing, and near ones', async (t) => {
  const service = await writable(t)
  const wrong = {
    ...body,
    metric: 'good_trade',
    subject: 'Kazakhstn',
    partner: 'PAKISTANN',
    source: 'a-papers',
    derived_from: ['C0001', 'C0009']
  }
  const errors = [
    ['subject', 'the id or name of an entity', 'Kazakhstn', ['KAZ']],
    ['partner', 'the id or name of an entity, or nothing', 'PAKISTANN', ['PAK']],
    ['source', 'the id of a source', 'a-papers', ['a-paper']],
    ['metric', 'the id of a metric', 'good_trade', ['goods_trade']],
    ['derived_from', 'ids of other claims', 'C0009', ['C0001']]
  ].map(([field, expected, found, near]) => ({
    pointer: `/body/${field}`,
    message: `Expected ${expected}, found "${found}". Similar ids: ${String(near)}.`,
    allowed: near as string[]
  }))
  const detail = `/body/subject: ${errors[0]?.message} (and 4 more)`
  await expectRefused(t, service, () => service.send('POST', PATH, wrong), 'invalid_body', {
    detail,
    errors
  })
})

const REFUSED: [what: object, field: string, expected: string, found: string][] = [
  [{ value: 1, low: 1, high: 2 }, 'value', 'either a value, or low and high', '1'],
  [{ value: null }, 'value', 'either a value, or low and high', ''],
  [{ value: null, low: 2, high: 1, bound: 'range' }, 'low', 'at most high, which is 1', '2'],
  [
    { bound: 'range' },
    'bound',
    'another bound than range, because a single value is given',
    'range'
  ],
  [{ partner: 'KAZ' }, 'partner', 'another entity than the subject', 'KAZ'],
  [
    { subject: 'spare-port', metric: 'spare', derived_from: ['new-1'] },
    'derived_from',
    'ids of other claims',
    'new-1'
  ],
  [{ text: '' }, 'text', 'some text', ''],
  [
    { text: '=1+1' },
    'text',
    'text that is no formula: it must not begin with =, so put a word or a quotation mark ' +
      'before it',
    '=1+1'
  ],
  [{ note: ' x' }, 'note', 'no blanks at the edges', ' x'],
  [{ note: 'a\0b' }, 'note', 'no NUL characters', 'a\0b'],
  [{ note: 'a\ud800b' }, 'note', 'whole characters, not half of a pair of surrogates', 'a\ud800b'],
  [{ derived_from: ['C0001|C0001'] }, 'derived_from', 'a list of texts', '["C0001|C0001"]'],
  [{ derived_from: [''] }, 'derived_from', 'a list of texts', '[""]']
]
for (const [what, field, expected, found] of REFUSED) {
  t.test(`422 for ${JSON.stringify(what)}`, async (t) => {
    const service = await writable(t)
    const message = `Expected ${expected}, found ${JSON.stringify(found)}.`
    const problem = oneError(`/body/${field}`, message, [expected])
    await expectRefused(
      t,
      service,
      () => service.send('POST', PATH, { ...body, ...what }),
      'invalid_body',
      problem
    )
  })
}

t.test('422 for a period that is none, and for too many claims it was computed from', async (t) => {
  const service = await writable(t)
  const wrong = await service.send('POST', PATH, { ...body, period: '2023-13' })
  t.match(wrong.json(), {
    code: 'invalid_body',
    errors: [{ pointer: '/body/period', message: /2023-Q3.*found "2023-13"/ }]
  })
  const many = await service.send('POST', PATH, { ...body, derived_from: Array(51).fill('C0001') })
  t.match(many.json(), {
    code: 'invalid_body',
    errors: [{ pointer: '/body/derived_from', message: /50/ }]
  })
})
