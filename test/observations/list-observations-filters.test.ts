import t from 'tap'
import { buildTestApp, type TestApp } from '../helpers/app.ts'
import { expectProblem } from '../helpers/problem.ts'
import { insertRows } from '../helpers/rows.ts'
import { testEvery } from '../helpers/test-every.ts'

type Page = { data: { id: string }[]; links: { next: string | null } }

/** The ids of the claims that a query keeps, in order of id. */
async function kept({ app }: TestApp, query: string): Promise<string[]> {
  const { data } = (await app.inject(`/v1/observations?sort=id&${query}`)).json()
  return data.map((row: { id: string }) => row.id)
}

/** Claims that differ from the first in one way each. */
async function insertClaims({ store }: TestApp): Promise<void> {
  await insertRows(store, {
    metric: [{}, { id: 'tariffs', unit: 'percent' }],
    source: [{}, { id: 'a-report' }],
    observation: [
      { id: 'C0001' },
      { id: 'C0002', subject: 'KAZ', partner: 'PAK' },
      { id: 'C0003', partner: 'UZB' },
      { id: 'C0004', metric: 'tariffs', value: 5 },
      { id: 'C0005', subject: 'karachi-port', partner: null },
      { id: 'C0006', direction: 'inbound' },
      { id: 'C0007', direction: 'outbound', mode: 'road' },
      { id: 'C0008', mode: 'rail' },
      { id: 'C0009', bound: 'at_least' },
      { id: 'C0010', source: 'a-report' },
      { id: 'C0011', subject: 'UZB', partner: 'KAZ', bound: 'about' }
    ]
  })
}

const PAIR = ['C0001', 'C0004', 'C0006', 'C0007', 'C0008', 'C0009', 'C0010']
const KEPT: Record<string, string[]> = {
  'metric=tariffs': ['C0004'],
  'metric=goods_trade,tariffs&subject=KAZ,karachi-port': ['C0002', 'C0005'],
  'subject=KAZ': ['C0002'],
  'subject=kaz': ['C0002'],
  'subject=KZ': ['C0002'],
  'subject=kZ,Uzb': ['C0002', 'C0011'],
  'subject=karachi-port': ['C0005'],
  'partner=PAK': ['C0002'],
  'partner=uz,pk': ['C0002', 'C0003'],
  'between=PAK,KAZ': ['C0001', 'C0002', 'C0004', 'C0006', 'C0007', 'C0008', 'C0009', 'C0010'],
  'between=kz,pk': ['C0001', 'C0002', 'C0004', 'C0006', 'C0007', 'C0008', 'C0009', 'C0010'],
  'between=PAK,karachi-port': [],
  'between=PAK,KAZ&subject=KAZ': ['C0002'],
  'between=PAK,KAZ&subject=UZB': [],
  'between=PAK,KAZ&partner=KAZ': PAIR,
  'subject=PAK&partner=KAZ': PAIR,
  'source=a-report': ['C0010'],
  'source=a-report,a-paper&metric=tariffs': ['C0004'],
  'direction=inbound': ['C0006'],
  'direction=outbound,inbound': ['C0006', 'C0007'],
  'direction=none': [
    'C0001',
    'C0002',
    'C0003',
    'C0004',
    'C0005',
    'C0008',
    'C0009',
    'C0010',
    'C0011'
  ],
  'direction=none,inbound&bound=exact&partner=KAZ': ['C0001', 'C0004', 'C0006', 'C0008', 'C0010'],
  'country=UZB': ['C0003', 'C0011'],
  'country=uz,karachi-port': ['C0003', 'C0005', 'C0011'],
  'country=KAZ&subject=PAK&metric=tariffs': ['C0004'],
  'country=UZB&country=KAZ&partner=PAK': ['C0002'],
  'country=UZB&between=PAK,KAZ': [],
  'subject_kind=port': ['C0005'],
  'subject_kind=country,port&partner=UZB': ['C0003'],
  'subject_kind=group': [],
  'partner_kind=group': [],
  'partner_kind=country&subject=UZB': ['C0011'],
  'direction=all': [],
  'mode=rail': ['C0008'],
  'mode=rail,road': ['C0007', 'C0008'],
  'mode=none&direction=none,outbound&subject=PAK': ['C0001', 'C0003', 'C0004', 'C0009', 'C0010'],
  'mode=none,road&direction=outbound': ['C0007'],
  'bound=at_least': ['C0009'],
  'bound=about,at_least': ['C0009', 'C0011'],
  'bound=about&mode=rail': [],
  'metric=goods_trade&subject=PAK&partner=KAZ&source=a-paper&direction=outbound&mode=road&bound=exact&from=2023&to=2023':
    ['C0007']
}
testEvery('200 with what each filter keeps', async (t, every) => {
  const test = await buildTestApp(t)
  await insertClaims(test)
  for (const [query, ids] of Object.entries(KEPT)) {
    every.same(await kept(test, query), ids)
  }
})

