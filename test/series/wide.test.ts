import { spawnSync } from 'node:child_process'
import { parse } from 'csv-parse/sync'
import t from 'tap'
import { absolute, documentOf, type JsonSchema, validatorOf } from '../app/operations.ts'
import { buildTestApp, type TestApp } from '../helpers/app.ts'
import { expectProblem } from '../helpers/problem.ts'
import { insertRows } from '../helpers/rows.ts'
import { testRefused } from '../helpers/test-refused.ts'

const LIST = '/v1/series?metric=goods_trade'
const CSV = '/v1/series.csv?metric=goods_trade'
const WIDE = '&layout=wide'
const ABOUT = 'id,metric,subject,partner,direction,mode,product,calendar,unit,rule'

const read = async ({ app }: TestApp, url: string) => (await app.inject(url)).json()

/** Years, fiscal years and quarters of two partners, the same quarter written in two ways. */
async function buildSeries(t: Parameters<typeof buildTestApp>[0]): Promise<TestApp> {
  const test = await buildTestApp(t)
  const claim = (subject: string, period: string, value: number | null) => ({
    id: `${subject}-${period.replace('/', '-')}`,
    subject,
    partner: 'PAK',
    period,
    value
  })
  await insertRows(test.store, {
    observation: [
      claim('KAZ', '2020', 1.5),
      claim('KAZ', '2022', -2),
      claim('UZB', '2021', 300),
      { ...claim('UZB', '2022', null), low: 4, high: 6, bound: 'range' as const },
      claim('KAZ', '2021-07-01/P1Y', 7),
      claim('KAZ', '2023-Q1', 8),
      claim('UZB', '2023-01-01/P3M', 9)
    ]
  })
  return test
}

t.test('a row for each series and a column for each period, as JSON', async (t) => {
  const test = await buildSeries(t)
  const row = (subject: string, calendar: string, values: (number | null)[]) => ({
    id: `goods_trade~${subject}~PAK~~~~${calendar}`,
    metric: 'goods_trade',
    subject,
    partner: 'PAK',
    direction: null,
    mode: null,
    product: null,
    calendar,
    unit: 'USD',
    rule: 'preferred',
    values
  })
  const answer = await read(test, LIST + WIDE)
  t.same(answer.periods, ['2020', '2021', '2022', '2021-07-01/P1Y', '2023-Q1'])
  t.same(answer.data, [
    row('KAZ', 'P1Y-01', [1.5, null, -2, null, null]),
    row('KAZ', 'P1Y-07', [null, null, null, 7, null]),
    row('KAZ', 'P3M', [null, null, null, null, 8]),
    row('UZB', 'P1Y-01', [null, 300, null, null, null]),
    row('UZB', 'P3M', [null, null, null, null, 9])
  ])
  t.same(answer.meta.warnings, [
    'layout: the series have different calendars (P1Y-01, P1Y-07, P3M), and each period has a ' +
      'column of its own. `calendar` narrows them.',
    'layout: cells of ranges are empty (1 of them); layout=long shows both ends.'
  ])
  const years = await read(test, `${LIST}${WIDE}&calendar=year&to=2021`)
  t.same([years.periods, years.meta.warnings], [['2020', '2021'], []])
  const none = await read(test, `${LIST}${WIDE}&subject=CHE`)
  t.same([none.periods, none.data], [[], []])
  const long = await read(test, `${LIST}&layout=long`)
  t.same(long.data, (await read(test, LIST)).data, 'long is the default')
})

