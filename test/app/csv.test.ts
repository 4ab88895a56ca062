// CSV says the same as JSON, row for row and field for field, for every list.

import { parse } from 'csv-parse/sync'
import type { FastifyInstance, LightMyRequestResponse } from 'fastify'
import t from 'tap'
import { eq } from '../../src/db/orm.ts'
import { escapeFormula } from '../../src/files/formula-escape.ts'
import { importFiles } from '../../src/imports/engine/import-files.ts'
import { buildTestApp } from '../helpers/app.ts'
import { expectProblem } from '../helpers/problem.ts'
import { someOf } from '../helpers/random.ts'
import { insertRows } from '../helpers/rows.ts'
import { testEvery } from '../helpers/test-every.ts'
import { csvHeaderOf } from './negotiated.ts'
import {
  collectionsOf,
  csvUrl,
  listsOf,
  pageRowsMax,
  plainUrl,
  rowListsOf,
  withParameter
} from './operations.ts'

const CSV_TYPE = /^text\/csv; charset=utf-8(; header=present)?$/
const FILTERED = [
  '/v1/observations?metric=goods_trade&between=PAK,KAZ&from=2023&to=2023',
  '/v1/observations?sort=-value&metric=goods_trade',
  '/v1/projections?scenario=strengthened-ties',
  '/v1/countries?group=CAS5',
  '/v1/entities?country=PAK',
  '/v1/search?q=port'
]
type Cells = Record<string, string>

/**
 * A JSON row as the CSV has it: nested keys joined by `_`, lists by `|`, null empty, formulas in
 * text escaped; JSON where one column holds a record.
 */
function flat(row: object, columns: string[] = [], prefix = ''): Cells {
  const cells: Cells = {}
  for (const [key, value] of Object.entries(row)) {
    const isRecord = value !== null && typeof value === 'object' && !Array.isArray(value)
    if (isRecord && columns.includes(prefix + key)) cells[prefix + key] = JSON.stringify(value)
    else if (isRecord) Object.assign(cells, flat(value, columns, `${prefix}${key}_`))
    else {
      // An object that is null has a column for each of its keys.
      const inner = columns.filter((column) => column.startsWith(`${prefix}${key}_`))
      const isInner = inner.length > 0 && !columns.includes(prefix + key)
      if (value === null && isInner) for (const column of inner) cells[column] = ''
      else cells[prefix + key] = cellOf(value)
    }
  }
  return cells
}

function cellOf(value: unknown): string {
  if (value === null) return ''
  const holdsRecords = Array.isArray(value) && value.some((item) => typeof item === 'object')
  const text = holdsRecords
    ? JSON.stringify(value)
    : Array.isArray(value)
      ? value.join('|')
      : String(value)
  return typeof value === 'number' ? text : escapeFormula(text)
}

async function allRows(app: FastifyInstance, start: string): Promise<object[]> {
  const rows: object[] = []
  for (let url: string | null = withParameter(start, 'limit=1000'); url !== null; ) {
    const answer: { data: object[]; links: { next: string | null } } = (
      await app.inject(url)
    ).json()
    rows.push(...answer.data)
    url = answer.links.next
  }
  return rows
}

const cellsOf = (body: string): Cells[] => parse(body, { columns: true })
const headerOf = (body: string): string[] => (parse(body, { to: 1 }) as string[][])[0] ?? []

testEvery('CSV by suffix, parameter and header equals JSON row for row', async (t, every) => {
  const { app } = await buildTestApp(t, { data: 'starter' })
  for (const url of someOf([...(await rowListsOf(app)).map(plainUrl), ...FILTERED], 5)) {
    const header = headerOf((await app.inject(withParameter(csvUrl(url), 'limit=1'))).body)
    const expected = (await allRows(app, url)).map((row) => flat(row, header))
    every.ok(expected.length > 0, `${url}: ${expected.length} rows`)
    const answers = {
      suffix: await app.inject(csvUrl(url)),
      parameter: await app.inject(withParameter(url, 'format=csv')),
      header: await app.inject({ url, headers: { accept: 'text/csv' } })
    }
    for (const [by, response] of Object.entries(answers)) {
      every.equal(response.statusCode, 200, `${url} by ${by}`)
      every.match(response.headers['content-type'], CSV_TYPE, `${url} by ${by}`)
      every.equal(response.body, answers.suffix.body, `${url} by ${by}: the same`)
    }
    const rows = cellsOf(answers.suffix.body)
    every.equal(rows.length, expected.length, `${url}: as many rows`)
    every.same(
      headerOf(answers.suffix.body),
      Object.keys(expected[0] ?? {}),
      `${url}: every field, in the order of the JSON`
    )
    every.same(rows, expected, `${url}: the same cells`)
    every.equal(answers.suffix.headers.link, undefined, `${url}: no pages`)
  }
})