const SPANS: Record<string, string[]> = {
  '': ['day', 'eight-months', 'fiscal-year', 'month', 'quarter', 'undated', 'year'],
  'from=2023&to=2023': ['day', 'month', 'quarter', 'year'],
  'from=2023': ['day', 'eight-months', 'fiscal-year', 'month', 'quarter', 'year'],
  'to=2023': ['day', 'month', 'quarter', 'year'],
  'from=2023&to=2024': ['day', 'eight-months', 'fiscal-year', 'month', 'quarter', 'year'],
  'from=2024&to=2024': ['eight-months'],
  'from=2024': ['eight-months'],
  'from=2023-07': ['day', 'eight-months', 'fiscal-year', 'month', 'quarter'],
  'from=2023-07&to=2023-07': ['day', 'month'],
  'from=2023-07&to=2024-06': ['day', 'fiscal-year', 'month', 'quarter'],
  'from=2023-07-01&to=2024-06-30': ['day', 'fiscal-year', 'month', 'quarter'],
  'from=2023-07-01&to=2024-06-29': ['day', 'month', 'quarter'],
  'from=2023-07-02&to=2024-06-30': ['day'],
  'from=2023-07-14&to=2023-07-14': ['day'],
  'from=2023-07-15&to=2023-07-31': [],
  'to=2023-07-13': [],
  'to=2022': [],
  'from=2024-01-02': [],
  'from=2023-Q1&to=2023-Q3': ['day', 'month', 'quarter'],
  'from=2023-07-01/P1Y&to=2023-07-01/P1Y': ['day', 'fiscal-year', 'month', 'quarter'],
  'from=FY2024&to=FY24': ['day', 'fiscal-year', 'month', 'quarter'],
  'from=2023/24&to=2023-24': ['day', 'fiscal-year', 'month', 'quarter'],
  'from=2024-01-01%2FP8M&to=Jan%E2%80%93Aug+2024': ['eight-months'],
  'from=2023-S2&to=2023-H2': ['day', 'month', 'quarter'],
  'from=2023M07&to=202307': ['day', 'month'],
  'from=2023-W28&to=2023W28': ['day']
}
testEvery('200 with the periods that lie wholly inside a span', async (t, every) => {
  const test = await buildTestApp(t)
  await insertRows(test.store, {
    observation: [
      { id: 'year', period: '2023' },
      { id: 'fiscal-year', period: '2023-07-01/P1Y' },
      { id: 'eight-months', period: '2024-01-01/P8M' },
      { id: 'quarter', period: '2023-Q3' },
      { id: 'month', period: '2023-07' },
      { id: 'day', period: '2023-07-14' },
      { id: 'undated', period: null }
    ]
  })
  for (const [query, ids] of Object.entries(SPANS)) {
    every.same(await kept(test, query), ids)
  }
})