t.test('the same table as CSV', async (t) => {
  const test = await buildSeries(t)
  const body = async (query: string) => (await test.app.inject(CSV + WIDE + query)).body
  t.equal(
    await body(''),
    `${ABOUT},2020,2021,2022,2021-07-01/P1Y,2023-Q1\n` +
      'goods_trade~KAZ~PAK~~~~P1Y-01,goods_trade,KAZ,PAK,,,,P1Y-01,USD,preferred,1.5,,-2,,\n' +
      'goods_trade~KAZ~PAK~~~~P1Y-07,goods_trade,KAZ,PAK,,,,P1Y-07,USD,preferred,,,,7,\n' +
      'goods_trade~KAZ~PAK~~~~P3M,goods_trade,KAZ,PAK,,,,P3M,USD,preferred,,,,,8\n' +
      'goods_trade~UZB~PAK~~~~P1Y-01,goods_trade,UZB,PAK,,,,P1Y-01,USD,preferred,,300,,,\n' +
      'goods_trade~UZB~PAK~~~~P3M,goods_trade,UZB,PAK,,,,P3M,USD,preferred,,,,,9\n'
  )
  t.equal(
    await body('&calendar=year&fields=subject_name,calendar'),
    'subject_name,calendar,2020,2021,2022\nKazakhstan,P1Y-01,1.5,,-2\nUzbekistan,P1Y-01,,300,\n'
  )
  t.equal(
    await body('&calendar=year&latest=1&sort=value&fields=subject&dialect=excel&decimal=comma'),
    '\uFEFFsubject;2022\nKAZ;-2\nUZB;\n'
  )
  t.match((await body('&names=en')).split('\n', 1)[0], 'subject_name,partner_name')
})

t.test('fields, names, pages and totals of a wide table', async (t) => {
  const test = await buildSeries(t)
  const years = `${LIST}${WIDE}&calendar=year`
  const chosen = await read(test, `${years}&fields=subject_name`)
  t.same(chosen.data, [
    { subject_name: 'Kazakhstan', values: [1.5, null, -2] },
    { subject_name: 'Uzbekistan', values: [null, 300, null] }
  ])
  t.equal((await read(test, `${years}&names=en`)).data[0].subject_name, 'Kazakhstan')
  const first = await read(test, `${years}&limit=1&total=true`)
  t.same([first.periods, first.meta.count, first.meta.total], [['2020', '2022'], 1, 2])
  const second = await read(test, first.links.next)
  t.same([second.periods, second.links.next], [['2021', '2022'], null])
  const csv = await test.app.inject(`${CSV}${WIDE}&calendar=year&limit=1`)
  t.match(csv.headers.link, /rel="next"/)
})

/** The pivots that a person makes of long CSVs: rows by their fields, columns by day and length. */
const PIVOT = `
import csv, io, json, sys
about = '${ABOUT}'.split(',')

def period_of(starts, calendar):
    if calendar == 'P1Y-01' and starts.endswith('-01-01'): return starts[:4]
    if calendar == 'P1M' and starts.endswith('-01'): return starts[:7]
    if calendar == 'P3M' and starts.endswith('-01'):
        return starts[:4] + '-Q' + str((int(starts[5:7]) + 2) // 3)
    return starts if calendar == 'P1D' else starts + '/' + calendar.split('-')[0]

def pivot(text):
    rows, columns = {}, {}
    for line in csv.DictReader(io.StringIO(text)):
        place = (line['calendar'], line['starts_on'])
        columns[place] = period_of(line['starts_on'], line['calendar'])
        row = tuple(line[name] for name in about)
        rows.setdefault(row, {})[place] = line['value']
    places = sorted(columns)
    out = io.StringIO()
    table = csv.writer(out, lineterminator='\\n')
    table.writerow(about + [columns[place] for place in places])
    for row, cells in rows.items():
        table.writerow(list(row) + [cells.get(place, '') for place in places])
    return out.getvalue()

print(json.dumps([pivot(text) for text in json.load(sys.stdin)]))
`

t.test('a pivot of the long CSV made by Python is the wide CSV', async (t) => {
  const { app } = await buildTestApp(t, { data: 'starter' })
  const questions = [
    'goods_trade',
    'goods_exports&partner_kind=country&calendar=year,fiscal_year',
    'goods_exports&subject=PAK&limit=100&sort=-value',
    'container_throughput',
    'border_clearance_time&limit=50',
    'lpi_score&rule=median&latest=2'
  ]
  const bodies = async (layout: string) => {
    const csv = questions.map((one) => app.inject(`/v1/series.csv?metric=${one}${layout}`))
    return (await Promise.all(csv)).map(({ body }) => body)
  }
  const [long, wide] = [await bodies(''), await bodies(WIDE)]
  const { error, stdout, stderr } = spawnSync('python3', ['-c', PIVOT], {
    input: JSON.stringify(long),
    encoding: 'utf8',
    env: { ...process.env, PYTHONIOENCODING: 'utf-8' }
  })
  if (error) {
    t.pass('not compared', { skip: 'there is no python3' })
    return
  }
  t.equal(stderr, '', 'Python has nothing to say')
  const pivots: string[] = JSON.parse(stdout)
  questions.forEach((question, index) => {
    t.equal(wide[index], pivots[index], question)
    t.ok(parse(wide[index] ?? '').length > 2, `${question}: several rows`)
  })
})

