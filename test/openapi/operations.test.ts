// What the document promises of its operations: each is tested, each example executes, each example
// is in the real data.
import { globSync, readFileSync } from 'node:fs'
import { basename } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parse } from 'csv-parse/sync'
import type { LightMyRequestResponse } from 'fastify'
import t from 'tap'
import {
  csvReadsOf,
  type Document,
  documentOf,
  encoded,
  examplePath,
  exampleUrl,
  filledUrl,
  hasParameter,
  type Operation,
  operationsOf,
  plainUrl,
  readsOf,
  withParameter
} from '../app/operations.ts'
import { propertiesOf } from '../app/references.ts'
import { buildTestApp } from '../helpers/app.ts'
import { someOf } from '../helpers/random.ts'

const TESTS = fileURLToPath(new URL('../', import.meta.url))

/** Files that test many operations, each by its id. */
const SHARED = ['changes/list-versions.test.ts', 'feeds/get-feed.test.ts', 'writing/nouns.test.ts']

t.test('every operation has a test file of its own, or its place in a shared one', async (t) => {
  const { app } = await buildTestApp(t)
  const files = new Set(globSync('**/*.test.ts', { cwd: TESTS }).map((file) => basename(file)))
  const shared = SHARED.map((file) => readFileSync(`${TESTS}${file}`, 'utf8')).join('')
  const untested = (await operationsOf(app))
    // A list is tested together with its CSV and GeoJSON.
    .map(({ operationId }) => operationId.replace(/(Csv|GeoJson)$/, ''))
    .filter((id) => {
      const file = `${id.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}.test.ts`
      return !files.has(file) && !shared.includes(`'${id}'`)
    })
  t.same(untested, [])
})

t.test('all examples of an operation at once give an answer that is not empty', async (t) => {
  const { app } = await buildTestApp(t, { data: 'starter' })
  for (const operation of await readsOf(app)) {
    const url = exampleUrl(operation)
    const response = await app.inject(url)
    t.equal(response.statusCode, 200, `${url}: ${response.statusCode}`)
    const type = String(response.headers['content-type'])
    if (type.startsWith('text/csv'))
      t.ok(parse(response.body, { columns: true }).length > 0, `${url}: at least one row`)
    else {
      const body = bodyOf(response)
      t.ok(
        Array.isArray(body.data) ? body.data.length > 0 : Object.keys(body.data ?? body).length > 0,
        `${url}: not empty`
      )
    }
  }
})

t.test('the examples of a CSV operation, all at once and each alone, give rows', async (t) => {
  const { app } = await buildTestApp(t, { data: 'starter' })
  const operations = await csvReadsOf(app)
  t.ok(operations.length >= 18, `${operations.length} operations`)
  for (const operation of someOf(operations, 3)) {
    const plain = plainUrl(operation)
    const alone = operation.parameters
      .filter((one) => one.in === 'query' && !hasParameter(plain, one.name))
      .filter(({ example }) => example !== undefined)
      .map(({ name, example }) => `${name}=${encoded(example)}`)
      .map((one) => besideNeeds(plain, one))
    for (const url of [exampleUrl(operation), ...alone.map((one) => withParameter(plain, one))]) {
      const { statusCode, headers, body } = await app.inject(url)
      t.same([statusCode, headers['content-type']], [200, CSV_TYPE], url)
      t.ok(parse(body, { columns: true }).length > 0, `${url}: at least one row`)
    }
  }
})

/** Claims need a metric or a subject for their newest periods; a list of series has a metric. */
function besideNeeds(url: string, parameter: string): string {
  const isClaims = url.startsWith('/v1/observations') && parameter.startsWith('latest')
  return isClaims ? `metric=goods_trade&${parameter}` : parameter
}
const CSV_TYPE = 'text/csv; charset=utf-8; header=present'

