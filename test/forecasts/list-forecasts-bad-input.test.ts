import t from 'tap'
import { documentedFor } from '../helpers/allowed.ts'
import { buildTestApp, type TestApp } from '../helpers/app.ts'
import { pluck } from '../helpers/pluck.ts'
import { expectProblem } from '../helpers/problem.ts'
import { insertRows } from '../helpers/rows.ts'
import { testRefused } from '../helpers/test-refused.ts'

type Problem = {
  errors: { pointer: string; message: string; allowed: string[] }[]
  try: string | null
}
type Refusal = readonly [message: string, allowed?: string[]]

const FORECASTS = '/v1/forecasts?metric=goods_trade'
const EMPTY: Refusal = ['This parameter is empty; leave it out or give it a value.']
const SINGLE_COMMAS: Refusal = ['The list has an empty value.', ['ids separated by single commas']]
const TOO_MANY: Refusal = [
  'The list has 51 values; at most 50 are allowed.',
  ['at most 50 values separated by commas']
]
const METHODS = ['auto', 'naive', 'drift', 'robust', 'linear', 'simple', 'holt', 'damped', 'theta']
const RULES = ['preferred', 'latest_published', 'median', 'source:<id>']
const HORIZON = 'a whole number from 1 to 30'
const LEVEL = 'a whole number from 50 to 99'
const LIMIT = 'a whole number from 1 to 100'
const wholeNumber = (allowed: string, found: string): Refusal => [
  `Expected ${allowed}, found "${found}".`,
  [allowed]
]
const noMethod = (found: string): Refusal => [
  `"${found}" is not one of ${METHODS.join(', ')}.`,
  METHODS
]
const fiftyOne = (value: string) => Array(51).fill(value).join(',')

const REFUSED: Record<string, Refusal> = {
  'horizon=0': wholeNumber(HORIZON, '0'),
  'horizon=31': wholeNumber(HORIZON, '31'),
  'horizon=1.5': wholeNumber(HORIZON, '1.5'),
  'horizon=-1': wholeNumber(HORIZON, '-1'),
  'horizon=1e1': wholeNumber(HORIZON, '1e1'),
  'horizon=NaN': wholeNumber(HORIZON, 'NaN'),
  'horizon=five': wholeNumber(HORIZON, 'five'),
  'level=49': wholeNumber(LEVEL, '49'),
  'level=100': wholeNumber(LEVEL, '100'),
  'level=80,100': wholeNumber(LEVEL, '100'),
  'level=0.95': wholeNumber(LEVEL, '0.95'),
  'level=80.5': wholeNumber(LEVEL, '80.5'),
  'level=-80': wholeNumber(LEVEL, '-80'),
  'level=80,': wholeNumber(LEVEL, ''),
  'level=,': wholeNumber(LEVEL, ''),
  'level=80 ,95': wholeNumber(LEVEL, '80 '),
  // Each counts, the same again too.
  [`level=${Array(11).fill('80')}`]: [
    'The list has 11 values; at most 10 are allowed.',
    ['at most 10 values separated by commas']
  ],
  'level=50,51,52,53,54,55,56,57,58,59,60': [
    'The list has 11 values; at most 10 are allowed.',
    ['at most 10 values separated by commas']
  ],
  [`level=${fiftyOne('80')}`]: [
    'The list has 51 values; at most 10 are allowed.',
    ['at most 10 values separated by commas']
  ],
  'method=arima': noMethod('arima'),
  'method=Naive': noMethod('Naive'),
  'method=naive,drift': noMethod('naive,drift'),
  'method=constructor': noMethod('constructor'),
  'method=toString': noMethod('toString'),
  'limit=0': wholeNumber(LIMIT, '0'),
  'limit=101': wholeNumber(LIMIT, '101'),
  'limit=1000': wholeNumber(LIMIT, '1000'),
  'by=x': ['"x" is not one of rule, author.', ['rule', 'author']],
  'by=Author': ['"Author" is not one of rule, author.', ['rule', 'author']],
  'by=rule,author': ['"rule,author" is not one of rule, author.', ['rule', 'author']],
  'rule=best': [`"best" is not one of ${RULES.join(', ')}.`, RULES],
  'rule=source:': ['"source:" needs an id after it.', RULES],
  'subject=PAK,,KAZ': SINGLE_COMMAS,
  [`subject=${fiftyOne('PAK')}`]: TOO_MANY,
  [`partner=${fiftyOne('PAK')}`]: TOO_MANY,
  'source=a-paper,': SINGLE_COMMAS
}
testRefused('/v1/forecasts', REFUSED, {
  starts: [`${FORECASTS}&`, '/v1/forecasts.csv?metric=goods_trade&']
})

