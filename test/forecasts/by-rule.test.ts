// Forecasts of series by rule: what everybody says, one claim for each period.
import { parse } from 'csv-parse/sync'
import t from 'tap'
import { buildTestApp, type TestApp } from '../helpers/app.ts'
import { insertRows, RECORDED_AT } from '../helpers/rows.ts'

type Rows = Parameters<typeof insertRows>[1]
type Claims = NonNullable<Rows['observation']>
type Forecast = {
  series: Record<'id' | 'subject' | 'calendar', string> &
    Record<'partner' | 'mode' | 'attributed_to', string | null>
  rule: string | null
  reason: string | null
  training: { first_period: string; last_period: string; points: number; others: number } | null
  points: { period: string; mean: number }[]
}
type Answer = {
  data: Forecast[]
  meta: { count: number; total: number | null; warnings: string[] }
  links: { next: string | null }
}

const FORECASTS = '/v1/forecasts?metric=goods_trade&method=naive&horizon=1'

/** One claim for each value, in the years from `first` on. */
const yearly = (id: string, values: number[], first: number, over: Claims[number] = {}): Claims =>
  values.map((value, index) => ({
    id: `${id}${index}`,
    period: String(first + index),
    value,
    ...over
  }))
const ask = async ({ app }: TestApp, query = ''): Promise<Answer> =>
  (await app.inject(`${FORECASTS}${query}`)).json()
/** What naive repeats: the figure of the newest period. */
const newest = ({ data }: Answer) => data.map(({ points }) => points[0]?.mean)

t.test('what several authors say is one series, with the rule that joined it', async (t) => {
  const { app, store } = await buildTestApp(t)
  await insertRows(store, {
    observation: [
      ...yearly('A', [10, 12, 11], 2018, { attributed_to: 'One' }),
      ...yearly('B', [99, 13, 16, 14], 2020, { attributed_to: 'Other', source: 'b-paper' })
    ],
    source: [{ id: 'b-paper', published: '2020' }, {}]
  })
  const url = '/v1/forecasts?metric=goods_trade&method=naive&horizon=2&level=80'
  const series = {
    id: 'goods_trade~PAK~KAZ~~~~P1Y-01',
    subject: 'PAK',
    partner: 'KAZ',
    direction: null,
    mode: null,
    product: null,
    attributed_to: null,
    calendar: 'P1Y-01'
  }
  const authors = (await app.inject(`${url}&by=author`)).json().data
  t.same(
    authors.map((one: Forecast) => [one.rule, one.series.attributed_to, one.reason]),
    [
      [null, 'Other', null],
      [null, 'One', 'stale_series']
    ],
    'each author alone'
  )
  const answer = (await app.inject(url)).json()
  const [{ points: ahead, backtest, ...forecast }] = answer.data
  t.same(
    { ...answer, data: [forecast] },
    {
      data: [
        {
          metric: 'goods_trade',
          unit: 'USD',
          series,
          rule: 'preferred',
          ends_on: '2023-12-31',
          method: 'naive',
          reason: null,
          parameters: {},
          season: null,
          training: {
            first_period: '2018',
            last_period: '2023',
            points: 6,
            left_out: 0,
            left_out_gap: 0,
            left_out_window: 0,
            left_out_break: 0,
            level_break: null,
            // 99 for 2020 is older than 11.
            others: 1
          },
          likely_break: null,
          backtest_reason: null
        }
      ],
      meta: {
        revision: 1,
        updated_at: RECORDED_AT,
        license: 'Facts quoted with attribution: name the source of each figure.',
        warnings: [],
        count: 1,
        total: null,
        next_cursor: null
      },
      links: { self: url, next: null }
    }
  )
  // From 10, 12, 11, 13 and from 10, 12, 11, 13, 16: see list-forecasts.test.ts.
  t.same(backtest, {
    origins: 2,
    forecasts: 3,
    smape: 13.8101,
    mase: 1.1333,
    coverage: [{ level: 80, percent: 100 }]
  })
  t.same(
    ahead.map(({ period, mean }: { period: string; mean: number }) => [period, mean]),
    [
      ['2024', 14],
      ['2025', 14]
    ]
  )
  const [same] = (await app.inject(`/v1/series/${series.id}`)).json().data.points
  t.equal(same.period, '2018', 'the id is an address')
})

const SOURCES: Rows['source'] = [
  { id: 'bureau', kind: 'official_statistics', published: '2023' },
  { id: 'a-paper', published: '2024-08' },
  { id: 'undated', kind: 'opinion', published: null }
]

