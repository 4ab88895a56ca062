// The service with rows for figure checks: two claims that disagree, and what stands around them.
import type { LightMyRequestResponse } from 'fastify'
import type { Test } from 'tap'
import { buildTestApp, type TestApp } from '../helpers/app.ts'
import { insertRows, RECORDED_AT, type Rows } from '../helpers/rows.ts'

const ALONE = { partnered: 'no', symmetric: false } as const
const UNIT: NonNullable<Rows['unit']> = [
  {},
  { id: 'million_USD', name: 'Million US dollars', base: 'USD', factor: 1e6 },
  { id: 'KZT', name: 'Kazakhstani tenge' },
  { id: 'million_KZT', name: 'Million tenge', base: 'KZT', factor: 1e6 },
  { id: 'PKR', name: 'Pakistani rupee' },
  { id: 'LCU_per_USD', name: 'Local currency for a US dollar', kind: 'exchange_rate' },
  { id: 'hour', name: 'Hour', kind: 'time' },
  { id: 'day', name: 'Day', kind: 'time', base: 'hour', factor: 24 }
]
const METRIC: NonNullable<Rows['metric']> = [
  { partnered: 'yes' },
  { id: 'goods_exports', name: 'Goods exports', symmetric: false },
  { id: 'goods_imports', name: 'Goods imports', symmetric: false },
  { id: 'money_in_millions', name: 'Money', unit: 'million_USD', ...ALONE },
  { id: 'exchange_rate', name: 'Exchange rate', unit: 'LCU_per_USD', kind: 'ratio', ...ALONE },
  { id: 'border_time', name: 'Border time', unit: 'hour', kind: 'ratio', ...ALONE }
]
const OBSERVATION: NonNullable<Rows['observation']> = [
  { id: 'C01', value: 400e6, text: '$400 million' },
  { id: 'C02', attributed_to: 'Customs' },
  { id: 'C03', period: '2022', value: 300e6, text: '$300 million' },
  { id: 'C04', period: '2023-07-01/P1Y', value: 123e6, text: '$123 million' },
  { id: 'C05', subject: 'KAZ', partner: 'PAK', value: 77e6, text: '$77 million' },
  { id: 'R1', metric: 'exchange_rate', subject: 'KAZ', partner: null, value: 450, text: '450' }
]

export type Query = Record<string, string | undefined>
export type Service = TestApp & {
  /** Asks about a figure of the trade of Pakistan with Kazakhstan in 2023, unless told otherwise. */
  ask: (query: Query) => Promise<LightMyRequestResponse>
}

/** The service with the rows above, and with others. */
export async function buildChecks(t: Test, { observation = [], metric = [], ...rows }: Rows = {}) {
  const made = await buildTestApp(t)
  await insertRows(made.store, {
    unit: UNIT,
    metric: [...METRIC, ...metric],
    ...rows,
    observation: [...OBSERVATION, ...observation]
  })
  return serviceOf(made)
}

export function serviceOf(made: TestApp): Service {
  const ask = (query: Query) => made.app.inject(addressOf(query))
  return { ...made, ask }
}

/** The address of a figure check. Parameters that are undefined are left out. */
export function addressOf(query: Query): string {
  const usual = { metric: 'goods_trade', subject: 'PAK', partner: 'KAZ', period: '2023' }
  const given = Object.entries({ ...usual, ...query })
  const texts = given.flatMap(([name, value]) =>
    value === undefined ? [] : [`${name}=${encodeURIComponent(value)}`]
  )
  return `/v1/check?${texts.join('&')}`
}

/** A claim of the rows above as answers show it, with how far the figure lies from it. */
export function compared(row: object, agrees: boolean, difference: number, percent: number | null) {
  return {
    id: 'C01',
    metric: 'goods_trade',
    subject: 'PAK',
    partner: 'KAZ',
    direction: null,
    mode: null,
    product: null,
    period: '2023',
    period_label: '2023',
    starts_on: '2023-01-01',
    ends_on: '2023-12-31',
    value: 400e6,
    low: null,
    high: null,
    bound: 'exact',
    unit: 'USD',
    text: '$400 million',
    status: 'A',
    attributed_to: 'A Ministry',
    source: {
      id: 'a-paper',
      publisher: 'A Paper',
      kind: 'press',
      url: 'https://example.org/trade',
      published: '2024-08-21'
    },
    note: null,
    derived_from: [],
    recorded_at: RECORDED_AT,
    ...row,
    agrees,
    difference,
    difference_percent: percent
  }
}