testEvery(
  'the header line is snake_case and as documented, also without rows',
  async (t, every) => {
    const { app } = await buildTestApp(t)
    const without = new Set((await collectionsOf(app)).map(({ path }) => path))
    for (const operation of (await rowListsOf(app)).filter(({ path }) => without.has(path))) {
      const documented = await csvHeaderOf(app, operation)
      const { body } = await app.inject(csvUrl(plainUrl(operation)))
      const [line, ...rows] = body.split('\n')
      every.equal(line, documented, operation.operationId)
      for (const name of headerOf(body))
        every.match(name, /^[a-z][a-z0-9]*(_[a-z0-9]+)*$/, `${operation.operationId}: ${name}`)
      if (operation.path !== '/v1')
        every.same(rows, [''], `${operation.operationId}: nothing but the header`)
    }
  }
)

testEvery('with a limit CSV is one page with a Link to the next', async (t, every) => {
  const { app } = await buildTestApp(t, { data: 'starter' })
  for (const operation of someOf(await rowListsOf(app), 4)) {
    const plain = operation.path === '/v1/search' ? '/v1/search?q=an' : plainUrl(operation)
    for (const start of [csvUrl(plain), withParameter(plain, 'format=csv')]) {
      const all = cellsOf((await app.inject(start)).body)
      const limit = Math.min(Math.ceil(all.length / 3), pageRowsMax(operation))
      const rows: Cells[] = []
      let [url, pages]: [string | undefined, number] = [withParameter(start, `limit=${limit}`), 0]
      while (url !== undefined) {
        const { headers, body }: LightMyRequestResponse = await app.inject(url)
        every.match(headers['content-type'], CSV_TYPE, url)
        every.equal(
          body.split('\n')[0],
          await csvHeaderOf(app, operation),
          `${url}: a header on each page`
        )
        every.ok(String(headers.link).startsWith(`<${url}>; rel="self"`), `${url}: ${headers.link}`)
        rows.push(...cellsOf(body))
        url = /<([^>]+)>; rel="next"/.exec(String(headers.link))?.[1]
        pages += 1
      }
      every.equal(pages, Math.ceil(all.length / limit), `${start}: ${pages} pages`)
      every.same(rows, all, `${start}: all rows, each once`)
    }
  }
})

testEvery('a file says of which revision it is, as the JSON does', async (t, every) => {
  const { app, store } = await buildTestApp(t, { data: 'starter' })
  const source = 'id,publisher,title,url,published,kind,license\na-new,A,T,,2024,press,\n'
  await importFiles(store, [{ file: 'sources.csv', bytes: [Buffer.from(source)] }], {
    kind: 'import'
  })
  const past = '/v1/observations?metric=goods_trade&as_of=2026-11-23T00:00:00Z'
  const wide = '/v1/series?metric=goods_trade&layout=wide&limit=2'
  const known = [past, `${past}&limit=1`, wide, '/v1/projections/P001/path']
  const revisions = new Set<number>()
  for (const url of [...(await rowListsOf(app)).map(plainUrl), ...known]) {
    const { revision } = (await app.inject(url)).json().meta
    revisions.add(revision)
    for (const method of ['GET', 'HEAD'] as const) {
      const { headers } = await app.inject({ method, url: csvUrl(url) })
      every.equal(headers['data-revision'], String(revision), `${method} ${url}`)
    }
  }
  every.same([...revisions].sort(), [1, 2], 'a file need not be of the newest revision')
})