t.test('a wide answer has a schema of its own', async (t) => {
  const { app } = await buildTestApp(t, { data: 'starter' })
  await app.ready()
  const document = await documentOf(app)
  const check = validatorOf(document).compile(
    absolute(document.components.schemas['ListSeriesWideAnswer'] as JsonSchema)
  )
  const answer = (await app.inject(`${LIST}${WIDE}&names=en`)).json()
  t.ok(check(answer), JSON.stringify(check.errors))
  t.notOk(check((await app.inject(LIST)).json()), 'the long layout has another one')
})

t.test('400 for a table that is too wide or too long, with one that works', async (t) => {
  const test = await buildTestApp(t)
  const days = Array.from({ length: 1_001 }, (_, index) =>
    new Date(Date.UTC(2020, 0, 1 + index)).toISOString().slice(0, 10)
  )
  const ports = Array.from({ length: 101 }, (_, index) => `port-${index}`)
  await insertRows(test.store, {
    metric: [{}, { id: 'gdp' }],
    entity: ports.map((id) => ({ id, name: id })),
    observation: [
      ...days.map((period, index) => ({
        id: `D${index}`,
        period,
        subject: index < 600 ? 'KAZ' : 'UZB',
        partner: 'PAK'
      })),
      ...ports.map((subject) => ({ id: subject, metric: 'gdp', subject, partner: null }))
    ]
  })
  const refused = async (url: string, message: string, allowed: string[], works: string) => {
    const response = await test.app.inject(url)
    expectProblem(t, response, 'invalid_parameter', {
      detail: `/query/layout: ${message}`,
      errors: [{ pointer: '/query/layout', message, allowed }]
    })
    t.equal(response.json().try, works)
    t.equal((await test.app.inject(works)).statusCode, 200, 'what it names works')
  }
  await refused(
    LIST + WIDE,
    'These series have 1,001 periods; a wide table has at most 1,000. Use `calendar`, `from`, ' +
      '`to` or `latest`, or a smaller `limit`.',
    ['layout=wide together with latest=10', 'layout=long'],
    `${LIST}${WIDE}&latest=10`
  )
  t.equal((await read(test, `${LIST}${WIDE}&from=2020-01-02`)).periods.length, 1_000)
  const csv = '/v1/series.csv?metric=gdp&layout=wide'
  await refused(
    csv,
    'Not all rows fit into one wide table. Use more filters, or send `limit` and follow the ' +
      'header `Link`, which names the next table.',
    ['layout=wide together with limit=100'],
    `${csv}&limit=100`
  )
})

t.test('400 for fields that a wide table has not before its periods', async (t) => {
  const test = await buildSeries(t)
  for (const name of ['points', 'value', 'left_out', 'source']) {
    const { status, errors } = await read(test, `${LIST}${WIDE}&fields=subject,${name}`)
    const { pointer, message, allowed } = errors[0]
    t.same(
      [status, pointer, message],
      [400, '/query/fields', `The wide layout has no column "${name}" before its periods.`]
    )
    t.ok(allowed.includes('subject') && !allowed.includes('values'))
  }
})

const WORDS = ['long', 'wide']
testRefused(
  '/v1/series',
  Object.fromEntries(
    ['broad', 'Wide', 'wide,long'].map((word) => [
      `layout=${word}`,
      [`"${word}" is not one of long, wide.`, WORDS] as const
    ])
  ),
  { starts: [`${LIST}&`, `${CSV}&`] }
)
