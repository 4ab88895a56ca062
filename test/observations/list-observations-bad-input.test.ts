import t from 'tap'
import { buildTestApp } from '../helpers/app.ts'
import { expectProblem } from '../helpers/problem.ts'
import { insertRows } from '../helpers/rows.ts'
import { testRefused } from '../helpers/test-refused.ts'

const LIMIT = 'a whole number from 1 to 1000'
const LATEST = 'a whole number from 1 to 100'
const DATES =
  'a year, month, day or period such as 2024, 2024-10, 2024-10-07, 2024-Q3, 2023-07-01/P1Y or FY2024'
const PAIR = 'two different ids separated by a comma, such as PAK,KAZ'
const DIRECTIONS = ['all', 'outbound', 'inbound', 'none']
const MODES = ['road', 'rail', 'ferry', 'sea', 'multimodal', 'none']
const BOUNDS = ['exact', 'about', 'at_least', 'at_most', 'range']
const SORTS = ['-period', 'period', '-recorded_at', 'recorded_at', '-value', 'value', '-id', 'id']
const FIFTY_ONE = Array.from({ length: 51 }, (_, position) => `m${position}`).join(',')
const TOO_MANY = 'The list has 51 values; at most 50 are allowed.'
const AT_MOST_50 = 'at most 50 values separated by commas'
const SINGLE_COMMAS = ['The list has an empty value.', ['ids separated by single commas']] as const

type Refusal = readonly [message: string, allowed: readonly string[]]
const wholeNumber = (found: string, allowed: string): Refusal => [
  `Expected ${allowed}, found "${found}".`,
  [allowed]
]
const noDate = (found: string): Refusal => [`Expected ${DATES}, found "${found}".`, [DATES]]
const noWord = (found: string, words: string[]): Refusal => [
  `"${found}" is not one of ${words.join(', ')}.`,
  words
]

const REFUSED: Record<string, Refusal> = {
  'limit=0': wholeNumber('0', LIMIT),
  'limit=1001': wholeNumber('1001', LIMIT),
  'limit=-1': wholeNumber('-1', LIMIT),
  'limit=0x10': wholeNumber('0x10', LIMIT),
  'limit=1e2': wholeNumber('1e2', LIMIT),
  'limit=5.0': wholeNumber('5.0', LIMIT),
  'limit=+5': wholeNumber(' 5', LIMIT),
  'limit=٣': wholeNumber('٣', LIMIT),
  'format=xml': noWord('xml', ['json', 'csv']),
  'format=JSON': noWord('JSON', ['json', 'csv']),
  'latest_by_author=0&metric=goods_trade': wholeNumber('0', LATEST),
  'latest_by_author=101&metric=goods_trade': wholeNumber('101', LATEST),
  'latest_by_author=0x10&metric=goods_trade': wholeNumber('0x10', LATEST),
  'latest_by_author=1e2&metric=goods_trade': wholeNumber('1e2', LATEST),
  'latest_by_author=1': [
    '`latest_by_author` requires metric or subject.',
    ['latest_by_author together with metric or subject']
  ],
  'latest_by_author=1&partner=KAZ&between=PAK,KAZ': [
    '`latest_by_author` requires metric or subject.',
    ['latest_by_author together with metric or subject']
  ],
  'latest=1': ['`latest` requires metric or subject.', ['latest together with metric or subject']],
  'latest=101&metric=goods_trade': wholeNumber('101', LATEST),
  'latest=1&latest_by_author=2&metric=goods_trade': [
    '`latest` is the former name of `latest_by_author`: give only one of them.',
    ['latest_by_author alone']
  ],
  'metric=goods_trade,': SINGLE_COMMAS,
  'metric=,': SINGLE_COMMAS,
  [`metric=${FIFTY_ONE}`]: [TOO_MANY, [AT_MOST_50]],
  [`metric=${'m'.repeat(101)}`]: ['An id has at most 100 characters.', ['at most 100 characters']],
  'subject=PAK,,KAZ': SINGLE_COMMAS,
  [`subject=${FIFTY_ONE}`]: [TOO_MANY, [AT_MOST_50]],
  [`partner=${FIFTY_ONE}`]: [TOO_MANY, [AT_MOST_50]],
  [`source=${FIFTY_ONE}`]: [TOO_MANY, [AT_MOST_50]],
  'between=PAK': [`Expected ${PAIR}.`, [PAIR]],
  'between=PAK,': SINGLE_COMMAS,
  'between=PAK,PAK': [`Expected ${PAIR}.`, [PAIR]],
  'between=PAK,KAZ,UZB': [`Expected ${PAIR}.`, [PAIR]],
  'between=PAK,KAZ,PAK': [`Expected ${PAIR}.`, [PAIR]],
  'between=PAK,pk': ['PAK stands on both sides.', ['two different entities']],
  'direction=up': noWord('up', DIRECTIONS),
  'direction=inbound,': noWord('', DIRECTIONS),
  [`direction=${Array(51).fill('all').join(',')}`]: [TOO_MANY, [AT_MOST_50]],
  'mode=rail,air': noWord('air', MODES),
  'bound=none': noWord('none', BOUNDS),
  'bound=Exact': noWord('Exact', BOUNDS),
  'sort=unit': noWord('unit', SORTS),
  'sort=id,period': noWord('id,period', SORTS),
  'from=2024&to=2023': [
    '`from` begins on 2024-01-01, but `to` ends before that, on 2023-12-31.',
    ['a date up to 2023-12-31']
  ],
  'from=2023-07-15&to=2023-07-14': [
    '`from` begins on 2023-07-15, but `to` ends before that, on 2023-07-14.',
    ['a date up to 2023-07-14']
  ]
}
for (const bad of [
  '23',
  '0999',
  '2023-00',
  '2023-13',
  '2023-02-29',
  '2023-Q5',
  '2023-07-01/P0Y',
  '0x7E7',
  '2e3',
  'x'.repeat(40)
]) {
  REFUSED[`from=${bad}`] = noDate(bad)
  REFUSED[`to=${bad}`] = noDate(bad)
}

