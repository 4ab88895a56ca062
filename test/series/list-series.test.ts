import { parse } from 'csv-parse/sync'
import t from 'tap'
import { parsePeriod } from '../../src/periods/read-period.ts'
import type { Series } from '../../src/series/schemas.ts'
import { absolute, documentOf, type JsonSchema, validatorOf } from '../app/operations.ts'
import { buildTestApp, type TestApp } from '../helpers/app.ts'
import { pluck } from '../helpers/pluck.ts'
import { SLOW } from '../helpers/random.ts'
import { insertRows, RECORDED_AT } from '../helpers/rows.ts'

type Claims = NonNullable<Parameters<typeof insertRows>[1]['observation']>
type Answer = {
  data: Series[]
  meta: { count: number; warnings: string[] }
  links: { self: string; next: string | null }
}

const LICENSE = 'Facts quoted with attribution: name the source of each figure.'
const SERIES = '/v1/series?metric=goods_trade'
const SOURCES = [
  { id: 'a-paper' },
  { id: 'bureau', publisher: 'A Bureau', kind: 'official_statistics' as const, published: '2023' },
  { id: 'undated', published: null }
]
const ask = async ({ app }: TestApp, query = ''): Promise<Answer> =>
  (await app.inject(`${SERIES}${query}`)).json()
const short = ({ data }: Answer) =>
  data.map(({ points, calendar }) => [calendar, ...points.map(({ observation }) => observation)])
const places = ({ data }: Answer) =>
  data.map(({ subject, partner, direction, mode }) => [subject, partner, direction, mode])

/** A day of which more is said than a page reads. */
const MANY = 6_000

t.test(
  'of more claims than are read, no point is made of a part of what is said of its days',
  SLOW,
  async (t) => {
    const test = await buildTestApp(t)
    const said = (period: string) =>
      Array.from({ length: MANY }, (_, index) => ({
        id: `${period}-${index}`,
        period,
        value: 1 + index,
        attributed_to: `author ${index}`
      }))
    await insertRows(test.store, {
      observation: [...said('2021'), ...said('2022'), { id: 'C2020', period: '2020' }]
    })
    const answer = await ask(test, '&rule=median')
    t.same(
      answer.data.map(({ points }) =>
        points.map(({ period, observation, others }) => [period, observation, others])
      ),
      [[['2022', '2022-2999', MANY - 1]]]
    )
    t.same(answer.meta.warnings, [
      'PAK, KAZ: there are more than 10000 claims; only the newest were read.'
    ])
    const earlier = await ask(test, '&rule=median&to=2021')
    t.same(short(earlier), [['P1Y-01', 'C2020', '2021-2999']])
  }
)

/** All pages of a question. */
async function walk(test: TestApp, query: string): Promise<Answer[]> {
  const answers: Answer[] = []
  for (let url: string | null = `${SERIES}${query}`; url !== null; ) {
    const answer: Answer = (await test.app.inject(url)).json()
    answers.push(answer)
    url = answer.links.next
  }
  return answers
}