t.test('400 without a metric', async (t) => {
  const { app, store } = await buildTestApp(t)
  await insertRows(store, { observation: [{}] })
  await app.ready()
  const allowed = documentedFor(app, '/v1/forecasts', '/query/metric')
  t.match(allowed[0], /^a value such as goods_/)
  const cases = {
    '': 'This parameter is required.',
    '?subject=PAK&horizon=3': 'This parameter is required.',
    '?metric=': EMPTY[0]
  }
  for (const [query, message] of Object.entries(cases))
    expectProblem(t, await app.inject(`/v1/forecasts${query}`), 'invalid_parameter', {
      detail: `/query/metric: ${message}`,
      errors: [{ pointer: '/query/metric', message, allowed }]
    })
})

t.test('400 for too many levels of an outlook too', async (t) => {
  const { app, store } = await buildTestApp(t)
  await insertRows(store, { projection: [{}] })
  const [message, allowed = []] = REFUSED['level=50,51,52,53,54,55,56,57,58,59,60'] ?? ['']
  const outlook = '/v1/projections/P001/outlook?level=50,51,52,53,54,55,56,57,58,59'
  t.equal((await app.inject(outlook)).statusCode, 200, 'ten')
  expectProblem(t, await app.inject(`${outlook},60`), 'invalid_parameter', {
    errors: [{ pointer: '/query/level', message, allowed }]
  })
})

t.test('400 names each parameter that is wrong', async (t) => {
  const { app, store } = await buildTestApp(t)
  await insertRows(store, { observation: [{}] })
  const { errors }: Problem = (
    await app.inject('/v1/forecasts?horizon=0&level=1&method=best&limit=0')
  ).json()
  t.same(errors.map(({ pointer }) => pointer).sort(), [
    '/query/horizon',
    '/query/level',
    '/query/limit',
    '/query/method',
    '/query/metric'
  ])
})

t.test('400 with the parameters there are for an unknown one', async (t) => {
  const { app, store } = await buildTestApp(t)
  await insertRows(store, { observation: [{}] })
  for (const name of ['horizons', 'levels', 'metrics']) {
    const response = await app.inject(`${FORECASTS}&${name}=1`)
    const { errors }: Problem = response.json()
    t.equal(response.json().code, 'unknown_parameter', name)
    t.equal(errors[0]?.pointer, `/query/${name}`)
    t.same(errors[0]?.allowed.toSorted(), [
      'as_of',
      'by',
      'calendar',
      'country',
      'cursor',
      'decimal',
      'dialect',
      'fields',
      'format',
      'horizon',
      'level',
      'limit',
      'method',
      'metric',
      'names',
      'partner',
      'product',
      'rule',
      'source',
      'subject',
      'total'
    ])
  }
})

