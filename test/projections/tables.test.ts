// Path, progress and outlook as CSV: tidy tables with what the JSON has.
import { parse } from 'csv-parse/sync'
import type { FastifyInstance } from 'fastify'
import t from 'tap'
import { buildTestApp } from '../helpers/app.ts'
import { runs, someOf } from '../helpers/random.ts'
import { testEvery } from '../helpers/test-every.ts'

type Cells = Record<string, string>
const SERIES = [
  'id',
  'subject',
  'partner',
  'direction',
  'mode',
  'product',
  'attributed_to',
  'calendar'
]
const text = (value: unknown): string =>
  Array.isArray(value) ? value.join('|') : String(value ?? '')

async function rowsOf(app: FastifyInstance, url: string): Promise<Cells[]> {
  return parse((await app.inject(url)).body, { columns: true })
}

async function dataOf(app: FastifyInstance, url: string) {
  return (await app.inject(url)).json().data
}

t.test('a path has one row for each period', async (t) => {
  const { app } = await buildTestApp(t, { data: 'starter' })
  const { body, headers } = await app.inject('/v1/projections/P001/path.csv')
  t.equal(
    body.split('\n', 3).join('\n'),
    'projection,shape,unit,bound,reason,period,period_label,value,low,high,growth_percent,' +
      'low_growth_percent,high_growth_percent\n' +
      'P001,compound,USD,at_least,,2023,2023,400000000,,,,,\n' +
      'P001,compound,USD,at_least,,2024,2024,503399580.2567,,,25.85,,'
  )
  t.equal(body.trim().split('\n').length, 9, 'a header and the years 2023 to 2030')
  t.equal(headers['content-type'], 'text/csv; charset=utf-8; header=present')
  t.equal(headers['content-disposition'], 'inline; filename="projections-path.csv"')
  t.equal(
    (await rowsOf(app, '/v1/projections/P001/path.csv?shape=linear')).at(1)?.['shape'],
    'linear'
  )
})

testEvery('a path that there is not has one row that says why', async (t, every) => {
  const { app } = await buildTestApp(t, { data: 'starter' })
  const { data } = (await app.inject(`/v1/projections?limit=${runs(12, 1_000)}`)).json()
  let without = 0
  for (const { id } of data) {
    const { reason, points } = await dataOf(app, `/v1/projections/${id}/path`)
    const rows = await rowsOf(app, `/v1/projections/${id}/path.csv`)
    every.same(
      rows.map(({ period, value, reason }) => [period, value, reason]),
      points.length > 0
        ? points.map((one: { period: string; value: number }) => [one.period, text(one.value), ''])
        : [['', '', reason]],
      id
    )
    if (points.length === 0) without += 1
  }
  every.ok(without > 0, `${without} have no path`)
})

testEvery('progress has one row for each series and method', async (t, every) => {
  const { app } = await buildTestApp(t, { data: 'starter' })
  const { data } = (await app.inject(`/v1/projections?limit=${runs(12, 1_000)}`)).json()
  for (const { id } of data) {
    const { rows, reason, measured_on, target } = await dataOf(
      app,
      `/v1/projections/${id}/progress`
    )
    const cells = await rowsOf(app, `/v1/projections/${id}/progress.csv`)
    if (rows.length === 0) {
      every.same(
        cells.map((row) => [row['reason'], row['measured_on']]),
        [[reason, measured_on]],
        id
      )
      continue
    }
    const expected = rows.flatMap(({ series, base, latest, methods, ...row }: Progress) =>
      methods.map(({ method, ...result }) => ({
        ...picked(SERIES, 'series_', series),
        ...picked(['observation', 'computed_from', 'value', 'is_own', 'basis'], 'base_', base),
        ...picked(['observation', 'computed_from', 'value'], 'latest_', latest),
        ...picked(['rule', 'made', 'made_from'], '', row),
        points: text(row['points']),
        reached_percent: text(row['reached_percent']),
        target_value: text(target.value),
        method,
        ...picked(['value', 'projected', 'score', 'status', 'reason'], 'method_', result)
      }))
    )
    every.same(
      cells.map((row) =>
        Object.fromEntries(Object.keys(expected[0]).map((name) => [name, row[name]]))
      ),
      expected,
      id
    )
  }
})