t.test('200 with one value a period, the claim it is, and what stands beside it', async (t) => {
  const test = await buildTestApp(t)
  await insertRows(test.store, {
    source: SOURCES,
    observation: [
      { id: 'C1', period: '2023', value: 400 },
      { id: 'C2', period: '2023', value: 50, source: 'bureau', attributed_to: 'A Bureau' },
      {
        id: 'C3',
        period: '2022',
        value: null,
        low: 60,
        high: 90,
        bound: 'range',
        attributed_to: null,
        source: 'undated'
      },
      { id: 'C4', period: null }
    ]
  })
  const response = await test.app.inject(SERIES)
  t.equal(response.statusCode, 200)
  t.same(response.json(), {
    data: [
      {
        id: 'goods_trade~PAK~KAZ~~~~P1Y-01',
        metric: 'goods_trade',
        subject: 'PAK',
        partner: 'KAZ',
        direction: null,
        mode: null,
        product: null,
        calendar: 'P1Y-01',
        unit: 'USD',
        rule: 'preferred',
        aggregate: null,
        transform: null,
        undated: 1,
        left_out: 0,
        gaps: [],
        gaps_count: 0,
        points: [
          {
            period: '2022',
            period_label: '2022',
            starts_on: '2022-01-01',
            ends_on: '2022-12-31',
            value: null,
            low: 60,
            high: 90,
            bound: 'range',
            status: 'A',
            observation: 'C3',
            attributed_to: null,
            note: null,
            others: 0,
            spread: null,
            aggregated_from: null,
            transformed: null,
            source: {
              id: 'undated',
              publisher: 'A Paper',
              kind: 'press',
              url: 'https://example.org/trade',
              published: null
            }
          },
          {
            period: '2023',
            period_label: '2023',
            starts_on: '2023-01-01',
            ends_on: '2023-12-31',
            value: 50,
            low: null,
            high: null,
            bound: 'exact',
            status: 'A',
            observation: 'C2',
            attributed_to: 'A Bureau',
            note: null,
            others: 1,
            spread: { low: 50, high: 400, difference: 350, ratio: 8 },
            aggregated_from: null,
            transformed: null,
            source: {
              id: 'bureau',
              publisher: 'A Bureau',
              kind: 'official_statistics',
              url: 'https://example.org/trade',
              published: '2023'
            }
          }
        ]
      }
    ],
    meta: {
      revision: 1,
      updated_at: RECORDED_AT,
      license: LICENSE,
      warnings: [],
      count: 1,
      total: null,
      next_cursor: null
    },
    links: { self: SERIES, next: null }
  })
})

t.test('200 by each rule, named in the answer', async (t) => {
  const test = await buildTestApp(t)
  await insertRows(test.store, {
    source: SOURCES,
    observation: [
      { id: 'C1', value: 400 },
      { id: 'C2', value: 50, source: 'bureau' },
      { id: 'C3', value: 60, source: 'undated' },
      { id: 'C4', value: 70, source: 'undated', period: '2021' }
    ]
  })
  const cases = {
    preferred: ['C4', 'C2'],
    latest_published: ['C4', 'C1'],
    median: ['C4', 'C3'],
    'source:undated': ['C4', 'C3'],
    'source:bureau': ['C2']
  }
  for (const [rule, taken] of Object.entries(cases)) {
    const answer = await ask(test, `&rule=${rule}`)
    t.same(short(answer), [['P1Y-01', ...taken]], rule)
    t.equal(answer.data[0]?.rule, rule)
    // Others and spread are of all claims of the period, whichever the rule may take.
    t.same(answer.data[0]?.points.at(-1)?.others, 2, rule)
    t.same(
      answer.data[0]?.points.at(-1)?.spread,
      { low: 50, high: 400, difference: 350, ratio: 8 },
      rule
    )
  }
  t.same(short(await ask(test)), [['P1Y-01', 'C4', 'C2']], 'preferred unless told')
})

t.test(
  '200 with calendar years, fiscal years, parts of years, directions and modes apart, in order',
  async (t) => {
    const test = await buildTestApp(t)
    const claims: Claims = [
      { period: '2023' },
      { period: '2023-07-01/P1Y' },
      { period: '2023-01-01/P8M' },
      { period: '2023-Q1' },
      { period: '2023-01-01/P3M', attributed_to: 'Somebody else' },
      { period: '2023', mode: 'rail' },
      { period: '2023', direction: 'inbound' },
      { period: '2023', subject: 'KAZ', partner: 'PAK' },
      { period: '2023', subject: 'KAZ', partner: null },
      { period: '2023', subject: 'KAZ', partner: 'UZB', attributed_to: null },
      { period: '2023', subject: 'CHE', partner: null }
    ]
    await insertRows(test.store, {
      observation: claims.map((claim, index) => ({ id: `C${10 + index}`, ...claim }))
    })
    const all = await ask(test)
    t.same(
      all.data.map(({ subject, partner, direction, mode, calendar }) => [
        subject,
        partner,
        direction,
        mode,
        calendar
      ]),
      [
        ['KAZ', 'PAK', null, null, 'P1Y-01'],
        ['KAZ', 'UZB', null, null, 'P1Y-01'],
        ['PAK', 'KAZ', null, null, 'P1Y-01'],
        ['PAK', 'KAZ', null, null, 'P1Y-07'],
        ['PAK', 'KAZ', null, null, 'P3M'],
        ['PAK', 'KAZ', null, null, 'P8M-01'],
        ['PAK', 'KAZ', null, 'rail', 'P1Y-01'],
        ['PAK', 'KAZ', 'inbound', null, 'P1Y-01'],
        // Those without a partner come last.
        ['CHE', null, null, null, 'P1Y-01'],
        ['KAZ', null, null, null, 'P1Y-01']
      ]
    )
    t.equal(all.data[4]?.points[0]?.others, 1, 'the same days are one period')
    for (const limit of [1, 2, 3, 4, 9, 10]) {
      const pages = await walk(test, `&limit=${limit}`)
      t.same(
        pages.flatMap(({ data }) => data),
        all.data,
        `in pages of ${limit}`
      )
      t.equal(pages.length, Math.ceil(10 / limit), `limit ${limit}: no empty page`)
    }
    const lines = parse((await test.app.inject(`/v1/series.csv?metric=goods_trade`)).body, {
      columns: true
    }) as Record<string, string>[]
    t.same(
      lines.map(({ observation }) => observation),
      all.data.flatMap(({ points }) => points.map(({ observation }) => observation)),
      'the same as CSV, one row a point'
    )
  }
)

