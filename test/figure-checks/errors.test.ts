// Questions that cannot be answered: what is wrong, what is allowed, and a request that works.
import t from 'tap'
import type { ProblemCode } from '../../src/http/problems.ts'
import { expectProblem } from '../helpers/problem.ts'
import { testEvery } from '../helpers/test-every.ts'
import { buildChecks, type Query } from './service.ts'

const FORMS = ['one figure such as $400 million, 150,000 TEU, Rs 11.2 billion or 52,5 млн']
const DIGITS =
  'Expected a number in plain digits such as 52500000. For a figure as it was printed, such as ' +
  '$52.5 million, use `stated`.'
const IN_DIGITS = ['a number in plain digits']
const WAYS = ['stated as printed', 'value in USD']
const PERIODS =
  'a year, month, day or period such as 2024, 2024-10, 2024-10-07, 2024-Q3, 2023-07-01/P1Y or ' +
  'FY2024'
const LINE = '1 to 100 characters on one line'

type Refused = [
  query: Query,
  pointer: string,
  message: string,
  allowed: string[],
  code?: ProblemCode
]

const FIGURES: Refused[] = [
  [{}, 'stated', 'Give the figure to check: `stated` as it was printed, or `value` in USD.', WAYS],
  [{ stated: '$4', value: '4' }, 'value', 'Give either `stated` or `value`, not both.', WAYS],
  [
    { stated: '$4', unit: 'USD' },
    'unit',
    '`unit` belongs to `value`; `stated` names its own.',
    WAYS
  ],
  [{ unit: 'USD' }, 'unit', '`unit` belongs to `value`; `stated` names its own.', WAYS],
  [{ stated: 'a lot' }, 'stated', 'There is no figure in this text.', FORMS],
  [
    { stated: '$5–6 million' },
    'stated',
    'The text has several figures: 5, 6000000. State one of them.',
    FORMS
  ],
  [{ stated: '¥5 million' }, 'stated', 'The currency may be CNY or JPY: write its code.', FORMS],
  [
    { stated: '5 million rupees', subject: 'KAZ', partner: 'PAK' },
    'stated',
    'The currency may be PKR or INR: write its code.',
    FORMS
  ],
  [{ stated: '20 days' }, 'stated', 'The metric is counted in USD, not in day.', FORMS],
  [
    { stated: 'PKR 112 billion' },
    'stated',
    'There is no exchange rate of PKR for 2023, so this figure cannot be held against claims in ' +
      'USD. See /v1/series?metric=exchange_rate for the rates there are.',
    ['the figure in USD']
  ],
  [
    { stated: '5 billion tenge', period: '2022' },
    'stated',
    'There is no exchange rate of KZT for 2022, so this figure cannot be held against claims in ' +
      'USD. See /v1/series?metric=exchange_rate for the rates there are.',
    ['the figure in USD']
  ],
  [{ value: '400,000,000' }, 'value', DIGITS, ['400000000']],
  [{ value: '1,234.5' }, 'value', DIGITS, ['1234.5']],
  [{ value: '4,5' }, 'value', DIGITS, IN_DIGITS],
  [{ value: '400 million' }, 'value', DIGITS, IN_DIGITS],
  [{ value: '$400' }, 'value', DIGITS, IN_DIGITS],
  [{ value: '4e8' }, 'value', DIGITS, IN_DIGITS],
  [{ value: 'NaN' }, 'value', DIGITS, IN_DIGITS],
  [{ value: 'Infinity' }, 'value', DIGITS, IN_DIGITS],
  [{ value: '1'.repeat(20) }, 'value', DIGITS, IN_DIGITS],
  [{ value: `0.${'0'.repeat(20)}1` }, 'value', DIGITS, IN_DIGITS],
  [
    { value: '4', unit: 'hour' },
    'unit',
    'The metric is counted in USD, and hour does not convert to it.',
    ['USD', 'million_USD']
  ],
  [
    { value: '4', unit: 'USDD' },
    'unit',
    'No unit has the id "USDD".',
    ['an id from GET /v1/units'],
    'unknown_id'
  ]
]