type Progress = Record<'series' | 'base' | 'latest', object | null> & {
  methods: { method: string }[]
} & Record<string, unknown>

function picked(names: string[], prefix: string, record: object | null): Cells {
  const values = (record ?? {}) as Record<string, unknown>
  return Object.fromEntries(names.map((name) => [prefix + name, text(values[name])]))
}

testEvery('an outlook has one row for each thing that is drawn in a period', async (t, every) => {
  const { app } = await buildTestApp(t, { data: 'starter' })
  for (const query of ['', '?growth=12.5', '?level=80']) {
    const url = `/v1/projections/P001/outlook${query}`
    const { periods, series } = await dataOf(app, url)
    const cells = await rowsOf(app, url.replace('outlook', 'outlook.csv'))
    const expected: string[][] = periods.flatMap((one: Period) => [
      ...(one.path ? [['path', one.period, '', text(one.path.value), '', '']] : []),
      ...(one.own === null ? [] : [['own', one.period, '', text(one.own), '', '']]),
      ...one.observations.map((found) => [
        'observation',
        one.period,
        found.series,
        text(found.value),
        text(found.source?.id),
        ''
      ]),
      ...one.forecasts.flatMap(({ series, mean, intervals }) =>
        (intervals.length > 0 ? intervals : [{ level: null }]).map(({ level }) => [
          'forecast',
          one.period,
          series,
          '',
          '',
          `${mean} ${text(level)}`
        ])
      )
    ])
    every.same(
      cells.map((row) => [
        row['kind'],
        row['period'],
        row['series_id'],
        row['value'],
        row['source_id'],
        row['kind'] === 'forecast' ? `${row['mean']} ${row['level']}` : row['mean']
      ]),
      expected,
      url
    )
    for (const row of cells.filter(({ series_id }) => series_id !== '')) {
      const { method, reason, gap } = series.find(
        ({ id }: { id: string }) => id === row['series_id']
      )
      every.same(
        [row['method'], row['reason'], row['gap_missing']],
        [text(method), text(reason), text(gap?.missing)],
        `${url}: what is said of ${row['series_id']}`
      )
    }
  }
})

type Period = {
  period: string
  path: { value: number } | null
  own: number | null
  observations: { series: string; value: number; source: { id: string } | null }[]
  forecasts: { series: string; mean: number; intervals: { level: number | null }[] }[]
}

testEvery('by suffix, parameter and header, as on lists; JSON by default', async (t, every) => {
  const { app } = await buildTestApp(t, { data: 'starter' })
  for (const aspect of ['path', 'progress', 'outlook']) {
    const url = `/v1/projections/P001/${aspect}`
    const { body, headers } = await app.inject(`${url}.csv`)
    every.match(headers['content-type'], /^text\/csv/, aspect)
    every.equal((await app.inject(`${url}?format=csv`)).body, body, aspect)
    every.equal((await app.inject({ url, headers: { accept: 'text/csv' } })).body, body, aspect)
    every.match((await app.inject(url)).headers['content-type'], /^application\/json/, aspect)
    const again = { url: `${url}.csv`, headers: { 'if-none-match': String(headers.etag) } }
    every.equal((await app.inject(again)).statusCode, 304, `${aspect}: a tag of its own`)
    every.equal((await app.inject(`/v1/projections/P999999/${aspect}.csv`)).statusCode, 404, aspect)
    every.equal((await app.inject(`${url}?format=xml`)).statusCode, 400, aspect)
  }
  every.equal((await app.inject('/v1/projections/P001.csv')).statusCode, 404, 'one thing has none')
})