t.test('400 with near ids for a metric that does not exist', async (t) => {
  const { app, store } = await buildTestApp(t)
  await insertRows(store, {
    metric: [{}, { id: 'goods_trade_total' }, { id: 'lpi_rank', unit: 'rank', kind: 'index' }],
    observation: [{}]
  })
  const unknown = async (metric: string, near: string[]) => {
    const message = `No metric has the id "${metric}". Similar ids: ${near.join(', ')}.`
    expectProblem(t, await app.inject(`/v1/forecasts?metric=${metric}`), 'unknown_id', {
      detail: `/query/metric: ${message}`,
      errors: [{ pointer: '/query/metric', message, allowed: near }]
    })
  }
  await unknown('goods_trad', ['goods_trade', 'goods_trade_total'])
  await unknown('lpi_rnk', ['lpi_rank'])
})

t.test(
  '400 where all series have products: they are there, but not what is asked for',
  async (t) => {
    const { app, store } = await buildTestApp(t)
    await insertRows(store, {
      metric: [{ by_product: 'optional' }],
      product: [{}],
      observation: [{ product: 'HS2022-52' }]
    })
    const message = 'goods_trade has no series that all filters allow.'
    expectProblem(t, await app.inject(`${FORECASTS}&subject=KAZ`), 'invalid_parameter', {
      detail: `/query/metric: ${message}`,
      errors: [{ pointer: '/query/metric', message, allowed: [] }]
    })
  }
)

t.test('400 with near ids where no subject, partner or source is known', async (t) => {
  const { app, store } = await buildTestApp(t)
  await insertRows(store, { observation: [{}] })
  const cases = {
    subject: ['karachi-prt', 'entity', 'karachi-port'],
    partner: ['Kazakhstn', 'entity', 'KAZ'],
    source: ['a-papr', 'source', 'a-paper']
  }
  for (const [parameter, [id = '', noun = '', near = '']] of Object.entries(cases)) {
    const response = await app.inject(`${FORECASTS}&${parameter}=${id}`)
    const { errors }: Problem = response.json()
    t.equal(response.json().code, 'unknown_id', parameter)
    t.equal(response.statusCode, 400)
    t.equal(errors.length, 1)
    t.equal(errors[0]?.pointer, `/query/${parameter}`)
    t.match(errors[0]?.message, `No ${noun} has the id "${id}". Similar ids: ${near}`)
    t.equal(errors[0]?.allowed[0], near)
  }
})

/** Sends each request that an answer says would work; the first of them is the one to try. */
async function sendAllowed(
  t: Tap,
  { app }: TestApp,
  { errors, ...problem }: Problem
): Promise<void> {
  const requests = errors[0]?.allowed ?? []
  t.equal(problem.try, requests[0]?.replace('GET ', ''), 'the first to try')
  t.ok(requests.length > 0, 'a request that works')
  t.equal(new Set(requests).size, requests.length, 'each once')
  for (const request of requests) {
    t.match(request, /^GET \/v1\/forecasts\?/)
    const response = await app.inject(request.replace('GET ', ''))
    t.equal(response.statusCode, 200, request)
    t.ok(response.json().data.length > 0, `${request}: a forecast`)
  }
}
type Tap = Parameters<typeof expectProblem>[0]

t.test('400 for what has no course of its own, with a request that works', async (t) => {
  const test = await buildTestApp(t)
  await insertRows(test.store, {
    metric: [
      { id: 'lpi_rank', unit: 'rank', kind: 'index' },
      { id: 'route_length', unit: 'km', kind: 'distance' },
      { id: 'goods_trade' },
      { id: 'port_calls' }
    ],
    observation: [
      ...[2018, 2019, 2020, 2021].map((year) => ({
        id: `R${year}`,
        metric: 'lpi_rank',
        partner: null,
        period: String(year),
        value: 90
      })),
      ...[2018, 2019, 2020].map((year) => ({
        id: `L${year}`,
        metric: 'route_length',
        partner: null,
        period: String(year),
        value: 2000
      })),
      { id: 'T1', period: '2022' },
      { id: 'T2', period: '2023' },
      { id: 'P1', metric: 'port_calls', subject: 'karachi-port', partner: null }
    ]
  })
  const requests = [
    'GET /v1/forecasts?metric=goods_trade&subject=PAK&partner=KAZ',
    'GET /v1/forecasts?metric=port_calls&subject=karachi-port'
  ]
  const cases = {
    lpi_rank: 'lpi_rank is a rank, which moves by what others do: a forecast makes no sense.',
    route_length:
      'route_length is a distance, which changes by building: a forecast makes no sense.'
  }
  // Whatever else is asked: the metric alone decides.
  for (const [metric, why] of Object.entries(cases))
    for (const rest of ['', '&subject=PAK&horizon=2', '&method=naive']) {
      const response = await test.app.inject(`/v1/forecasts?metric=${metric}${rest}`)
      const message = `${why} A request that works: ${requests[0]}.`
      expectProblem(t, response, 'invalid_parameter', {
        detail: `/query/metric: ${message}`,
        errors: [{ pointer: '/query/metric', message, allowed: requests }]
      })
      await sendAllowed(t, test, response.json())
    }
})