testRefused('/v1/observations', REFUSED)

t.test('200 for a list of 50 values', async (t) => {
  const { app, store } = await buildTestApp(t)
  await insertRows(store, {})
  const list = ['goods_trade', ...Array.from({ length: 49 }, (_, position) => `m${position}`)].join(
    ','
  )
  t.equal((await app.inject(`/v1/observations?metric=${list}`)).statusCode, 200)
})

t.test('400 names each parameter that is wrong', async (t) => {
  const { app } = await buildTestApp(t)
  expectProblem(t, await app.inject('/v1/observations?limit=0&mode=air'), 'invalid_parameter', {
    errors: [
      {
        pointer: '/query/mode',
        message: `"air" is not one of ${MODES.join(', ')}.`,
        allowed: MODES
      },
      { pointer: '/query/limit', message: `Expected ${LIMIT}, found "0".`, allowed: [LIMIT] }
    ]
  })
})

t.test('400 for a parameter that is not there', async (t) => {
  const { app } = await buildTestApp(t)
  const allowed = [
    'as_of',
    'between',
    'bound',
    'calendar',
    'country',
    'cursor',
    'decimal',
    'dialect',
    'direction',
    'fields',
    'format',
    'from',
    'latest',
    'latest_by_author',
    'limit',
    'metric',
    'mode',
    'names',
    'partner',
    'partner_kind',
    'product',
    'sort',
    'source',
    'status',
    'subject',
    'subject_kind',
    'to',
    'total'
  ]
  const message =
    'There is no parameter of this name. Did you mean metric? The parameters are ' +
    `${allowed.join(', ')}.`
  expectProblem(t, await app.inject('/v1/observations?metrics=goods_trade'), 'unknown_parameter', {
    detail: `/query/metrics: ${message}`,
    errors: [{ pointer: '/query/metrics', message, allowed }]
  })
})

const UNKNOWN: Record<string, [message: string, near: string[]]> = {
  'metric=goods_trad': [
    'No metric has the id "goods_trad". Similar ids: goods_trade.',
    ['goods_trade']
  ],
  'metric=GOODS_TRADE': [
    'No metric has the id "GOODS_TRADE". Similar ids: goods_trade.',
    ['goods_trade']
  ],
  'subject=karachi': [
    'No entity has the id "karachi". Similar ids: karachi-port.',
    ['karachi-port']
  ],
  'subject=kzz': ['No entity has the id "kzz".', ['an id from GET /v1/entities']],
  'partner=nowhere-at-all': [
    'No entity has the id "nowhere-at-all".',
    ['an id from GET /v1/entities']
  ],
  'between=PAK,KAS': ['No entity has the id "KAS".', ['an id from GET /v1/entities']],
  'source=a-papers': ['No source has the id "a-papers". Similar ids: a-paper.', ['a-paper']]
}
testRefused('/v1/observations', UNKNOWN, { code: 'unknown_id' })

t.test('400 with an error for each id where none of the list is known', async (t) => {
  const { app, store } = await buildTestApp(t)
  await insertRows(store, {})
  expectProblem(t, await app.inject('/v1/observations?metric=goods_trad,weather'), 'unknown_id', {
    errors: [
      {
        pointer: '/query/metric',
        message: 'No metric has the id "goods_trad". Similar ids: goods_trade.',
        allowed: ['goods_trade']
      },
      {
        pointer: '/query/metric',
        message: 'No metric has the id "weather".',
        allowed: ['an id from GET /v1/metrics']
      }
    ]
  })
})

t.test('200 with warnings where one of the list is known', async (t) => {
  const { app, store } = await buildTestApp(t)
  await insertRows(store, { observation: [{ id: 'C0001' }, { id: 'C0002', subject: 'UZB' }] })
  const query =
    'metric=weather,goods_trade&subject=pk,atlantis,lost-port&partner=XYZ,kaz&source=no-paper,a-paper'
  const { data, meta } = (await app.inject(`/v1/observations?${query}`)).json()
  t.same(
    data.map(({ id }: { id: string }) => id),
    ['C0001']
  )
  t.same(meta.warnings, [
    'metric: no metric has the id weather; the answer is for goods_trade.',
    'subject: no entity has the id atlantis, lost-port; the answer is for PAK.',
    'partner: no entity has the id XYZ; the answer is for KAZ.',
    'source: no source has the id no-paper; the answer is for a-paper.'
  ])
})
