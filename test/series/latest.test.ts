import { parse } from 'csv-parse/sync'
import t from 'tap'
import type { Series } from '../../src/series/schemas.ts'
import { buildTestApp, type TestApp } from '../helpers/app.ts'
import { insertRows } from '../helpers/rows.ts'
import { testRefused } from '../helpers/test-refused.ts'

const LIST = '/v1/series?metric=goods_trade'
const ONE = '/v1/series/goods_trade~PAK~KAZ~~~~P1Y-01?'

const shown = ({ id, left_out, points }: Series) => [
  id,
  left_out,
  ...points.map(({ period, observation }) => `${period} ${observation}`)
]
const read = async ({ app }: TestApp, url: string) => (await app.inject(url)).json()

async function buildSeries(t: Parameters<typeof buildTestApp>[0]): Promise<TestApp> {
  const test = await buildTestApp(t)
  await insertRows(test.store, {
    source: [{ id: 'a-paper' }, { id: 'bureau', kind: 'official_statistics' as const }],
    observation: [
      { id: 'C1', period: '2020', attributed_to: 'one' },
      { id: 'C2', period: '2021', attributed_to: 'two' },
      { id: 'C3', period: '2022', attributed_to: 'three' },
      { id: 'C4', period: '2022', attributed_to: 'four', source: 'bureau' },
      { id: 'C5', subject: 'UZB', period: '2019-07-01/P1Y' },
      { id: 'C6', subject: 'UZB', period: '2020-07-01/P1Y' }
    ]
  })
  return test
}

t.test('latest keeps the newest periods of each series, whoever gives them', async (t) => {
  const test = await buildSeries(t)
  const [pak, uzb] = ['goods_trade~PAK~KAZ~~~~P1Y-01', 'goods_trade~UZB~KAZ~~~~P1Y-07']
  const cases: Record<string, unknown[]> = {
    'latest=1': [
      [pak, 2, '2022 C4'],
      [uzb, 1, '2020-07-01/P1Y C6']
    ],
    'latest=2': [
      [pak, 1, '2021 C2', '2022 C4'],
      [uzb, 0, '2019-07-01/P1Y C5', '2020-07-01/P1Y C6']
    ],
    'latest=1000&subject=PAK': [[pak, 0, '2020 C1', '2021 C2', '2022 C4']],
    // After the span, and after the rule.
    'latest=1&to=2021&subject=PAK': [[pak, 1, '2021 C2']],
    'latest=2&from=2021&subject=PAK': [[pak, 0, '2021 C2', '2022 C4']],
    'latest=2&rule=source:a-paper&subject=PAK': [[pak, 1, '2021 C2', '2022 C3']],
    'latest=1&rule=source:bureau&subject=PAK': [[pak, 0, '2022 C4']]
  }
  for (const [query, expected] of Object.entries(cases)) {
    const { data, meta } = await read(test, `${LIST}&${query}`)
    t.same(data.map(shown), expected, query)
    t.same(meta.warnings, [], query)
  }
  const pages = await read(test, `${LIST}&latest=1&limit=1`)
  const next = await read(test, pages.links.next)
  t.same([...pages.data, ...next.data].map(shown), cases['latest=1'], 'by pages')
  const csv = parse((await test.app.inject(`/v1/series.csv?metric=goods_trade&latest=1`)).body, {
    columns: true
  }) as Record<string, string>[]
  t.same(
    csv.map(({ id, left_out, period, observation }) => [
      id,
      Number(left_out),
      `${period} ${observation}`
    ]),
    cases['latest=1'],
    'as CSV'
  )
})

t.test('latest works at the address of a series', async (t) => {
  const test = await buildSeries(t)
  const id = 'goods_trade~PAK~KAZ~~~~P1Y-01'
  t.same(shown((await read(test, `${ONE}latest=1`)).data), [id, 2, '2022 C4'])
  t.same(shown((await read(test, `${ONE}latest=1&to=2021`)).data), [id, 1, '2021 C2'])
  t.same(shown((await read(test, `${ONE}latest=1&from=2030`)).data), [id, 0])
})

t.test('the newest trade of Uzbekistan with Pakistan is one figure', async (t) => {
  const test = await buildTestApp(t, { data: 'starter' })
  const query = 'subject=UZB&partner=PAK&calendar=year&product=none&mode=none&direction=none'
  const { data } = await read(test, `${LIST}&${query}&latest=1`)
  t.same(
    data.map(({ id, points }: Series) => [id, points.map(({ period }) => period)]),
    [['goods_trade~UZB~PAK~~~~P1Y-01', ['2024']]]
  )
})

const expected = (found: string) =>
  [
    `Expected a whole number from 1 to 1000, found "${found}".`,
    ['a whole number from 1 to 1000']
  ] as const
testRefused(
  '/v1/series',
  Object.fromEntries(
    ['0', '1001', '-1', '1.5', '1e2', 'all'].map((text) => [`latest=${text}`, expected(text)])
  ),
  { starts: [`${LIST}&`, ONE] }
)