t.test('each rule takes its claim, as /v1/series does', async (t) => {
  const test = await buildTestApp(t)
  await insertRows(test.store, {
    source: SOURCES,
    observation: [
      { id: 'C1', period: '2023', value: 400 },
      { id: 'C2', period: '2023', value: 50, source: 'bureau' },
      { id: 'C3', period: '2023', value: 60, source: 'undated' },
      // The same days, written in another way.
      { id: 'C4', period: '2023-01-01/P1Y', value: 70, source: 'undated' },
      { id: 'C5', period: '2022', value: 30, source: 'undated' },
      { id: 'C6', period: '2024', value: 80, source: 'a-paper' }
    ]
  })
  const cases: Record<string, [mean: number, points: number, others: number, last: string]> = {
    preferred: [80, 3, 3, '2024'],
    latest_published: [80, 3, 3, '2024'],
    median: [80, 3, 3, '2024'],
    'source:undated': [60, 2, 3, '2023'],
    'source:bureau': [50, 1, 3, '2023']
  }
  for (const [rule, [mean, points, others, last]] of Object.entries(cases)) {
    const answer = await ask(test, `&rule=${rule}`)
    t.same(
      [newest(answer), answer.data.map((one) => one.rule)],
      [[mean], [rule]],
      `${rule}: the newest figure`
    )
    const { training } = answer.data[0] ?? {}
    t.match(training, { points, others, last_period: last }, `${rule}: training`)
    const url = `/v1/series/${answer.data[0]?.series.id}?rule=${rule}`
    const { data } = (await test.app.inject(url)).json()
    t.same(
      [data.points.length, data.points.at(-1).value],
      [points, mean],
      `${rule}: the points at its address`
    )
  }
  t.equal(newest(await ask(test))[0], newest(await ask(test, '&by=rule&rule=preferred'))[0])
})

t.test('dates of a stock stand for their years, of which the rule takes the newest', async (t) => {
  const test = await buildTestApp(t)
  await insertRows(test.store, {
    metric: [{ kind: 'stock', unit: 'person' }],
    source: SOURCES,
    observation: [
      { id: 'C1', period: '2022-12-31', value: 100 },
      { id: 'C2', period: '2023-03-01', value: 1, source: 'bureau' },
      { id: 'C3', period: '2023-09-01', value: 110, source: 'undated' },
      { id: 'C4', period: '2023-09-01', value: 120 },
      { id: 'C5', period: '2024-01-01', value: 130, source: 'undated' },
      // Months of a stock are months.
      { id: 'C6', period: '2024-05', value: 7 }
    ]
  })
  const taken = async (query: string) => {
    const { data } = await ask(test, `&calendar=day${query}`)
    const { training, points } = data[0] ?? {}
    return [training?.points, training?.others, points?.[0]?.period, points?.[0]?.mean]
  }
  t.same(await taken(''), [3, 2, '2025', 130])
  t.same(await taken('&rule=source:a-paper'), [2, 2, '2024', 120])
  // The bureau has only an older date of 2023.
  t.same(await taken('&rule=source:bureau'), [1, 2, '2024', 1])
  t.same(await taken('&rule=source:undated'), [2, 2, '2025', 130])
  const all = await ask(test)
  t.same(
    all.data.map(({ series, training }) => [series.calendar, training?.last_period]),
    [
      ['P1D', '2024'],
      ['P1M', '2024-05']
    ]
  )
})

t.test('flows of single days and old series have no points, and say why', async (t) => {
  const test = await buildTestApp(t)
  await insertRows(test.store, {
    observation: [
      { id: 'C1', period: '2024-05-01' },
      { id: 'C2', period: '2024-05-02' },
      ...yearly('D', [1, 2, 3], 2008, { attributed_to: 'One' }),
      ...yearly('E', [4, 5, 6], 2011, { attributed_to: 'Other' })
    ]
  })
  t.same(
    (await ask(test)).data.map(({ series, reason, training, points }) => [
      series.calendar,
      reason,
      training,
      points
    ]),
    [
      ['P1D', 'no_fixed_step', null, []],
      ['P1Y-01', 'stale_series', null, []]
    ]
  )
})

/** Several authors, sides, modes and calendars. */
const MANY: Claims = [
  { period: '2023' },
  { period: '2024', attributed_to: 'Somebody' },
  { period: '2024', mode: 'rail' },
  { period: '2023-07-01/P1Y' },
  { period: '2024-Q1' },
  { period: '2024', subject: 'KAZ', partner: 'PAK', source: 'b-paper' },
  { period: '2024', subject: 'KAZ', partner: 'UZB' },
  { period: '2024', subject: 'KAZ', partner: 'UZB', product: 'HS2022-52' },
  { period: '2024', subject: 'KAZ', partner: null },
  { period: '2024', subject: 'CHE', partner: null },
  { period: null, subject: 'CHE', partner: 'PAK' }
].map((claim, index) => ({ id: `C${10 + index}`, value: index + 1, ...claim }) as Claims[number])
const MANY_ROWS: Rows = {
  product: [{}],
  metric: [{ by_product: 'optional' }],
  source: [{}, { id: 'b-paper' }],
  observation: MANY
}

