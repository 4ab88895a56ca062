import { parse } from 'csv-parse/sync'
import t from 'tap'
import type { Series } from '../../src/series/schemas.ts'
import { buildTestApp, type TestApp } from '../helpers/app.ts'
import { expectProblem } from '../helpers/problem.ts'
import { insertRows } from '../helpers/rows.ts'
import { testRefused } from '../helpers/test-refused.ts'

type Answer = {
  data: Series[]
  meta: { count: number; total: number | null; warnings: string[] }
  links: { next: string | null }
}
const LIST = '/v1/series?metric=goods_trade'
const PORTS = ['aktau', 'baku', 'chabahar'].map((id) => ({ id, name: id }))
const read = async ({ app }: TestApp, url: string): Promise<Answer> =>
  (await app.inject(url)).json()
const ranks = ({ data }: Answer) =>
  data.map(({ subject, points }) => [subject, points.map(({ period }) => period).join()])

async function walk(test: TestApp, url: string): Promise<Answer[]> {
  const answers: Answer[] = []
  for (let next: string | null = url; next !== null; next = answers.at(-1)?.links.next ?? null)
    answers.push(await read(test, next))
  return answers
}

/**
 * The newest figures: KAZ 30 (2022), UZB 40 (2023), CHE 30 (2023), aktau -5 (2023), baku 20 to 40.
 */
async function buildSeries(t: Parameters<typeof buildTestApp>[0]): Promise<TestApp> {
  const test = await buildTestApp(t)
  const claim = (id: string, subject: string, period: string, value: number | null) => ({
    id,
    subject,
    partner: 'PAK',
    period,
    value
  })
  await insertRows(test.store, {
    entity: PORTS,
    source: [{ id: 'a-paper' }, { id: 'bureau', kind: 'official_statistics' as const }],
    observation: [
      claim('C1', 'KAZ', '2021', 99),
      claim('C2', 'KAZ', '2022', 30),
      claim('C3', 'UZB', '2023', 900),
      { ...claim('C4', 'UZB', '2023', 40), source: 'bureau' },
      claim('C5', 'CHE', '2023', 30),
      claim('C6', 'aktau', '2023', -5),
      { ...claim('C7', 'baku', '2023', null), low: 20, high: 40, bound: 'range' as const }
    ]
  })
  return test
}

const PERIODS =
  'sort: the newest points are of different periods: 2023 (4 series), 2022 (1 series). ' +
  '`from` and `to` keep those of one time.'

t.test('series are ranked by their newest points, equal ones by id', async (t) => {
  const test = await buildSeries(t)
  const down = await read(test, `${LIST}&sort=-value&latest=1`)
  t.same(ranks(down), [
    ['UZB', '2023'],
    ['CHE', '2023'],
    ['KAZ', '2022'],
    ['baku', '2023'],
    ['aktau', '2023']
  ])
  t.same(down.meta.warnings, [PERIODS])
  const up = await read(test, `${LIST}&sort=value`)
  t.same(ranks(up), [
    ['aktau', '2023'],
    ['CHE', '2023'],
    ['KAZ', '2021,2022'],
    ['baku', '2023'],
    ['UZB', '2023']
  ])
  const only = await read(test, `${LIST}&sort=-value&from=2023&to=2023`)
  t.same(
    ranks(only).map(([subject]) => subject),
    ['UZB', 'CHE', 'baku', 'aktau']
  )
  t.same(only.meta.warnings, [], 'of one period')
  const rule = await read(test, `${LIST}&sort=-value&rule=source:a-paper&latest=1&limit=1`)
  t.same(rule.data[0]?.points[0]?.value, 900, 'by the points that the rule takes')
})

t.test('pages, CSV, names and totals of a ranking', async (t) => {
  const test = await buildSeries(t)
  const url = `${LIST}&sort=-value&latest=1`
  const whole = await read(test, url)
  for (const limit of [1, 2, 3, 5]) {
    const pages = await walk(test, `${url}&limit=${limit}`)
    t.same(
      pages.flatMap(({ data }) => data),
      whole.data,
      `in pages of ${limit}`
    )
    t.equal(pages.length, Math.ceil(5 / limit), `limit ${limit}: no empty page`)
    for (const { meta } of pages) t.same(meta.warnings, [PERIODS], 'each page warns')
  }
  const csv = parse((await test.app.inject(url.replace('series?', 'series.csv?'))).body, {
    columns: true
  }) as Record<string, string>[]
  t.same(
    csv.map(({ subject, value }) => [subject, value]),
    [
      ['UZB', '40'],
      ['CHE', '30'],
      ['KAZ', '30'],
      ['baku', ''],
      ['aktau', '-5']
    ]
  )
  const { data, meta } = await read(test, `${url}&names=en&total=true&limit=1`)
  t.same([data[0]?.subject_name, meta.count, meta.total], ['Uzbekistan', 1, 5])
  const none = await read(test, `${url}&subject=PAK`)
  t.same(none.data, [])
  t.match(none.meta.warnings, ['There are no figures at all with this metric and subject.'])
})