testEvery('suffix beats parameter beats header', async (t, every) => {
  const { app } = await buildTestApp(t, { data: 'starter' })
  const cases: [url: string, accept: string, type: 'csv' | 'json'][] = [
    ['/v1/metrics', '*/*', 'json'],
    ['/v1/metrics', 'text/csv', 'csv'],
    ['/v1/metrics', 'text/*', 'csv'],
    ['/v1/metrics', 'application/json;q=0.5, text/csv', 'csv'],
    ['/v1/metrics', 'application/json, text/csv;q=0.5', 'json'],
    ['/v1/metrics', 'text/html, */*;q=0.8', 'json'],
    ['/v1/metrics?format=csv', 'application/json', 'csv'],
    ['/v1/metrics?format=json', 'text/csv', 'json'],
    ['/v1/metrics?format=csv', 'image/png', 'csv'],
    ['/v1/metrics.csv', 'application/json', 'csv'],
    ['/v1/metrics.csv?format=json', 'application/json', 'csv'],
    ['/v1/metrics.csv?format=csv', 'image/png', 'csv']
  ]
  for (const [url, accept, type] of cases) {
    const { statusCode, headers } = await app.inject({ url, headers: { accept } })
    every.equal(statusCode, 200, `${url} ${accept}`)
    every.match(headers['content-type'], type, `${url} ${accept}`)
  }
  for (const url of [
    '/v1/metrics?format=xml',
    '/v1/metrics.csv?format=xml',
    '/v1/metrics?format=CSV'
  ]) {
    const response = await app.inject(url)
    expectProblem(every, response, 'invalid_parameter', { errors: response.json().errors })
    every.match(response.json().errors, [{ pointer: '/query/format', allowed: ['json', 'csv'] }])
  }
})

testEvery('what a spreadsheet would run is escaped in text, never in numbers', async (t, every) => {
  const { app, store } = await buildTestApp(t)
  const texts = [
    '=1+1',
    '+5 million',
    '-5',
    '@sum',
    '=HYPERLINK("http://x","y")',
    'a=1',
    '5-3',
    "'quoted'",
    'a,b',
    'a"b',
    'two\nlines',
    ' =1'
  ]
  const ids = texts.map((_, n) => `C${1001 + n}`)
  await insertRows(store, { observation: ids.map((id, n) => ({ id, value: -5 - n / 10 })) })
  // Imports refuse some of these texts; a database of another origin may hold them.
  await store.transaction(async ({ db, tables: { observation } }) => {
    for (const [n, text] of texts.entries()) {
      const values = { text, attributed_to: text, note: text }
      await db
        .update(observation)
        .set(values)
        .where(eq(observation.id, ids[n] ?? ''))
    }
  })
  const json = (await app.inject('/v1/observations?sort=id')).json().data
  const { body } = await app.inject('/v1/observations.csv?sort=id')
  const rows = cellsOf(body)
  every.equal(rows.length, texts.length)
  for (const [n, row] of rows.entries()) {
    const { text } = json[n]
    const escaped = escapeFormula(text)
    every.same([row.text, row.attributed_to, row.note], [escaped, escaped, escaped], text)
    every.equal(row.value, String(json[n].value), `${text}: the number is a number`)
    every.equal(Number(row.value), -5 - n / 10, `${text}: the number is untouched`)
  }
  every.same(
    rows.slice(0, 4).map((row) => row.text),
    ["'=1+1", '+5 million', '-5', "'@sum"]
  )
})

testEvery('a file is named after what it holds', async (t, every) => {
  const { app } = await buildTestApp(t, { data: 'starter' })
  for (const operation of someOf(await listsOf(app), 4)) {
    const parts = operation.path
      .split('/')
      .filter((part) => !['', 'v1'].includes(part) && !part.startsWith('{'))
    const name = parts.join('-') || 'routes'
    for (const url of [
      csvUrl(plainUrl(operation)),
      withParameter(plainUrl(operation), 'format=csv&limit=1')
    ]) {
      every.equal(
        (await app.inject(url)).headers['content-disposition'],
        `inline; filename="${name}.csv"`,
        url
      )
    }
    every.notOk(
      'content-disposition' in (await app.inject(plainUrl(operation))).headers,
      `${name}: JSON is no file`
    )
  }
})