t.test('each example alone gives an answer that is not empty', async (t) => {
  const { app } = await buildTestApp(t, { data: 'starter' })
  for (const operation of someOf(await readsOf(app), 3)) {
    for (const { name, in: place, example } of operation.parameters) {
      const plain = plainUrl(operation)
      if (place === 'path' || hasParameter(plain, name) || example === undefined) continue
      const alone = `${name}=${encodeURIComponent([example].flat().join(','))}`
      const url = withParameter(plain, besideNeeds(plain, alone))
      const response = await app.inject(url)
      t.equal(response.statusCode, 200, url)
      if (/^text\/csv/.test(String(response.headers['content-type'])))
        t.ok(response.body.trim().split('\n').length > 1, `${url}: a row`)
      else t.ok(rowsOf(bodyOf(response).data) > 0, `${url}: not empty`)
    }
  }
})

/** What a visitor may type over the values that Swagger UI fills in, one at a time. */
const CHANGES: Record<string, string[]> = {
  '/v1/projections': ['metric=goods_exports', 'subject=UZB', 'country=KAZ', 'limit=3'],
  '/v1/series': ['metric=goods_exports', 'metric=students_abroad', 'subject=UZB', 'country=KAZ'],
  '/v1/observations': ['metric=goods_exports', 'metric=lpi_rank', 'subject=UZB', 'country=KAZ'],
  '/v1/conflicts': ['metric=goods_exports', 'subject=UZB', 'country=KAZ', 'holds=true'],
  '/v1/forecasts': ['metric=goods_trade', 'metric=goods_imports', 'subject=UZB', 'country=KAZ'],
  '/v1/forecasts/evaluation': ['metric=goods_imports', 'topic=trade', 'frequency=A'],
  '/v1/events': ['entity=UZB', 'kind=signed'],
  '/v1/search': ['q=exports', 'q=karachi', 'q=Қырғызстан']
}

t.test('what Swagger UI fills in gives rows, also with one value changed', async (t) => {
  const { app } = await buildTestApp(t, { data: 'starter' })
  for (const operation of someOf(await readsOf(app), 3)) {
    const filled = filledUrl(operation)
    const added = operation.parameters
      .filter(({ isFilled, example }) => !isFilled && example !== undefined)
      .map(({ name, example }) => `${name}=${encoded(example)}`)
    const changed = [...added, ...(CHANGES[operation.path] ?? [])]
    for (const url of [filled, ...changed.map((change) => withChange(filled, change))]) {
      const response = await app.inject(url)
      t.equal(response.statusCode, 200, url)
      const body = bodyOf(response)
      t.ok(rowsOf(body.data ?? body) > 0, `${url}: rows`)
    }
  }
})

/** An address with a parameter set, whatever it was. */
function withChange(url: string, change: string): string {
  const [path = '', query = ''] = url.split('?')
  const name = `${change.split('=')[0]}=`
  const kept = query.split('&').filter((part) => part !== '' && !part.startsWith(name))
  return `${path}?${[...kept, change].join('&')}`
}

// The example of a field is what the field of the named thing really is; those of a thing belong
// together.
const REAL: Record<string, string> = {
  Observation: '/v1/observations/C0392?names=en',
  ObservationDetail: '/v1/observations/C0392?names=en',
  SourceReference: '/v1/observations/C0392#source',
  Metric: '/v1/metrics/goods_trade',
  Projection: '/v1/projections/P001?names=en',
  ProjectionBase: '/v1/projections/P001#base',
  ProjectionTarget: '/v1/projections/P001#target',
  RequiredGrowth: '/v1/projections/P001#required',
  ProgressTarget: '/v1/projections/P001/progress#target',
  Country: '/v1/countries/KAZ',
  CountryNames: '/v1/countries/KAZ#names',
  Entity: '/v1/entities/karachi-port',
  Source: '/v1/sources/inform-kaz-2023',
  Import: '/v1/imports/1',
  ImportDetail: '/v1/imports/1',
  ObservationVersion: '/v1/observations/C0392/history#0',
  StoredObservation: '/v1/observations/C0392/history#0.row',
  ProjectionVersion: '/v1/projections/P001/history#0',
  StoredProjection: '/v1/projections/P001/history#0.row'
}