t.test('a ranking as it was', async (t) => {
  const test = await buildTestApp(t)
  const at = (time: string) => ({ kind: time, time: `${time}T12:00:00Z` })
  const claims = (kaz: number) => [
    { id: 'C1', subject: 'KAZ', partner: 'PAK', value: kaz },
    { id: 'C2', subject: 'UZB', partner: 'PAK', value: 2 }
  ]
  await insertRows(test.store, { observation: claims(1) }, at('2026-01-01'))
  await insertRows(test.store, { observation: claims(3) }, at('2026-02-01'))
  const order = async (query: string) =>
    (await walk(test, `${LIST}&sort=-value&limit=1${query}`)).flatMap(({ data }) =>
      data.map(({ subject }) => subject)
    )
  t.same(await order(''), ['KAZ', 'UZB'])
  t.same(await order('&as_of=2026-01-15'), ['UZB', 'KAZ'])
  const { meta } = await read(test, `${LIST}&sort=-value&as_of=2026-01-15&total=true`)
  t.same([meta.total, meta.warnings], [2, []])
})

t.test('series of several calendars are ranked together only with a warning', async (t) => {
  const test = await buildTestApp(t)
  const periods = ['2023', '2022', '2022-07-01/P1Y', '2023-Q1', '2023-07', '2023-07-14']
  const subjects = ['CHE', 'KAZ', 'baku', 'aktau', 'UZB', 'chabahar']
  await insertRows(test.store, {
    entity: PORTS,
    observation: periods.map((period, index) => ({
      id: `C${index}`,
      subject: subjects[index] ?? '',
      partner: 'PAK',
      period,
      value: index
    }))
  })
  const { data, meta } = await read(test, `${LIST}&sort=value`)
  t.same(
    data.map(({ subject }) => subject),
    subjects
  )
  t.same(meta.warnings, [
    'sort: the newest points are of different periods: 2023 (1 series), 2023-07 (1 series), ' +
      '2023-07-14 (1 series), 2022-07-01/P1Y (1 series), 2023-Q1 (1 series), 1 more. `from` and ' +
      '`to` keep those of one time. Their calendars differ: `calendar` narrows them.'
  ])
  const years = await read(test, `${LIST}&sort=value&calendar=year&from=2023`)
  t.same([ranks(years), years.meta.warnings], [[['CHE', '2023']], []])
})

t.test('who buys most from Pakistan is a walk over all series, in order', async (t) => {
  const test = await buildTestApp(t, { data: 'starter' })
  const question =
    '/v1/series?metric=goods_exports&subject=PAK&partner_kind=country&latest=1&limit=7'
  const all = (await walk(test, question)).flatMap(({ data }) => data)
  const ranked = (await walk(test, `${question}&sort=-value`)).flatMap(({ data }) => data)
  const figure = ({ points: [point] }: Series) =>
    point?.value ?? ((point?.low ?? 0) + (point?.high ?? 0)) / 2
  t.ok(all.length > 7, 'more than a page')
  t.same(
    ranked,
    all.toSorted((one, other) => figure(other) - figure(one) || (one.id < other.id ? -1 : 1))
  )
})

t.test(
  '400 where too many claims match, with a year from which on they are few enough',
  async (t) => {
    const test = await buildTestApp(t)
    const years = ['2019', '2020', '2021', '2022', '2023']
    await insertRows(test.store, {
      observation: years.flatMap((period) =>
        Array.from({ length: 2_100 }, (_, index) => ({
          id: `${period}-${index}`,
          period,
          partner: 'PAK',
          subject: index % 2 === 0 ? 'KAZ' : 'UZB',
          attributed_to: `author ${index}`
        }))
      )
    })
    const response = await test.app.inject(`${LIST}&sort=-value`)
    const message =
      'More than 10,000 claims match, which are too many for a ranking. Narrow them by `from`, ' +
      '`to`, `calendar`, `subject`, `partner` or other filters.'
    expectProblem(t, response, 'invalid_parameter', {
      detail: `/query/sort: ${message}`,
      errors: [
        {
          pointer: '/query/sort',
          message,
          allowed: ['sort together with from=2020', 'sort together with narrower filters']
        }
      ]
    })
    t.equal(response.json().try, `${LIST}&sort=-value&from=2020`)
    t.equal((await read(test, response.json().try)).data.length, 2, 'what it names works')
  }
)

testRefused(
  '/v1/series',
  Object.fromEntries(
    ['period', '-id', 'VALUE', 'value,-value'].map((word) => [
      `sort=${word}`,
      [`"${word}" is not one of -value, value.`, ['-value', 'value']] as const
    ])
  ),
  { starts: [`${LIST}&`, '/v1/series.csv?metric=goods_trade&'] }
)