const LATEST: Record<string, string[]> = {
  'metric=goods_trade&latest_by_author=1': [
    'fiscal-21',
    'kaz-20',
    'month-05',
    'pak-23',
    'pak-23-again',
    'quarter',
    'quarter-in-days',
    'undated'
  ],
  'metric=goods_trade&latest_by_author=2&subject=PAK&source=a-paper': [
    'fiscal-20',
    'fiscal-21',
    'month-05',
    'pak-22',
    'pak-23',
    'pak-23-again',
    'quarter',
    'quarter-in-days',
    'undated'
  ],
  'subject=KAZ&latest_by_author=1': ['kaz-20'],
  'subject=KAZ&latest_by_author=2': ['kaz-19', 'kaz-20'],
  'subject=KAZ&latest_by_author=100': ['kaz-18', 'kaz-19', 'kaz-20'],
  'metric=goods_trade&to=2021&latest_by_author=1': ['fiscal-20', 'kaz-20', 'month-05', 'pak-21'],
  'subject=KAZ&bound=about&latest_by_author=1': ['kaz-18'],
  'metric=tariffs&latest_by_author=1': []
}
testEvery('200 with the newest periods of each series', async (t, every) => {
  const test = await buildTestApp(t)
  await insertRows(test.store, {
    metric: [{}, { id: 'tariffs' }],
    observation: [
      { id: 'pak-21', period: '2021' },
      { id: 'pak-22', period: '2022' },
      { id: 'pak-23', period: '2023' },
      { id: 'pak-23-again', period: '2023', value: 1 },
      { id: 'undated', period: null },
      { id: 'fiscal-20', period: '2020-07-01/P1Y' },
      { id: 'fiscal-21', period: '2021-07-01/P1Y', subject: 'PAK' },
      { id: 'month-05', period: '2020-05' },
      // The same days written in two ways are one period.
      { id: 'quarter', period: '2023-Q1' },
      { id: 'quarter-in-days', period: '2023-01-01/P3M' },
      { id: 'kaz-18', period: '2018', subject: 'KAZ', partner: 'PAK', bound: 'about' },
      { id: 'kaz-19', period: '2019', subject: 'KAZ', partner: 'PAK' },
      { id: 'kaz-20', period: '2020', subject: 'KAZ', partner: 'PAK' }
    ]
  })
  for (const [query, ids] of Object.entries(LATEST)) {
    every.same(await kept(test, query), ids)
  }
})

t.test('200 with latest, the former name of latest_by_author', async (t) => {
  const test = await buildTestApp(t)
  await insertRows(test.store, {
    observation: [
      { id: 'C1', period: '2021', attributed_to: 'one' },
      { id: 'C2', period: '2022', attributed_to: 'one' },
      { id: 'C3', period: '2020', attributed_to: 'two' }
    ]
  })
  for (const name of ['latest', 'latest_by_author'])
    t.same(await kept(test, `metric=goods_trade&${name}=1`), ['C2', 'C3'], name)
  const { data } = (await test.app.inject('/v1/series?metric=goods_trade&latest=1')).json()
  t.same(
    data.flatMap(({ points }: { points: { observation: string }[] }) =>
      points.map(({ observation }) => observation)
    ),
    ['C2'],
    'the newest figure whoever gives it is that of the series'
  )
})

t.test('200 with latest apart for each direction, mode and author', async (t) => {
  const test = await buildTestApp(t)
  await insertRows(test.store, {
    observation: [
      { id: 'C0001', period: '2021' },
      { id: 'C0002', period: '2020', direction: 'inbound' },
      { id: 'C0003', period: '2019', mode: 'rail' },
      { id: 'C0004', period: '2018', attributed_to: null },
      { id: 'C0005', period: '2017', partner: null },
      { id: 'C0006', period: '2016' }
    ]
  })
  t.same(await kept(test, 'metric=goods_trade&latest_by_author=1'), [
    'C0001',
    'C0002',
    'C0003',
    'C0004',
    'C0005'
  ])
})

t.test('200 with latest in pages, each claim once', async (t) => {
  const test = await buildTestApp(t)
  const observation = ['2021', '2022', '2023', '2023', null, null].map((period, position) => ({
    id: `C${position}`,
    period
  }))
  await insertRows(test.store, { observation })
  const ids: string[] = []
  for (
    let next: string | null = '/v1/observations?subject=PAK&latest_by_author=2&limit=1';
    next !== null;
  ) {
    const { data, links }: Page = (await test.app.inject(next)).json()
    ids.push(...data.map((row) => row.id))
    next = links.next
  }
  t.same(ids, ['C3', 'C2', 'C1', 'C5', 'C4'])
})

