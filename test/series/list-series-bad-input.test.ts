import t from 'tap'
import { buildTestApp } from '../helpers/app.ts'
import { expectProblem } from '../helpers/problem.ts'
import { insertRows } from '../helpers/rows.ts'
import { testRefused } from '../helpers/test-refused.ts'

type Refusal = readonly [message: string, allowed?: string[]]

const SERIES = '/v1/series?metric=goods_trade'
const RULES = ['preferred', 'latest_published', 'median', 'source:<id>']
const DATES =
  'a year, month, day or period such as 2024, 2024-10, 2024-10-07, 2024-Q3, 2023-07-01/P1Y or FY2024'
const noRule = (found: string): Refusal => [`"${found}" is not one of ${RULES.join(', ')}.`, RULES]
const noSource: Refusal = ['"source:" needs an id after it.', RULES]

const REFUSED: Record<string, Refusal> = {
  'rule=best': noRule('best'),
  'rule=Median': noRule('Median'),
  'rule=median,preferred': noRule('median,preferred'),
  'rule=source': noRule('source'),
  'rule=constructor': noRule('constructor'),
  'rule=source:': noSource,
  [`rule=source:${'x'.repeat(101)}`]: noSource,
  'from=2023-13': [`Expected ${DATES}, found "2023-13".`, [DATES]],
  'to=yesterday': [`Expected ${DATES}, found "yesterday".`, [DATES]],
  'from=2024&to=2023': [
    '`from` begins on 2024-01-01, but `to` ends before that, on 2023-12-31.',
    ['a date up to 2023-12-31']
  ],
  'direction=sideways': [
    '"sideways" is not one of all, outbound, inbound, none.',
    ['all', 'outbound', 'inbound', 'none']
  ],
  'mode=air': [
    '"air" is not one of road, rail, ferry, sea, multimodal, none.',
    ['road', 'rail', 'ferry', 'sea', 'multimodal', 'none']
  ],
  'between=PAK': [
    'Expected two different ids separated by a comma, such as PAK,KAZ.',
    ['two different ids separated by a comma, such as PAK,KAZ']
  ],
  'between=PAK,pk': ['PAK stands on both sides.', ['two different entities']]
}
testRefused('/v1/series', REFUSED, { starts: [`${SERIES}&`, '/v1/series.csv?metric=goods_trade&'] })

t.test('400 for a source that is not there, with rules that name near ones', async (t) => {
  const { app, store } = await buildTestApp(t)
  await insertRows(store, { source: [{ id: 'a-paper' }, { id: 'b-paper' }], observation: [{}] })
  const response = await app.inject(`${SERIES}&rule=source:a-papr`)
  const message = 'No source has the id "a-papr". Similar ids: a-paper, b-paper.'
  expectProblem(t, response, 'unknown_id', {
    detail: `/query/rule: ${message}`,
    errors: [{ pointer: '/query/rule', message, allowed: ['source:a-paper', 'source:b-paper'] }]
  })
  t.equal(response.json().try, null, 'two are equally near')
})

t.test('400 for a source that is like none, with what there is', async (t) => {
  const { app, store } = await buildTestApp(t)
  await insertRows(store, { observation: [{}] })
  const response = await app.inject(`${SERIES}&rule=source:xyzzyxyzzyxyzzy`)
  const message = 'No source has the id "xyzzyxyzzyxyzzy".'
  expectProblem(t, response, 'unknown_id', {
    detail: `/query/rule: ${message}`,
    errors: [
      {
        pointer: '/query/rule',
        message,
        allowed: [
          'preferred',
          'latest_published',
          'median',
          'source: and an id from GET /v1/sources'
        ]
      }
    ]
  })
  t.equal(response.json().try, null, 'nobody can tell which rule was meant')
})

t.test('400 without a metric, for an unknown one, and for several', async (t) => {
  const { app, store } = await buildTestApp(t)
  await insertRows(store, { observation: [{}] })
  await app.ready()
  expectProblem(t, await app.inject('/v1/series?subject=PAK'), 'invalid_parameter', {
    detail: '/query/metric: This parameter is required.',
    errors: [
      {
        pointer: '/query/metric',
        message: 'This parameter is required.',
        allowed: ['a value such as goods_trade']
      }
    ]
  })
  const response = await app.inject('/v1/series?metric=goods_trad')
  t.same([response.statusCode, response.json().code], [400, 'unknown_id'])
  t.same(response.json().errors[0].allowed, ['goods_trade'])
})

