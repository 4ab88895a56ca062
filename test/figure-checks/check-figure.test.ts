// What a figure check reads: which claims of which period and direction, and what stands beside.
import t from 'tap'
import type { Days } from '../../src/figure-checks/claim-queries.ts'
import type { FigureCheck } from '../../src/figure-checks/schemas.ts'
import { loadSeries } from '../../src/starter/load-series.ts'
import { buildTestApp } from '../helpers/app.ts'
import { withdraw, write } from '../helpers/changes.ts'
import { SLOW } from '../helpers/random.ts'
import { RECORDED_AT } from '../helpers/rows.ts'
import { asOf, said } from '../helpers/said.ts'
import { addressOf, buildChecks, type Query, type Service, serviceOf } from './service.ts'

type Answer = { data: FigureCheck & Days; meta: { warnings: string[] } }

async function check({ ask }: Pick<Service, 'ask'>, query: Query): Promise<Answer> {
  return (await ask(query)).json()
}

/** The verdict, and the ids of the claims at which the figure was found. */
async function verdict(service: Pick<Service, 'ask'>, query: Query) {
  const { data } = await check(service, query)
  return [data.verdict, ...(data.found?.claims ?? []).map(({ id }) => id)]
}

t.test('a local currency that nobody named, and a unit with a scale', async (t) => {
  const service = await buildChecks(t)
  t.same(await verdict(service, { stated: '23.6 billion' }), ['other_currency', 'C02'])
  t.same(await verdict(service, { value: '23625000000' }), ['other_currency', 'C02'])
  t.same(await verdict(service, { value: '23625', unit: 'million_KZT' }), ['other_currency', 'C02'])
  t.same(await verdict(service, { value: '52.5', unit: 'million_USD' }), ['agrees_with_some'])
  t.same(await verdict(service, { stated: '$23.6 billion' }), ['outside_all'], 'it names dollars')
})

t.test('a figure in another currency can lack a scale too', async (t) => {
  const service = await buildChecks(t)
  const { data } = await check(service, { stated: '23.625 million tenge' })
  t.equal(data.verdict, 'other_unit')
  t.match(data.found, { compared: 52.5e6, multiply_by: 1e3, currency: 'KZT', rate: 450 })
})

t.test('other periods: those that share a day first, by their first day', async (t) => {
  const value = 900e6
  const same = { value, text: '$900 million' }
  const all = { period: '2018', value: 1, text: '1' }
  const service = await buildChecks(t, {
    observation: [
      { ...same, id: 'D1', period: '2017' },
      { ...same, id: 'D2', period: '2018-07-01/P1Y' },
      { ...same, id: 'D3', period: '2018-Q1' },
      { ...same, id: 'D4', period: '2018-03' },
      { ...same, id: 'D5', period: '2016-01-01/P3Y' },
      { ...same, id: 'D6', period: '2018-01-01/P3Y' },
      { ...all, id: 'D7' }
    ]
  })
  const foundAt = async () => (await check(service, { ...query, stated: '$900 million' })).data
  const query = { period: '2018' }
  const order = []
  for (let left = 6; left > 0; left--) {
    const { verdict, found } = await foundAt()
    order.push([verdict, ...(found?.claims ?? []).map(({ id }) => id)])
    if (found) await withdraw(service.store, 'observation', found.claims[0]?.id ?? '')
  }
  t.same(order, [
    ['other_period', 'D5'],
    ['other_period', 'D3'],
    ['other_period', 'D4'],
    ['other_period', 'D2'],
    ['other_period', 'D1'],
    ['outside_all']
  ])
})

t.test('the periods just before and after a fiscal year are fiscal years', async (t) => {
  const service = await buildChecks(t)
  const asked = { stated: '$123 million', period: '2022-07-01/P1Y' }
  t.same(await verdict(service, asked), ['other_period', 'C04'])
  t.same(await verdict(service, { ...asked, period: '2024-07-01/P1Y' }), ['other_period', 'C04'])
  t.same(await verdict(service, { ...asked, period: '2025-07-01/P1Y' }), ['no_claim'])
  t.same(await verdict(service, { ...asked, period: '2024-03' }), ['other_period', 'C04'])
})