t.test('400 for a metric without a series, with a request that works', async (t) => {
  const test = await buildTestApp(t)
  await insertRows(test.store, {
    metric: [{ id: 'goods_trade' }, { id: 'untold' }, { id: 'undated' }],
    observation: [{}, { id: 'U1', metric: 'undated', period: null }]
  })
  const requests = ['GET /v1/forecasts?metric=goods_trade&subject=PAK&partner=KAZ']
  for (const [metric, why] of [
    ['untold', 'there are no claims about it'],
    ['undated', 'no claim about it names a period']
  ]) {
    const response = await test.app.inject(`/v1/forecasts?metric=${metric}`)
    const message = `${metric} has no series: ${why}. A request that works: ${requests[0]}.`
    expectProblem(t, response, 'invalid_parameter', {
      detail: `/query/metric: ${message}`,
      errors: [{ pointer: '/query/metric', message, allowed: requests }]
    })
    await sendAllowed(t, test, response.json())
  }
})

t.test(
  '400 for a subject, partner or source without a series of the metric, with requests that work',
  async (t) => {
    const test = await buildTestApp(t)
    await insertRows(test.store, {
      metric: [{ id: 'goods_trade' }, { id: 'goods_exports' }],
      source: [{ id: 'a-paper' }, { id: 'b-paper' }],
      observation: [
        { id: 'C1', subject: 'UZB', partner: null, period: '2023' },
        { id: 'C2', subject: 'PAK', partner: 'KAZ', period: '2022' },
        { id: 'C3', subject: 'PAK', partner: 'KAZ', period: '2023' },
        // The same pair in another mode: one request answers both.
        { id: 'C4', subject: 'PAK', partner: 'KAZ', period: '2023', mode: 'rail' },
        { id: 'C5', metric: 'goods_exports', subject: 'CHE', partner: 'PAK', source: 'b-paper' }
      ]
    })
    const requests = [
      'GET /v1/forecasts?metric=goods_trade&subject=PAK&partner=KAZ',
      'GET /v1/forecasts?metric=goods_trade&subject=UZB'
    ]
    for (const query of [
      'subject=CHE',
      'subject=KAZ&partner=PAK',
      'subject=PAK&partner=UZB',
      'source=b-paper',
      'subject=UZB&partner=KAZ'
    ]) {
      const response = await test.app.inject(`${FORECASTS}&${query}`)
      const { errors }: Problem = response.json()
      t.equal(response.statusCode, 400, query)
      const message =
        'goods_trade has no series that all filters allow. A request that ' +
        `works: ${errors[0]?.allowed[0]}.`
      expectProblem(t, response, 'invalid_parameter', {
        detail: `/query/metric: ${message}`,
        errors: [{ pointer: '/query/metric', message, allowed: errors[0]?.allowed ?? [] }]
      })
      t.same(errors[0]?.allowed.toSorted(), requests.toSorted(), 'of this metric')
      await sendAllowed(t, test, response.json())
    }
  }
)

