import t from 'tap'
import { documentedFor } from '../helpers/allowed.ts'
import { buildTestApp } from '../helpers/app.ts'
import { expectProblem } from '../helpers/problem.ts'
import { insertRows } from '../helpers/rows.ts'

const EMPTY = 'This parameter is empty; leave it out or give it a value.'
const TWICE = 'This parameter is given more than once; once is allowed.'
const LIMIT = 'a whole number from 1 to 1000'
const DATES = 'a year, month or day such as 2024, 2024-10 or 2024-10-07'
const PAIR = 'two different ids parted by a comma, such as PAK,KAZ'
const REFUSED: Record<string, [message: string, allowed: string[]]> = {
  'between=': [EMPTY, []],
  'between=PAK': [`Expected ${PAIR}.`, [PAIR]],
  'between=PAK,KAZ,UZB': [`Expected ${PAIR}.`, [PAIR]],
  'between=kz,KAZ': ['KAZ stands on both sides.', ['two different entities']],
  'between=PAK,KAZ&between=PAK,KAZ': [TWICE, []],
  'target_from=2031&target_to=2030': [
    'target_from begins on 2031-01-01, after target_to ends on 2030-12-31.',
    ['a date up to 2030-12-31']
  ],
  'limit=0': [`Expected ${LIMIT}, found "0".`, [LIMIT]],
  'limit=1001': [`Expected ${LIMIT}, found "1001".`, [LIMIT]],
  'limit=0x10': [`Expected ${LIMIT}, found "0x10".`, [LIMIT]],
  'limit=1e2': [`Expected ${LIMIT}, found "1e2".`, [LIMIT]],
  'limit=': [EMPTY, []],
  'limit=1&limit=2': [TWICE, []],
  'cursor=': [EMPTY, []],
  'format=xml': ['"xml" is not one of json, csv.', ['json', 'csv']]
}
for (const list of ['metric', 'subject', 'partner', 'scenario', 'source']) {
  REFUSED[`${list}=`] = [EMPTY, []]
  REFUSED[`${list}=a,,b`] = ['The list has an empty value.', ['ids parted by single commas']]
  REFUSED[`${list}=a&${list}=a`] = [TWICE, []]
  REFUSED[`${list}=${Array(51).fill('a').join(',')}`] = [
    'The list has 51 values, 50 are allowed.',
    ['at most 50 values parted by commas']
  ]
}
for (const date of ['target_from', 'target_to']) {
  REFUSED[`${date}=`] = [EMPTY, []]
  REFUSED[`${date}=2030&${date}=2030`] = [TWICE, []]
  for (const bad of ['30', '2030-Q1', '2030-02-30', '0x7EE', '2e3'])
    REFUSED[`${date}=${bad}`] = [`Expected ${DATES}, found "${bad}".`, [DATES]]
}

for (const [query, [message, allowed]] of Object.entries(REFUSED)) {
  t.test(`400 for ${query.slice(0, 80)}`, async (t) => {
    const { app, store } = await buildTestApp(t)
    await insertRows(store, {})
    const pointer = `/query/${query.split('=', 1)[0]}`
    expectProblem(t, await app.inject(`/v1/projections?${query}`), 'invalid_parameter', {
      detail: `${pointer}: ${message}`,
      errors: [
        {
          pointer,
          message,
          allowed: allowed.length > 0 ? allowed : documentedFor(app, '/v1/projections', pointer)
        }
      ]
    })
  })
}

t.test('400 for a parameter that is not there', async (t) => {
  const { app } = await buildTestApp(t)
  const allowed = [
    'as_of',
    'between',
    'cursor',
    'format',
    'limit',
    'metric',
    'partner',
    'scenario',
    'source',
    'subject',
    'target_from',
    'target_to'
  ]
  const message = `There is no parameter of this name; there are ${allowed.join(', ')}.`
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
  'between=KAZ,karachi_port': [
    'No entity has the id "karachi_port". Similar ids: karachi-port.',
    ['karachi-port']
  ],
  'scenario=official': [
    'No scenario has the id "official". Similar ids: official-target.',
    ['official-target']
  ],
  'source=a-papr': ['No source has the id "a-papr". Similar ids: a-paper.', ['a-paper']]
}
for (const [query, [message, allowed]] of Object.entries(UNKNOWN)) {
  t.test(`400 for an unknown id, ${query}`, async (t) => {
    const { app, store } = await buildTestApp(t)
    await insertRows(store, {})
    const pointer = `/query/${query.split('=', 1)[0]}`
    expectProblem(t, await app.inject(`/v1/projections?${query}`), 'unknown_id', {
      detail: `${pointer}: ${message}`,
      errors: [{ pointer, message, allowed }]
    })
  })
}