t.test('mirrors in their order: the partner, the way back, the other metric', async (t) => {
  const flow = { value: 10e6, text: '$10.0 million' }
  const service = await buildChecks(t, {
    observation: [
      { ...flow, id: 'E1', metric: 'goods_imports', subject: 'KAZ', partner: 'PAK' },
      { ...flow, id: 'E2', metric: 'goods_exports', subject: 'KAZ', partner: 'PAK' },
      { ...flow, id: 'E3', metric: 'goods_imports' }
    ]
  })
  const query = { metric: 'goods_exports', stated: '$10 million' }
  const { data } = await check(service, query)
  t.same([data.verdict, data.found?.claims.map(({ id }) => id)], ['other_direction', ['E1']])
  t.same(
    data.mirror.map(({ id }) => id),
    ['E1']
  )
  await withdraw(service.store, 'observation', 'E1')
  t.same(await verdict(service, query), ['other_direction', 'E2'])
  await withdraw(service.store, 'observation', 'E2')
  t.same(await verdict(service, query), ['other_direction', 'E3'])
})

t.test('directions: none is all of them, and the other one is a mirror', async (t) => {
  const at = { metric: 'border_time', subject: 'karachi-port', partner: null }
  const service = await buildChecks(t, {
    observation: [
      { ...at, id: 'F1', direction: 'outbound', value: 30, text: '30 hours' },
      { ...at, id: 'F2', direction: 'all', value: 40, text: '40 hours' },
      { ...at, id: 'F3', direction: null, value: 50, text: '50 hours' }
    ]
  })
  const asked = { metric: 'border_time', subject: 'karachi-port', partner: undefined }
  const ask = (stated: string, direction?: string) =>
    verdict(service, { ...asked, stated, direction })
  t.same(await ask('40 hours'), ['agrees_with_some'])
  t.same(await ask('50 hours', 'all'), ['agrees_with_some'])
  t.same(await ask('30 hours'), ['outside_all'])
  t.same(await ask('30 hours', 'outbound'), ['agrees'])
  t.same(await ask('30 hours', 'inbound'), ['other_direction', 'F1'])
  t.same(await ask('1.25 days', 'outbound'), ['agrees'], 'in a unit that converts')
})

t.test('a series has the point of the rule preferred, and its calendar', async (t) => {
  const service = await buildChecks(t)
  const { data } = await check(service, { value: '1', period: 'FY2024' })
  t.same(data.series, {
    id: 'goods_trade~PAK~KAZ~~~~P1Y-07',
    point: { observation: 'C04', value: 123e6, low: null, high: null, bound: 'exact' }
  })
  const { data: series } = (await service.app.inject(`/v1/series/${data.series.id}`)).json()
  t.equal(series.points[0].observation, 'C04')
})

t.test('a fiscal year without its months is read as that of Pakistan, and says so', async (t) => {
  const service = await buildChecks(t)
  const { meta, data } = await check(service, { stated: '$123 million', period: 'FY2024' })
  t.same([data.verdict, data.period], ['agrees', '2023-07-01/P1Y'])
  t.same(meta.warnings, [
    'period: FY2024 is read as July 2023 to June 2024; a fiscal year from another month names its ' +
      'months, as in FY2024 (Sep–Aug).'
  ])
})

t.test('subjects and partners by code and name', async (t) => {
  const service = await buildChecks(t)
  const places = ['PAK', 'pak', 'PK', '586', 'Pakistan']
  const found = []
  for (const subject of places) {
    const { data, meta } = await check(service, { subject, partner: 'Kazakhstan', value: '1' })
    found.push([data.subject, data.partner, meta.warnings.length])
  }
  t.same(found, Array(places.length).fill(['PAK', 'KAZ', 0]))
})

