import t from 'tap'
import { buildTestApp } from '../helpers/app.ts'
import { expectProblem } from '../helpers/problem.ts'
import { testRefused } from '../helpers/test-refused.ts'

const DATES =
  'a year, month, day or period such as 2024, 2024-10, 2024-10-07, 2024-Q3, 2023-07-01/P1Y or FY2024'
const PAIR = 'two different ids separated by a comma, such as PAK,KAZ'
const REFUSED: Record<string, [message: string, allowed: string[]]> = {
  'between=PAK': [`Expected ${PAIR}.`, [PAIR]],
  'between=PAK,KAZ,UZB': [`Expected ${PAIR}.`, [PAIR]],
  'between=kz,KAZ': ['KAZ stands on both sides.', ['two different entities']],
  'target_from=2031&target_to=2030': [
    '`target_from` begins on 2031-01-01, but `target_to` ends before that, on 2030-12-31.',
    ['a date up to 2030-12-31']
  ]
}
for (const list of ['metric', 'subject', 'partner', 'scenario', 'source']) {
  REFUSED[`${list}=a,,b`] = ['The list has an empty value.', ['ids separated by single commas']]
  REFUSED[`${list}=${Array(51).fill('a').join(',')}`] = [
    'The list has 51 values; at most 50 are allowed.',
    ['at most 50 values separated by commas']
  ]
}
for (const date of ['target_from', 'target_to']) {
  for (const bad of ['30', '2030-Q5', '2030-02-30', '0x7EE', '2e3'])
    REFUSED[`${date}=${bad}`] = [`Expected ${DATES}, found "${bad}".`, [DATES]]
}

for (const [given, unknown] of Object.entries({ plan: 'plan', 'target,aim': 'aim' })) {
  REFUSED[`kind=${given}`] = [
    `"${unknown}" is not one of target, forecast.`,
    ['target', 'forecast']
  ]
}

testRefused('/v1/projections', REFUSED)

t.test('400 for a parameter that is not there', async (t) => {
  const { app } = await buildTestApp(t)
  const allowed = [
    'as_of',
    'attributed_to',
    'between',
    'country',
    'cursor',
    'decimal',
    'dialect',
    'fields',
    'format',
    'kind',
    'limit',
    'metric',
    'names',
    'partner',
    'partner_kind',
    'scenario',
    'sort',
    'source',
    'status',
    'subject',
    'subject_kind',
    'target_from',
    'target_to',
    'total'
  ]
  const message =
    'There is no parameter of this name. Did you mean target_from? The parameters are ' +
    `${allowed.join(', ')}.`
  expectProblem(t, await app.inject('/v1/projections?from=2030'), 'unknown_parameter', {
    detail: `/query/from: ${message}`,
    errors: [{ pointer: '/query/from', message, allowed }]
  })
})

const UNKNOWN: Record<string, [message: string, near: string[]]> = {
  'metric=goods-trade': [
    'No metric has the id "goods-trade". Similar ids: goods_trade.',
    ['goods_trade']
  ],
  'subject=karachi': [
    'No entity has the id "karachi". Similar ids: karachi-port.',
    ['karachi-port']
  ],
  'partner=qqqqqqqqqq': ['No entity has the id "qqqqqqqqqq".', ['an id from GET /v1/entities']],
  'between=KAZ,karachi_prot': [
    'No entity has the id "karachi_prot". Similar ids: karachi-port.',
    ['karachi-port']
  ],
  'scenario=official': [
    'No scenario has the id "official". Similar ids: official-target.',
    ['official-target']
  ],
  'source=a-papr': ['No source has the id "a-papr". Similar ids: a-paper.', ['a-paper']]
}
testRefused('/v1/projections', UNKNOWN, { code: 'unknown_id' })