const CALENDARS: Record<string, string[]> = {
  'calendar=year': ['year', 'year-in-months'],
  'calendar=P1Y-01': ['year', 'year-in-months'],
  'calendar=fiscal_year': ['fiscal', 'fiscal-april'],
  'calendar=P1Y-07': ['fiscal'],
  'calendar=quarter': ['quarter', 'quarter-in-days'],
  'calendar=P3M-02': ['odd-quarter'],
  'calendar=month': ['month', 'month-in-days'],
  'calendar=week': ['week'],
  'calendar=day': ['day'],
  'calendar=P8M-01': ['eight-months'],
  'calendar=P14D,P8M-07': [],
  'calendar=year,fiscal_year&calendar=P3M': [
    'fiscal',
    'fiscal-april',
    'quarter',
    'quarter-in-days',
    'year',
    'year-in-months'
  ],
  'calendar=month&from=2023-06': ['month-in-days']
}
testEvery('200 with the periods of a calendar, however they are written', async (t, every) => {
  const test = await buildTestApp(t)
  const periods = {
    day: '2023-07-14',
    'eight-months': '2023-01-01/P8M',
    fiscal: '2023-07-01/P1Y',
    'fiscal-april': '2023-04-01/P12M',
    month: '2023-05',
    'month-in-days': '2023-06-01/P1M',
    'odd-quarter': '2023-02-01/P3M',
    quarter: '2023-Q1',
    'quarter-in-days': '2023-04-01/P3M',
    undated: null,
    week: '2023-01-30/P7D',
    year: '2023',
    'year-in-months': '2022-01-01/P12M'
  }
  const observation = Object.entries(periods).map(([id, period]) => ({ id, period }))
  await insertRows(test.store, { observation })
  for (const [query, ids] of Object.entries(CALENDARS))
    every.same(await kept(test, query), ids, query)
})

t.test('200 with sums that count nothing twice', async (t) => {
  const { app } = await buildTestApp(t, { data: 'starter' })
  const partnersOf = async (path: string): Promise<string[]> => {
    const asked = `${path}?metric=goods_exports&subject=PAK&limit=100`
    const { data } = (await app.inject(asked)).json()
    return [...new Set(data.map((row: { partner: string }) => row.partner))] as string[]
  }
  for (const path of ['/v1/observations', '/v1/series']) {
    const all = await partnersOf(path)
    t.ok(all.includes('WLD') && all.length > 1, `${path}: the world stands beside countries`)
    const query = '?metric=goods_exports&subject=PAK&limit=100&calendar=fiscal_year'
    const { data } = (await app.inject(`${path}${query}&partner_kind=group`)).json()
    const groups = new Set(data.map((row: { partner: string }) => row.partner))
    t.same([...groups].sort(), ['CAS5', 'WLD', 'cas5-afg-aze'])
    const countries = (await app.inject(`${path}${query}&partner_kind=country`)).json().data
    t.ok(countries.length > 0, path)
    t.notOk(
      countries.some((row: { partner: string }) => groups.has(row.partner)),
      path
    )
  }
})

t.test('400 for a calendar that no period can have', async (t) => {
  const { app } = await buildTestApp(t)
  const forms =
    'year, fiscal_year, quarter, month, week, day, or a code such as P1Y-07, P3M or P8M-01'
  for (const calendar of ['annual', 'P1Y', 'P3M-01', 'p1m', 'Year'])
    expectProblem(
      t,
      await app.inject(`/v1/observations?calendar=year,${calendar}`),
      'invalid_parameter',
      {
        errors: [
          {
            pointer: '/query/calendar',
            message: `Expected ${forms}, found "${calendar}".`,
            allowed: [forms]
          }
        ]
      }
    )
})