t.test('400 for several metrics or sources, with the first one that there is', async (t) => {
  const { app, store } = await buildTestApp(t)
  await insertRows(store, {
    metric: [{}, { id: 'gdp' }],
    source: [{ id: 'a-paper' }],
    observation: [{}]
  })
  const message =
    'This parameter takes one metric, and the value is a list. ' +
    'Ask for each metric alone; /v1/observations takes several.'
  for (const query of ['metric=x,goods_trade,gdp', 'metric=x&metric=goods_trade&metric[]=gdp']) {
    const several = await app.inject(`/v1/series?${query}&to=2024`)
    expectProblem(t, several, 'invalid_parameter', {
      detail: `/query/metric: ${message}`,
      errors: [{ pointer: '/query/metric', message, allowed: ['goods_trade', 'gdp'] }]
    })
    t.equal(several.json().try, '/v1/series?metric=goods_trade&to=2024')
  }
  const none = (await app.inject('/v1/series?metric=x,y')).json()
  t.same([none.errors[0].allowed, none.try], [['an id from GET /v1/metrics'], null])
  const rule = (await app.inject(`${SERIES}&rule=source:x,source:a-paper`)).json()
  t.same(
    [rule.errors[0].message, rule.try],
    [
      'This parameter takes one source, and the value is a list. ' +
        'Ask for each source alone; `source` of /v1/observations takes several.',
      `${SERIES}&rule=source:a-paper`
    ]
  )
})

t.test('400 for what a series has no parameter for', async (t) => {
  const { app, store } = await buildTestApp(t)
  await insertRows(store, { observation: [{}] })
  const allowed = [
    'aggregate',
    'as_of',
    'between',
    'calendar',
    'country',
    'currency',
    'cursor',
    'decimal',
    'dialect',
    'direction',
    'fields',
    'format',
    'from',
    'index_base',
    'latest',
    'layout',
    'limit',
    'metric',
    'mode',
    'names',
    'partner',
    'partner_kind',
    'percent_of',
    'product',
    'rule',
    'sort',
    'subject',
    'subject_kind',
    'to',
    'total',
    'transform'
  ]
  for (const name of ['source', 'order', 'rules']) {
    const { code, errors } = (await app.inject(`${SERIES}&${name}=1`)).json()
    t.same(
      [code, errors[0].pointer, errors[0].allowed.toSorted()],
      ['unknown_parameter', `/query/${name}`, allowed],
      name
    )
  }
})

t.test('400 for a cursor of another question, or of none', async (t) => {
  const { app, store } = await buildTestApp(t)
  await insertRows(store, {
    observation: ['2023', '2023-07', '2023-Q1'].map((period) => ({ id: `C${period}`, period }))
  })
  const { links } = (await app.inject(`${SERIES}&rule=median&limit=1`)).json()
  const cursor: string = links.next.split('cursor=')[1]
  t.equal(
    (await app.inject(`${SERIES}&rule=median&cursor=${cursor}`)).statusCode,
    200,
    'of this question'
  )
  const [version, question] = JSON.parse(Buffer.from(cursor, 'base64url').toString())
  const made = (...key: unknown[]) =>
    Buffer.from(JSON.stringify([version, question, key])).toString('base64url')
  const keys = [
    ['PAK'],
    ['PAK', 'KAZ', null, null],
    ['PAK', 'KAZ', null, null, 1],
    [null, 'KAZ', null, null, 'P1M'],
    ['PAK', 'KAZ', null, null, null],
    ['P\0', null]
  ]
  for (const query of [
    `cursor=${cursor}`,
    `rule=preferred&cursor=${cursor}`,
    ...keys.map((key) => `rule=median&cursor=${made(...key)}`)
  ]) {
    const response = await app.inject(`${SERIES}&${query}`)
    t.same([response.statusCode, response.json().code], [400, 'invalid_cursor'], query)
  }
})

t.test('405 for other methods, 406 for other formats, and 404 below', async (t) => {
  const { app, store } = await buildTestApp(t)
  await insertRows(store, { observation: [{}] })
  t.equal((await app.inject({ method: 'POST', url: SERIES })).statusCode, 405)
  t.equal(
    (await app.inject({ url: SERIES, headers: { accept: 'application/xml' } })).statusCode,
    406
  )
  t.equal((await app.inject('/v1/series/goods_trade')).statusCode, 404)
})