t.test('projections for the days of the period, and whether the figure agrees', async (t) => {
  const service = await buildChecks(t, {
    projection: [
      {},
      { id: 'P002', subject: 'KAZ', partner: 'PAK', value: 3e9, text: '$3 billion' },
      { id: 'P003', target_period: '2031' },
      { id: 'P004', target_period: '2029-07-01/P1Y' }
    ]
  })
  const { data } = await check(service, { stated: '$2 billion', period: '2030' })
  t.same(data.projections, [
    {
      id: 'P001',
      kind: 'target',
      subject: 'PAK',
      partner: 'KAZ',
      scenario: 'official-target',
      value: 2e9,
      low: null,
      high: null,
      bound: 'at_least',
      text: '$2 Billion+',
      agrees: true,
      attributed_to: 'A Ministry',
      source: data.projections[0]?.source
    },
    { ...data.projections[1], id: 'P002', subject: 'KAZ', partner: 'PAK', agrees: false }
  ])
  t.equal(
    data.sentence,
    'There is no claim about Goods trade turnover, Pakistan–Kazakhstan, 2030. The nearest in ' +
      'time is $123 million for FY2024 (Jul–Jun), by A Ministry. 2 projections are about this ' +
      'period: P001, "$2 Billion+" (A Ministry), which agrees; P002, "$3 billion" (A Ministry), which differs.'
  )
})

t.test('a withdrawn claim counts no longer', async (t) => {
  const service = await buildChecks(t)
  t.same(await verdict(service, { stated: '$52.5 million' }), ['agrees_with_some'])
  await withdraw(service.store, 'observation', 'C02')
  const { data } = await check(service, { stated: '$52.5 million' })
  t.same([data.verdict, data.claims_count], ['outside_all', 1])
})

t.test('of 501 claims of a period 500 are compared, by id, with a warning', async (t) => {
  const observation = Array.from({ length: 501 }, (_, index) => ({
    id: `M${1000 + index}`,
    period: '2010',
    value: index === 500 ? 9e6 : 5e6,
    text: `$${index === 500 ? 9 : 5} million`,
    attributed_to: `Paper ${index}`
  }))
  const service = await buildChecks(t, { observation })
  const { data, meta } = await check(service, { stated: '$5 million', period: '2010' })
  t.same([data.verdict, data.claims_count, data.nearest.length], ['agrees', 500, 10])
  t.same(meta.warnings, ['Only 500 claims about goods_trade of PAK were compared.'])
  t.same(await verdict(service, { stated: '$9 million', period: '2010' }), ['outside_all'])
})

/** Later revisions: another claim, a correction, a withdrawal, a rate, a new pair. */
async function goOn({ store }: Service): Promise<void> {
  const claims = [
    { id: 'G1', value: 900e6, text: '$900 million', attributed_to: 'Another' },
    { id: 'C01', value: 410e6, text: '$410 million' },
    { id: 'G2', period: '2015', value: 5e6, text: '$5 million' },
    { id: 'G3', subject: 'UZB', partner: 'PAK', value: 5e6, text: '$5 million' },
    { id: 'R1', metric: 'exchange_rate', subject: 'KAZ', partner: null, value: 500, text: '500' }
  ]
  for (const [index, row] of claims.entries())
    await write(store, { observation: [row] }, { time: `2026-03-0${index + 1}T00:00:00Z` })
  await write(store, { metric: [{ partnered: 'yes', name: 'Turnover' }] })
  await withdraw(store, 'observation', 'C02')
}

t.test('as_of answers with what was known, whatever is imported later', async (t) => {
  const service = await buildChecks(t)
  const queries: Query[] = [
    { stated: '$400 million' },
    { stated: '$52.5 million' },
    { stated: '23.6 billion tenge' },
    { stated: '$900 million', period: '2015' },
    { stated: '$300 million', period: '2023-07' },
    { stated: '$77 million' },
    { stated: '$2 billion', period: '2030' }
  ]
  const urls = queries.map((query) => addressOf(query))
  const before = []
  for (const url of urls) before.push(await said(service.app, url))
  await goOn(service)
  const after = []
  for (const url of urls) after.push(await said(service.app, asOf(url, RECORDED_AT)))
  t.same(after, before)
  const now = await said(service.app, urls[0] ?? '')
  t.not(JSON.stringify(now), JSON.stringify(before[0]))
})

