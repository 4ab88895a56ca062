// `currency` over HTTP: which rate is taken, what is computed from the result, what is refused.
import t from 'tap'
import { eq } from '../../src/db/orm.ts'
import type { Series } from '../../src/series/schemas.ts'
import { buildTestApp, type TestApp } from '../helpers/app.ts'
import { insertRows } from '../helpers/rows.ts'

const PLAIN = { partnered: 'no', symmetric: false, topic: 'finance' } as const
const METRICS = [
  {},
  { id: 'exchange_rate', unit: 'LCU_per_USD', kind: 'ratio' as const, ...PLAIN },
  { id: 'external_debt', kind: 'stock' as const, ...PLAIN },
  { id: 'population', unit: 'person', kind: 'stock' as const, ...PLAIN }
]
const RATE = { metric: 'exchange_rate', partner: null }
const TRADE = '/v1/series/goods_trade~PAK~KAZ~~~~P1Y-01'

const ask = async ({ app }: TestApp, url: string) => (await app.inject(url)).json()
const transformedIn = ({ points }: Series) =>
  points.map(({ period, transformed }) => [
    period,
    transformed?.value ?? transformed?.reason,
    ...(transformed?.from ?? [])
  ])

async function buildRates(t: Parameters<typeof buildTestApp>[0]): Promise<TestApp> {
  const test = await buildTestApp(t)
  await insertRows(test.store, {
    metric: METRICS,
    observation: [
      { id: 'C1', period: '2021', value: 50000000 },
      { id: 'C2', period: '2022', value: 52500000 },
      { id: 'C3', period: '2023', value: 1, bound: 'at_least' },
      { id: 'C4', period: '2022-07-01/P1Y', value: 60 },
      { id: 'C5', subject: 'KAZ', partner: 'PAK', period: '2022', value: 0.1 },
      { id: 'D1', metric: 'external_debt', partner: null, period: '2022', value: 1000 },
      { ...RATE, id: 'R1', period: '2021', value: 162.90625 },
      { ...RATE, id: 'R2', period: '2022', value: 204.86719 },
      { ...RATE, id: 'R3', period: '2023', value: 280.35611 },
      { ...RATE, id: 'R4', subject: 'KAZ', period: '2022', value: 460.16 },
      { metric: 'population', id: 'N1', partner: null, period: '2022', value: 8 }
    ]
  })
  await test.store.transaction(({ db, tables: { country } }) =>
    db
      .update(country)
      .set({ currencies: ['PKR'] })
      .where(eq(country.code, 'PAK'))
  )
  return test
}

t.test('values are converted by the rate of their period, exactly', async (t) => {
  const test = await buildRates(t)
  const { data } = await ask(test, `${TRADE}?currency=PKR`)
  t.same(data.transform, {
    name: 'lin',
    unit: 'PKR',
    index_base: null,
    other_metric: null,
    currency: 'PKR'
  })
  t.same(transformedIn(data), [
    ['2021', 8145312500, 'C1', 'R1'],
    ['2022', 10755527475, 'C2', 'R2'],
    ['2023', 'open_bound', 'C3']
  ])
  const fiscal = await ask(test, '/v1/series/goods_trade~PAK~KAZ~~~~P1Y-07?currency=PKR')
  t.same(transformedIn(fiscal.data), [['2022-07-01/P1Y', 'no_exchange_rate', 'C4']])
  const debt = await ask(test, '/v1/series/external_debt~PAK~~~~~P1Y-01?currency=PKR')
  t.same(transformedIn(debt.data), [['2022', 204867.19, 'D1', 'R2']], 'stocks by the average too')
})

t.test('a list has one rate for all subjects', async (t) => {
  const test = await buildRates(t)
  const { data } = await ask(test, '/v1/series?metric=goods_trade&currency=KZT&from=2022&to=2022')
  t.same(data.map(transformedIn), [
    [['2022', 46.016, 'C5', 'R4']],
    [['2022', 24158400000, 'C2', 'R4']]
  ])
})

t.test('changes and shares are computed from the converted values', async (t) => {
  const test = await buildRates(t)
  const change = await ask(test, `${TRADE}?currency=PKR&transform=pch&from=2022&to=2022`)
  // Decimal('10755527475') / Decimal('8145312500') is 1.32045608…
  t.same(transformedIn(change.data), [['2022', 32.0456, 'C2', 'R2', 'C1', 'R1']])
  t.equal(change.data.transform.unit, 'percent')
  const each = await ask(test, `${TRADE}?currency=PKR&transform=per_capita&from=2022&to=2022`)
  t.same(transformedIn(each.data), [['2022', 1344440934, 'C2', 'R2', 'N1']])
  t.equal(each.data.transform.unit, 'PKR per person')
})

const REFUSED: [query: string, message: string, allowed: string[]][] = [
  [
    'metric=exchange_rate&currency=PKR',
    'exchange_rate is in LCU_per_USD; only figures in USD are converted.',
    ['a metric in USD']
  ],
  [
    'metric=goods_trade&currency=XYZ',
    'There is no exchange rate for the currency "XYZ".',
    ['KZT', 'PKR']
  ],
  [
    'metric=goods_trade&currency=PKR&transform=percent_of&percent_of=external_debt',
    '`percent_of` is the same in every currency: leave `currency` out.',
    ['no currency']
  ]
]

t.test('what cannot be converted is refused with what can', async (t) => {
  const test = await buildRates(t)
  for (const [query, message, allowed] of REFUSED) {
    const { status, errors } = await ask(test, `/v1/series?${query}`)
    t.same([status, errors], [400, [{ pointer: '/query/currency', message, allowed }]], query)
  }
  const bare = await buildTestApp(t)
  await insertRows(bare.store, { observation: [{}] })
  t.match((await ask(bare, `${TRADE}?currency=PKR`)).errors, [
    {
      pointer: '/query/currency',
      message: '`currency` needs claims about the metric exchange_rate; there are none.'
    }
  ])
})