testEvery('fields chooses what a row has, by the same names in CSV and JSON', async (t, every) => {
  const { app } = await buildTestApp(t, { data: 'starter' })
  for (const operation of someOf(await rowListsOf(app), 4)) {
    const url = withParameter(plainUrl(operation), 'limit=20')
    const all = cellsOf((await app.inject(csvUrl(url))).body)
    const names = Object.keys(all[0] ?? {}).reverse()
    for (const chosen of [names.slice(0, 3), names.slice(-1)]) {
      const narrow = withParameter(url, `fields=${chosen}`)
      const expected = all.map((row) => Object.fromEntries(chosen.map((name) => [name, row[name]])))
      const csv = await app.inject(csvUrl(narrow))
      every.same(headerOf(csv.body), chosen, `${narrow}: in the order given`)
      every.same(cellsOf(csv.body), expected, `${narrow}: as in the whole CSV`)
      const json = (await app.inject(narrow)).json()
      every.same(
        json.data.map((row: object) => flat(row, chosen)),
        expected,
        `${narrow}: the same in JSON`
      )
    }
  }
})

testEvery(
  'fields reach into the lists of a row, and a name may be that of a list',
  async (t, every) => {
    const { app } = await buildTestApp(t, { data: 'starter' })
    const narrowed = async (url: string) => (await app.inject(url)).json().data[0]
    const series = '/v1/series?metric=goods_trade&between=PAK,KAZ&from=2023&to=2023&fields='
    every.same(await narrowed(`${series}subject,period,value,source_id`), {
      subject: 'KAZ',
      points: [{ period: '2023', value: 52500000, source: { id: 'inform-kaz-2023' } }]
    })
    every.same(Object.keys(await narrowed(`${series}points`)), ['points'])
    every.same(
      (await narrowed(`${series}points`)).points,
      (await narrowed(series.replace('&fields=', ''))).points
    )
    const checks = '/v1/conflicts?metric=goods_trade&between=PAK,KAZ&fields='
    every.same(await narrowed(`${checks}kind,claim_id,claim_source_id`), {
      kind: 'mirror_of',
      claims: (await narrowed(`${checks}claims`)).claims.map(
        ({ id, source }: { id: string; source: { id: string } }) => ({
          id,
          source: { id: source.id }
        })
      )
    })
    const forecasts = '/v1/forecasts?metric=goods_exports&subject=PAK&limit=1&horizon=1&fields='
    const whole = await narrowed(forecasts.replace('&fields=', ''))
    every.same(await narrowed(`${forecasts}series_id,mean,lower,parameters,backtest`), {
      series: { id: whole.series.id },
      points: whole.points.map(({ mean, intervals }: { mean: number; intervals: object[] }) => ({
        mean,
        intervals: intervals.map((one) => ({ lower: 'lower' in one ? one.lower : null }))
      })),
      parameters: whole.parameters,
      backtest: whole.backtest
    })
    every.same((await narrowed(`${forecasts}period_label`)).points, [
      { period_label: whole.points[0].period_label }
    ])
    every.same(headerOf((await app.inject(`${forecasts}series_id,mean&format=csv`)).body), [
      'series_id',
      'mean'
    ])
    for (const url of [
      '/v1/observations?fields=nothing',
      '/v1/observations.csv?fields=id,',
      '/v1/metrics?fields=id,id_',
      '/v1/metrics?fields=',
      '/v1/metrics/goods_trade?fields=id'
    ])
      every.equal((await app.inject(url)).statusCode, 400, url)
  }
)

t.test('a long file lets others be answered between its pages', async (t) => {
  const { app, store } = await buildTestApp(t)
  await insertRows(store, {
    observation: Array.from({ length: 3_500 }, (_, index) => ({ id: `C${index}` }))
  })
  let turns = 0
  const timer = setInterval(() => {
    turns += 1
  }, 0)
  const { body } = await app.inject('/v1/observations.csv')
  clearInterval(timer)
  t.equal(body.split('\n').length, 3_502)
  t.ok(turns > 0, 'timers fire while the file is sent')
})