type Listed = {
  data: { id?: string; series?: { id: string } }[]
  links: { next: string | null }
}

async function idsOf({ app }: TestApp, first: string): Promise<string[]> {
  const ids: string[] = []
  for (let url: string | null = first; url !== null; ) {
    const { data, links }: Listed = (await app.inject(url)).json()
    ids.push(...data.map((row) => row.id ?? row.series?.id ?? ''))
    url = links.next
  }
  return ids
}

t.test('the order of /v1/series, each series once, and as many as counted', async (t) => {
  const test = await buildTestApp(t)
  await insertRows(test.store, MANY_ROWS)
  const expected = await idsOf(test, '/v1/series?metric=goods_trade')
  t.equal(expected.length, 9)
  for (const limit of [1, 2, 4, 8, 9, 100])
    t.same(await idsOf(test, `${FORECASTS}&limit=${limit}`), expected, `pages of ${limit}`)
  const total = async (query: string) => {
    const { data, meta } = await ask(test, `&limit=2&total=true${query}`)
    return [data.length, meta.total]
  }
  t.same(await total(''), [2, 9])
  t.same(await total('&by=author'), [2, 10], 'two authors of one series')
  t.same(await total('&rule=source:b-paper'), [1, 1])
  t.same(await total('&source=b-paper'), [1, 1])
  t.same(await total('&source=a-paper,b-paper'), [2, 9])
  t.same(await total('&source=a-paper,b-paper&rule=source:a-paper'), [2, 8])
  const rows: Record<string, string>[] = parse(
    (await test.app.inject(`${FORECASTS.replace('?', '.csv?')}&level=80`)).body,
    { columns: true }
  )
  t.same(
    rows.map((row) => row['series_id']),
    expected,
    'as a table'
  )
  t.same([...new Set(rows.map((row) => row['rule']))], ['preferred'])
})

t.test('the filters of the list, together and one by one', async (t) => {
  const test = await buildTestApp(t)
  await insertRows(test.store, MANY_ROWS)
  const cases: Record<string, number[]> = {
    'subject=kz': [6, 7, 8, 9],
    'partner=PAK,UZB': [6, 7, 8],
    'country=PAK': [6, 2, 4, 5, 3],
    'country=UZB&subject=KAZ': [7, 8],
    'product=HS2022-52': [8],
    'product=none&subject=KAZ': [6, 7, 9],
    'calendar=fiscal_year': [4],
    'calendar=quarter,fiscal_year': [4, 5],
    'source=b-paper': [6],
    'subject=PAK&calendar=year&source=a-paper': [2, 3]
  }
  for (const [query, figures] of Object.entries(cases))
    t.same(newest(await ask(test, `&${query}`)), figures, query)
})

t.test('`source` leaves out the claims of other sources, as if nobody had made them', async (t) => {
  const test = await buildTestApp(t)
  await insertRows(test.store, {
    source: SOURCES,
    observation: [
      { id: 'C1', period: '2024', value: 10, source: 'bureau' },
      { id: 'C2', period: '2024', value: 20 },
      { id: 'C3', period: '2024', value: 30, source: 'undated' }
    ]
  })
  const taken = async (query: string) => {
    const answer = await ask(test, query)
    return [newest(answer)[0], answer.data[0]?.training?.others, answer.meta.warnings]
  }
  t.same(await taken(''), [10, 2, []])
  t.same(await taken('&source=a-paper,undated'), [20, 1, []])
  t.same(await taken('&source=a-paper,undated&rule=median'), [20, 1, []])
  t.same(await taken('&source=undated,nobody'), [
    30,
    0,
    ['source: no source has the id nobody; the answer is for undated.']
  ])
  t.same(await taken('&source=a-paper,undated&rule=source:undated'), [30, 1, []])
})

t.test('names beside ids, and fields', async (t) => {
  const test = await buildTestApp(t)
  await insertRows(test.store, MANY_ROWS)
  const url = `${FORECASTS}&subject=KAZ&partner=UZB&product=HS2022-52`
  const { data } = (
    await test.app.inject(`${url}&names=en&fields=metric,metric_name,series,rule`)
  ).json()
  t.same(data, [
    {
      metric: 'goods_trade',
      metric_name: 'Goods trade turnover',
      series: {
        id: 'goods_trade~KAZ~UZB~~~HS2022-52~P1Y-01',
        subject: 'KAZ',
        partner: 'UZB',
        subject_name: 'Kazakhstan',
        partner_name: 'Uzbekistan',
        direction: null,
        mode: null,
        product: 'HS2022-52',
        product_name: 'Cotton',
        attributed_to: null,
        calendar: 'P1Y-01'
      },
      rule: 'preferred'
    }
  ])
})