t.test('the examples of a thing are a row of the real data', async (t) => {
  const { app } = await buildTestApp(t, { data: 'starter' })
  const document = await documentOf(app)
  for (const [name, address] of Object.entries(REAL)) {
    const [url = '', part] = address.split('#')
    const { data } = (await app.inject(url)).json()
    const real = (part?.split('.') ?? []).reduce((value, key) => value[key], data)
    const example = exampleOf(document, name)
    t.ok(Object.keys(example).length > 1, `${name}: has examples`)
    for (const [field, value] of Object.entries(example))
      t.same(value, real[field], `${name}.${field} as in ${url}`)
  }
})

t.test('the examples of a row are a row of a list', async (t) => {
  const { app } = await buildTestApp(t, { data: 'starter' })
  const document = await documentOf(app)
  const lists = {
    Event: '/v1/events?limit=1000&names=en',
    Relation: '/v1/relations?limit=1000',
    Conflict: '/v1/conflicts?limit=200&names=en',
    Scenario: '/v1/scenarios',
    Route: '/v1',
    SearchHit: `/v1/search?q=${encodeURIComponent('Қазақстан')}`,
    Explanation: '/problems',
    Forecast: exampleUrl(
      (await readsOf(app)).find(({ operationId }) => operationId === 'listForecasts') as Operation
    ),
    Series: exampleUrl(
      (await readsOf(app)).find(({ operationId }) => operationId === 'listSeries') as Operation
    ),
    CountryMetric: '/v1/countries/KAZ#metrics',
    Change: '/v1/changes?type=observation&limit=1000',
    ImportCounts: '/v1/imports/1#counts',
    ObservationRelation: '/v1/observations/C0392#relations'
  }
  for (const [name, address] of Object.entries(lists)) {
    const [url = '', part] = address.split('#')
    const { data } = (await app.inject({ url, headers: { accept: 'application/json' } })).json()
    const rows: Record<string, unknown>[] = part ? data[part] : data
    const example = exampleOf(document, name)
    const fields = Object.keys(example)
    const near = rows.filter((row) =>
      ['id', 'path', 'code', 'kind', 'type'].every((key) => row[key] === example[key])
    )
    const same = (row: Record<string, unknown>) =>
      fields.every((field) => JSON.stringify(row[field]) === JSON.stringify(example[field]))
    t.ok(rows.some(same), `${name} as in ${address}`, { found: near, wanted: example })
  }
})

t.test('the examples of a path are those of the rows', async (t) => {
  const { app } = await buildTestApp(t, { data: 'starter' })
  for (const operation of await readsOf(app)) {
    const [parameter] = operation.parameters.filter((one) => one.in === 'path')
    // A citation names its thing in words.
    if (!parameter || operation.path.endsWith('/citation')) continue
    const { data } = (await app.inject(examplePath(operation))).json()
    // An aspect of a thing names the thing it is of.
    const [thing] = [data].flat()
    t.equal(thing[parameter.name] ?? thing.projection, parameter.example, examplePath(operation))
  }
})

/** The example of each plain field, and of each field that has one of its own. */
function exampleOf(document: Document, name: string): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(propertiesOf(document, name))
      .filter(([, schema]) => schema.examples)
      .map(([field, schema]) => [field, schema.examples?.[0]])
  )
}

/** Of a list its rows, of a single thing its fields. */
/** What an answer says. A citation is a text, which counts as one row. */
function bodyOf({ headers, body }: LightMyRequestResponse) {
  const isJson = String(headers['content-type']).startsWith('application/json')
  return isJson ? JSON.parse(body) : { data: [body] }
}

function rowsOf(data: object): number {
  return Object.keys(data).length
}