const THINGS: Refused[] = [
  [{ period: undefined }, 'period', 'This parameter is required.', ['a value such as 2023']],
  [{ period: '2023-13' }, 'period', `Expected ${PERIODS}, found "2023-13".`, [PERIODS]],
  [{ period: '2022,2023' }, 'period', `Expected ${PERIODS}, found "2022,2023".`, [PERIODS]],
  [{ metric: undefined }, 'metric', 'This parameter is required.', ['a value such as goods_trade']],
  [{ subject: undefined }, 'subject', 'This parameter is required.', ['a value such as PAK']],
  [
    { metric: 'goods_trad' },
    'metric',
    'No metric has the id "goods_trad". Similar ids: goods_trade.',
    ['goods_trade'],
    'unknown_id'
  ],
  [
    { subject: 'Pakistn' },
    'subject',
    'No entity has the id "Pakistn". Similar ids: PAK.',
    ['PAK'],
    'unknown_id'
  ],
  [
    { partner: 'nowhere' },
    'partner',
    'No entity has the id "nowhere".',
    ['an id from GET /v1/entities'],
    'unknown_id'
  ],
  [
    { product: 'HS2022-99' },
    'product',
    'No product has the id "HS2022-99".',
    ['an id from GET /v1/products'],
    'unknown_id'
  ],
  [
    { metric: 'goods_trade,goods_exports' },
    'metric',
    'This parameter takes one metric, and the value is a list.',
    ['goods_trade', 'goods_exports']
  ],
  [
    { subject: 'PAK,UZB' },
    'subject',
    'This parameter takes one entity, and the value is a list.',
    ['PAK', 'UZB']
  ],
  [{ partner: 'PAK' }, 'partner', 'PAK stands on both sides.', ['another entity']],
  [
    { metric: 'border_time', subject: 'karachi-port' },
    'partner',
    'Figures of border_time have no partner.',
    ['no partner']
  ],
  [
    { partner: undefined },
    'partner',
    'Figures of goods_trade are about two: name the partner. Those of PAK: KAZ.',
    ['KAZ']
  ],
  [
    { subject: 'UZB', partner: undefined },
    'partner',
    'Figures of goods_trade are about two: name the partner.',
    ['an id from GET /v1/entities']
  ],
  [
    { mode: 'ship' },
    'mode',
    '"ship" is not one of road, rail, ferry, sea, multimodal.',
    ['road', 'rail', 'ferry', 'sea', 'multimodal']
  ],
  [
    { years: '2023' },
    'years',
    'There is no parameter of this name; the parameters are as_of, decimal, dialect, direction, ' +
      'fields, format, metric, mode, partner, period, product, stated, subject, unit, value.',
    [
      ...['as_of', 'decimal', 'dialect', 'direction', 'fields', 'format', 'metric', 'mode'],
      ...['partner', 'period', 'product', 'stated', 'subject', 'unit', 'value']
    ],
    'unknown_parameter'
  ]
]

testEvery('400 for what cannot be checked, with what works instead', async (t, every) => {
  const service = await buildChecks(t)
  const things = THINGS.map(([query, ...rest]): Refused => [{ value: '4', ...query }, ...rest])
  for (const [query, name, message, allowed, code = 'invalid_parameter'] of [
    ...FIGURES,
    ...things
  ]) {
    const pointer = `/query/${name}`
    const response = await service.ask(query)
    if (response.statusCode === 200) {
      every.fail(`${JSON.stringify(query)} is answered`)
      continue
    }
    expectProblem(every, response, code, {
      detail: `${pointer}: ${message}`,
      errors: [{ pointer, message, allowed }]
    })
    const works: string | null = response.json().try
    if (works !== null)
      every.equal((await service.app.inject(works)).statusCode, 200, `try of ${name}: ${works}`)
  }
})

t.test('`try` is the question with what was meant', async (t) => {
  const { ask } = await buildChecks(t)
  const tried = async (query: Query) => (await ask(query)).json().try
  const address = '/v1/check?metric=goods_trade&subject=PAK&partner=KAZ&period=2023&value='
  t.equal(await tried({ value: '400,000,000' }), `${address}400000000`)
  t.equal(await tried({ subject: 'Pakistn', value: '4' }), `${address}4`)
  t.equal(await tried({ subject: 'PAK,UZB', value: '4' }), `${address}4`)
})

t.test('a text is too long', async (t) => {
  const { ask } = await buildChecks(t)
  const response = await ask({ stated: `$${'9'.repeat(100)}` })
  const errors = [{ pointer: '/query/stated', message: `Expected ${LINE}.`, allowed: [LINE] }]
  expectProblem(t, response, 'invalid_parameter', { errors })
})

t.test('very large and very small figures are checked', async (t) => {
  const { ask } = await buildChecks(t)
  const found = []
  for (const query of [
    { stated: `$${'9'.repeat(90)}` },
    { stated: `$${'9'.repeat(80)} trillion` },
    { stated: `$0.${'0'.repeat(90)}1` },
    { value: `0.${'0'.repeat(19)}1` },
    { value: '1000000000000000000' },
    { value: '-1' },
    { value: '0' }
  ])
    found.push((await ask(query)).json().data?.verdict)
  t.same(found, Array(7).fill('outside_all'))
})

// The rest leads a reader astray.

testEvery('`try` works where the figure itself is wrong', async (t, every) => {
  const { ask, app } = await buildChecks(t)
  const wrong = [{ value: '' }, { value: '1'.repeat(60) }, { stated: '' }]
  for (const query of [...wrong, { stated: 'x'.repeat(101) }, { stated: '$4\n' }]) {
    const works: string | null = (await ask(query)).json().try ?? null
    const status = works === null ? 200 : (await app.inject(works)).statusCode
    every.equal(status, 200, `${JSON.stringify(query)}: ${works}`)
  }
})

t.test('a value in a currency without a rate is refused at its unit', async (t) => {
  const { ask } = await buildChecks(t)
  const { errors } = (await ask({ value: '5', unit: 'PKR' })).json()
  t.equal(errors[0].pointer, '/query/unit')
})

t.test('more digits than a figure keeps are refused as that', async (t) => {
  const { ask } = await buildChecks(t)
  const { errors } = (await ask({ value: '9'.repeat(19) })).json()
  t.notMatch(errors[0].message, /plain digits/, 'it has only plain digits')
})