t.test('for Excel: a byte order mark, semicolons and decimal commas', async (t) => {
  const { app } = await buildTestApp(t, { data: 'starter' })
  const csv = async (url: string) => (await app.inject(`/v1/projections/P001/${url}`)).body
  t.equal(
    (await csv('path.csv?dialect=excel&decimal=comma&fields=period,value,growth_percent'))
      .split('\n', 3)
      .join('\n'),
    '\ufeffperiod;value;growth_percent\n2023;400000000;\n2024;503399580,2567;25,85'
  )
  t.match(await csv('progress.csv?dialect=excel'), /^\ufeffprojection;unit;measured_on;/)
  t.match(
    await csv('outlook?format=csv&dialect=excel&fields=kind,mean'),
    /^\ufeffkind;mean\nobservation;\n/
  )
  const refused: [url: string, pointer: string, message: RegExp][] = [
    ['path.csv?decimal=comma', '/query/decimal', /add dialect=excel/],
    ['progress?dialect=excel', '/query/dialect', /only for CSV: add format=csv/],
    ['outlook.csv?dialect=word', '/query/dialect', /excel/],
    ['path?fields=growth', '/query/fields', /near ones are growth_percent/],
    ['outlook.csv?fields=', '/query/fields', /./]
  ]
  for (const [url, pointer, message] of refused) {
    const response = await app.inject(`/v1/projections/P001/${url}`)
    t.equal(response.statusCode, 400, url)
    t.match(response.json().errors, [{ pointer, message }], url)
  }
})

testEvery('each column can be asked for alone, in CSV and in JSON', async (t, every) => {
  const { app } = await buildTestApp(t, { data: 'starter' })
  for (const aspect of ['path', 'progress', 'outlook?growth=12.5']) {
    const url = `/v1/projections/P001/${aspect}`
    const narrow = `${url}${url.includes('?') ? '&' : '?'}fields=`
    const whole = await dataOf(app, url)
    const rows = await rowsOf(app, url.replace(/\w+(?=\?|$)/, '$&.csv'))
    const names = Object.keys(rows[0] ?? {})
    for (const name of someOf(names, 5)) {
      const { data, meta } = (await app.inject(narrow + name)).json()
      every.ok(holds(whole, data), `${narrow}${name}: nothing but what the whole has`)
      every.equal(Object.keys(data).length > 0, name !== 'kind', `${narrow}${name}: something`)
      every.equal(meta.count, undefined, `${narrow}${name}: meta as ever`)
      every.same(
        await rowsOf(app, `${narrow}${name}&format=csv`),
        rows.map((row) => ({ [name]: row[name] })),
        `${narrow}${name}: that column`
      )
    }
    // What explains the methods of progress is no column.
    const { methods: _, ...listed } = whole
    every.same(await dataOf(app, narrow + Object.keys(listed)), listed, `${url}: all fields`)
  }
})

/** Whether a record has all that another has, in its lists too. */
function holds(whole: unknown, part: unknown): boolean {
  if (part === null || typeof part !== 'object') return whole === part
  return Object.entries(part).every(([key, value]) =>
    holds((whole as Record<string, unknown> | null)?.[key], value)
  )
}

t.test('a name may be that of a list, or stand for several places', async (t) => {
  const { app } = await buildTestApp(t, { data: 'starter' })
  const fields = (url: string) => dataOf(app, `/v1/projections/P001/${url}`)
  const path = await fields('path')
  t.same(await fields('path?fields=points'), { points: path.points })
  const { rows } = await fields('progress')
  t.same(await fields('progress?fields=rows'), { rows })
  t.same(await fields('progress?fields=reason,method,method_status'), {
    reason: null,
    rows: rows.map(({ methods }: { methods: { method: string; status: string | null }[] }) => ({
      methods: methods.map(({ method, status }) => ({ method, status }))
    }))
  })
  const { target, periods } = await fields('outlook')
  t.same(await fields('outlook?fields=target'), { target })
  t.same(await fields('outlook?fields=periods'), { periods })
  t.same(await fields('outlook?fields=path'), { path: { shape: 'compound', reason: null } })
  const narrow: { periods: Period[] } = await fields('outlook?fields=period,value&growth=12.5')
  t.same(Object.keys(narrow), ['periods'])
  const found = narrow.periods.find(({ period }) => period === '2024')
  t.same(found, {
    period: '2024',
    path: { value: 503399580.2567 },
    own: 450000000,
    observations: [{ value: 53700000 }]
  })
})