t.test('200 with pages of metrics whose claims never, or always, have a partner', async (t) => {
  const metric = [
    { id: 'always', partnered: 'yes' as const },
    { id: 'never', partnered: 'no' as const }
  ]
  const subjects = ['CHE', 'KAZ', 'PAK', 'UZB']
  const test = await buildTestApp(t)
  await insertRows(test.store, {
    metric,
    observation: subjects.flatMap((subject) => [
      { id: `A${subject}`, metric: 'always', subject, partner: subject === 'PAK' ? 'KAZ' : 'PAK' },
      { id: `N${subject}`, metric: 'never', subject, partner: null }
    ])
  })
  for (const { id } of metric) {
    const seen: string[] = []
    for (let url: string | null = `/v1/series?metric=${id}&limit=1`; url !== null; ) {
      const { data, links }: Answer = (await test.app.inject(url)).json()
      seen.push(...data.map(({ subject }) => subject))
      url = links.next
    }
    t.same(seen, subjects, id)
  }
})

t.test('200 with filters as on the observations', async (t) => {
  const test = await buildTestApp(t)
  await insertRows(test.store, {
    metric: [{ id: 'goods_trade' }, { id: 'goods_exports' }],
    observation: [
      { id: 'C1', period: '2021' },
      { id: 'C2', period: '2022' },
      { id: 'C3', period: '2022-07-01/P1Y' },
      { id: 'C4', period: '2023', mode: 'rail' },
      { id: 'C5', period: '2023', direction: 'inbound' },
      { id: 'C6', period: '2023', subject: 'KAZ', partner: 'PAK' },
      { id: 'C7', period: '2023', subject: 'KAZ', partner: null },
      { id: 'C8', period: '2023', metric: 'goods_exports' }
    ]
  })
  const cases: Record<string, string[]> = {
    '&subject=kz': ['C6', 'C7'],
    '&partner=PAK': ['C6'],
    '&subject=PAK,KAZ&partner=KAZ': ['C1', 'C2', 'C3', 'C4', 'C5'],
    '&between=KAZ,PAK&mode=none&direction=none': ['C6', 'C1', 'C2', 'C3'],
    '&mode=rail': ['C4'],
    '&mode=rail,none&direction=inbound': ['C5'],
    '&direction=inbound': ['C5'],
    // Periods wholly inside: a fiscal year needs both its years.
    '&from=2022&to=2022': ['C2'],
    '&from=2022&to=2023-06&subject=PAK': ['C2', 'C3'],
    '&from=2023': ['C6', 'C4', 'C5', 'C7'],
    '&to=2021': ['C1'],
    '&subject=UZB': [],
    '&from=2030': []
  }
  for (const [query, taken] of Object.entries(cases)) {
    const { data } = await ask(test, query)
    t.same(
      data.flatMap(({ points }) => points.map(({ observation }) => observation)),
      taken,
      query
    )
  }
})