t.test('some figures of the starter data', async (t) => {
  const service = serviceOf(await buildTestApp(t, { data: 'starter' }))
  t.same(await verdict(service, { stated: '$400 Million' }), ['agrees'])
  t.same(await verdict(service, { stated: '$52.5 million' }), ['other_direction', 'C0392'])
  t.same(await verdict(service, { stated: '40 crore dollars' }), ['agrees'])
  const { data } = await check(service, { stated: '$2 Billion+', period: '2030' })
  t.same(
    [data.verdict, data.projections.map(({ id, agrees }) => [id, agrees])],
    ['no_claim', [['P001', true]]]
  )
})

t.test('rupees of the starter data and the series', SLOW, async (t) => {
  const made = await buildTestApp(t, { data: 'starter' })
  await Array.fromAsync(loadSeries(made.store))
  const { data } = await check(serviceOf(made), { stated: 'Rs 112 billion' })
  t.same([data.verdict, data.found?.currency], ['other_currency', 'PKR'])
})

// The rest leads a reader astray.

t.test('as_of: which claims there are instead is what was known then, too', async (t) => {
  const service = await buildChecks(t)
  const none = addressOf({ subject: 'UZB', partner: 'PAK', value: '1' })
  const before = await said(service.app, none)
  await goOn(service)
  t.same(await said(service.app, asOf(none, RECORDED_AT)), before)
})

t.test('a claim for a period that ends on the same day is near in time', async (t) => {
  const half = { period: '2019-07-01/P6M', value: 5e6, text: '$5 million' }
  const pair = { subject: 'PAK', partner: 'UZB' }
  const service = await buildChecks(t, { observation: [{ ...half, ...pair, id: 'H1' }] })
  const { data, meta } = await check(service, { ...pair, value: '1', period: '2019' })
  t.same([data.verdict, data.nearest.map(({ id }) => id), meta.warnings], ['no_claim', ['H1'], []])
})

t.test('a value in dollars names its currency', async (t) => {
  const service = await buildChecks(t)
  t.same(await verdict(service, { value: '23625', unit: 'million_USD' }), ['outside_all'])
})

t.test('a metric that counts in millions of dollars takes dollars', async (t) => {
  const alone = { metric: 'money_in_millions', partner: null, value: 400, text: '$400 million' }
  const service = await buildChecks(t, { observation: [{ ...alone, id: 'K1' }] })
  const query = { metric: 'money_in_millions', partner: undefined }
  const value = { ...query, value: '400000000', unit: 'USD' }
  t.same(await verdict(service, value), ['agrees'])
  t.equal((await service.ask({ ...query, stated: '$400 million' })).json().data?.verdict, 'agrees')
})

t.test('the rate that converted a figure is shown whatever the verdict', async (t) => {
  const service = await buildChecks(t)
  const { data } = await check(service, { stated: '900 billion tenge' })
  t.same([data.verdict, data.stated.compared], ['outside_all', 2e9])
  t.ok(JSON.stringify(data).includes('450'), 'the rate of 450 tenge for a dollar')
})

t.test('a value in another unit has no noise of doubles', async (t) => {
  const at = { metric: 'stay', subject: 'karachi-port', partner: null, value: 2, text: '2 days' }
  const metric = { id: 'stay', name: 'Stay', unit: 'day', partnered: 'no' } as const
  const service = await buildChecks(t, { metric: [metric], observation: [{ ...at, id: 'F1' }] })
  const asked = { metric: 'stay', subject: 'karachi-port', partner: undefined }
  const { data } = await check(service, { ...asked, value: '48', unit: 'hour' })
  t.same([data.stated.compared, data.nearest[0]?.difference], [2, 0])
})