t.test('400 with no request at all where none would work', async (t) => {
  const test = await buildTestApp(t)
  await insertRows(test.store, {
    metric: [{}, { id: 'lpi_rank', unit: 'rank', kind: 'index' }],
    observation: [{ metric: 'lpi_rank' }]
  })
  for (const metric of ['goods_trade', 'lpi_rank']) {
    const response = await test.app.inject(`/v1/forecasts?metric=${metric}`)
    t.equal(response.statusCode, 400)
    t.equal(response.json().try, null, `${metric}: nothing to try`)
    t.notMatch(response.body, /undefined/, `${metric}: a message that makes sense`)
  }
})

t.test(
  '400 for every rank and distance of the starter data, with a request that works',
  async (t) => {
    const test = await buildTestApp(t, { data: 'starter' })
    const metrics = await pluck(
      test.store,
      `SELECT id FROM metric WHERE unit = 'rank' OR kind = 'distance'`
    )
    t.same(metrics.sort(), ['lpi_rank', 'railway_length', 'route_length'])
    for (const metric of metrics) {
      const response = await test.app.inject(`/v1/forecasts?metric=${metric}`)
      t.equal(response.statusCode, 400)
      await sendAllowed(t, test, response.json())
    }
  }
)

t.test('400 for a cursor of another question, or of none', async (t) => {
  const AUTHOR = `${FORECASTS}&by=author`
  const { app, store } = await buildTestApp(t)
  await insertRows(store, {
    observation: ['A', 'B', 'C'].map((attributed_to) => ({ id: attributed_to, attributed_to }))
  })
  const { links } = (await app.inject(`${AUTHOR}&horizon=3&limit=1`)).json()
  const cursor: string = links.next.split('cursor=')[1]
  t.equal(
    (await app.inject(`${AUTHOR}&horizon=3&cursor=${cursor}`)).statusCode,
    200,
    'of this question'
  )
  const [version, question] = JSON.parse(Buffer.from(cursor, 'base64url').toString())
  const made = (...key: unknown[]) =>
    Buffer.from(JSON.stringify([version, question, key])).toString('base64url')
  const others = [
    `horizon=4&cursor=${cursor}`,
    `cursor=${cursor}`,
    `horizon=3&level=80&cursor=${cursor}`,
    ...[
      made('x'),
      made('1', 'x'),
      made(1.5, 'x'),
      made(1, 2),
      made(1),
      made(1, 'x', 'y'),
      'nonsense'
    ].map((one) => `horizon=3&cursor=${one}`)
  ]
  for (const query of others) {
    const response = await app.inject(`${AUTHOR}&${query}`)
    t.same([response.statusCode, response.json().code], [400, 'invalid_cursor'], query)
  }
})

t.test('405 for other methods, 406 for other formats, and 404 below', async (t) => {
  const { app, store } = await buildTestApp(t)
  await insertRows(store, { observation: [{}] })
  t.equal((await app.inject({ method: 'POST', url: FORECASTS })).statusCode, 405)
  t.equal(
    (await app.inject({ url: FORECASTS, headers: { accept: 'application/xml' } })).statusCode,
    406
  )
  t.equal((await app.inject('/v1/forecasts/goods_trade')).statusCode, 404)
})

t.test('400 for several metrics, with the first one that there is', async (t) => {
  const { app, store } = await buildTestApp(t)
  await insertRows(store, { observation: [{}] })
  const message =
    'This parameter takes one metric, and the value is a list. ' +
    'Ask for each metric alone; /v1/observations takes several, with figures of the past.'
  const response = await app.inject('/v1/forecasts?metric=x,goods_trade')
  expectProblem(t, response, 'invalid_parameter', {
    detail: `/query/metric: ${message}`,
    errors: [{ pointer: '/query/metric', message, allowed: ['goods_trade'] }]
  })
  t.equal(response.json().try, '/v1/forecasts?metric=goods_trade')
})