t.test('200 with known ids, and a warning for the others', async (t) => {
  const test = await buildTestApp(t)
  await insertRows(test.store, { observation: [{}] })
  const answer = await ask(test, '&subject=PAK,Atlantis&partner=KAZ')
  t.same(places(answer), [['PAK', 'KAZ', null, null]])
  t.same(answer.meta.warnings, ['subject: no entity has the id Atlantis; the answer is for PAK.'])
})

t.test(
  '200 without series where no claim names a period, or a source says nothing of the metric',
  async (t) => {
    const test = await buildTestApp(t)
    await insertRows(test.store, {
      source: SOURCES,
      observation: [{ period: null }, { id: 'C2', partner: null, period: null }]
    })
    t.same((await ask(test)).data, [])
    await insertRows(test.store, { observation: [{ id: 'C3' }] })
    t.same((await ask(test, '&rule=source:bureau')).data, [])
  }
)

t.test('200 with the claims about the same thing that name no period counted', async (t) => {
  const test = await buildTestApp(t)
  await insertRows(test.store, {
    observation: [
      ...['C1', 'C2', 'C3'].map((id) => ({ id, period: null })),
      { id: 'C4' },
      { id: 'C5', period: '2023-07-01/P1Y' },
      { id: 'C6', period: null, mode: 'rail' as const },
      { id: 'C7', mode: 'rail' as const },
      { id: 'C8', direction: 'inbound' as const },
      { id: 'C9', period: null, partner: null },
      { id: 'D1', period: null, partner: null },
      { id: 'D2', partner: null }
    ]
  })
  const { data } = await ask(test)
  t.same(
    data.map(({ partner, direction, mode, calendar, undated }) => [
      partner,
      direction,
      mode,
      calendar,
      undated
    ]),
    [
      ['KAZ', null, null, 'P1Y-01', 3],
      ['KAZ', null, null, 'P1Y-07', 3],
      ['KAZ', null, 'rail', 'P1Y-01', 1],
      ['KAZ', 'inbound', null, 'P1Y-01', 0],
      [null, null, null, 'P1Y-01', 2]
    ]
  )
})

t.test('200 with the newest 1,000 points of a series, and how many are left out', async (t) => {
  const test = await buildTestApp(t)
  const days = Array.from({ length: 1_005 }, (_, index) =>
    new Date(Date.UTC(2020, 0, 1 + index)).toISOString().slice(0, 10)
  )
  await insertRows(test.store, {
    observation: days.map((period, index) => ({ id: `D${index}`, period }))
  })
  const [series] = (await ask(test)).data
  t.same(
    [
      series?.points.length,
      series?.left_out,
      series?.points[0]?.period,
      series?.points.at(-1)?.period
    ],
    [1_000, 5, days[5], days.at(-1)]
  )
  const [early] = (await ask(test, `&to=${days[3]}`)).data
  t.same(
    [early?.points.map(({ period }) => period), early?.left_out],
    [days.slice(0, 4), 0],
    'earlier ones by `to`'
  )
})

t.test('CSV is a tidy table: one row a point', async (t) => {
  const { app } = await buildTestApp(t, { data: 'starter' })
  const url =
    '/v1/series.csv?metric=goods_trade&subject=KAZ&partner=PAK&from=2021&to=2023&direction=none&mode=none'
  t.equal(
    (await app.inject(url)).body.split('\n').slice(0, 2).join('\n'),
    'id,metric,subject,partner,direction,mode,product,calendar,unit,rule,undated,left_out,gaps,gaps_count,aggregate_period,aggregate_calendar,aggregate_method,aggregate_missing,transform_name,transform_unit,transform_index_base,transform_other_metric,transform_currency,period,period_label,starts_on,ends_on,value,low,high,bound,status,observation,' +
      'attributed_to,source_id,source_publisher,source_kind,source_url,source_published,note,others,spread_low,spread_high,spread_difference,spread_ratio,aggregated_from,transformed_value,transformed_reason,transformed_from\ngoods_trade~KAZ~PAK~~~~P1Y-01,goods_trade,KAZ,PAK,,,,P1Y-01,USD,preferred,1,0,,0,,,,,,,,,,2021,2021,2021-01-01,2021-12-31,95000000,,,exact,A,C0389,Ambassador ' +
      'Yerzhan Kistafin,nova-kistafin,Agenzia ' +
      'Nova,press,https://www.agenzianova.com/a/6583e8c6cbe072.21170077/4730535/2023-12-21/kazakhstan-pakistan-ambasciatore-kistafin-in-corso-colloqui-su-costruzione-macchinari,2023-12-21,,1,95000000,200000000,105000000,2.1053,,,,'
  )
})

t.test(
  'every dated claim of the starter data counts in exactly one point, by every rule',
  async (t) => {
    const test = await buildTestApp(t, { data: 'starter' })
    const dated = await pluck(test.store, 'SELECT metric FROM observation WHERE period IS NOT NULL')
    const document = await documentOf(test.app)
    const check = validatorOf(document).compile(
      absolute(document.components.schemas['ListSeriesAnswer'] as JsonSchema)
    )
    for (const rule of ['preferred', 'latest_published', 'median']) {
      for (const metric of new Set(dated)) {
        const answers: Answer[] = []
        for (
          let url: string | null = `/v1/series?metric=${metric}&rule=${rule}&limit=100`;
          url !== null;
          url = answers.at(-1)?.links.next ?? null
        )
          answers.push((await test.app.inject(url)).json())
        t.ok(
          answers.every((answer) => check(answer)),
          `${metric}: as documented`
        )
        const series = answers.flatMap(({ data }) => data)
        const counted = series
          .flatMap(({ points }) => points)
          .reduce((sum, { others }) => sum + others + 1, 0)
        t.equal(counted, dated.filter((one) => one === metric).length, `${metric} by ${rule}`)
        for (const { calendar, points } of series)
          for (const { period } of points)
            if (parsePeriod(period)?.calendar !== calendar)
              t.fail(`${metric}: ${period} in ${calendar}`)
      }
    }
  }
)

t.test('the examples of a point are the real one', async (t) => {
  const { app } = await buildTestApp(t, { data: 'starter' })
  const { components } = await documentOf(app)
  const { data }: Answer = (
    await app.inject(`${SERIES}&subject=KAZ&partner=PAK&from=2023&to=2023`)
  ).json()
  const [point] = data[0]?.points ?? []
  for (const [name, { examples, $ref }] of Object.entries(
    components.schemas['SeriesPoint']?.properties ?? {}
  ))
    if (examples && !$ref) t.same(point?.[name as 'period'], examples[0], name)
  const apart: Answer = (
    await app.inject(`${SERIES}&subject=KAZ&partner=PAK&from=2021&to=2021`)
  ).json()
  const spread = Object.entries(components.schemas['Spread']?.properties ?? {}).map(
    ([name, { examples }]) => [name, examples?.[0]]
  )
  t.same(apart.data[0]?.points[0]?.spread, Object.fromEntries(spread))
})

t.test('200 as it was: another claim, another point, none yet', async (t) => {
  const { app, store } = await buildTestApp(t)
  const claims = (...values: number[]) =>
    values.map((value, index) => ({ id: `C${index + 1}`, period: `202${index}`, value }))
  await insertRows(store, { observation: claims(1) }, { kind: 'one', time: '2026-01-01T12:00:00Z' })
  await insertRows(
    store,
    { observation: claims(5, 2) },
    { kind: 'two', time: '2026-02-01T12:00:00Z' }
  )
  const seen = async (query: string) => {
    const { data, meta } = (await app.inject(`/v1/series?metric=goods_trade${query}`)).json()
    return [
      meta.revision,
      ...data.flatMap(({ points }: { points: { value: number }[] }) =>
        points.map(({ value }) => value)
      )
    ]
  }
  t.same(await seen(''), [2, 5, 2])
  t.same(await seen('&as_of=2026-02-01T12:00:00Z'), [2, 5, 2])
  t.same(await seen('&as_of=2026-01-31'), [1, 1])
  t.equal((await app.inject('/v1/series?metric=goods_trade&as_of=2025')).statusCode, 400)
})
