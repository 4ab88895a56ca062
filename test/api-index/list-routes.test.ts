import t from 'tap'
import { TAGS } from '../../src/http/openapi.ts'
import { PAGE_POLICY } from '../../src/pages/html.ts'
import { buildTestApp, type TestApp } from '../helpers/app.ts'
import { expectProblem } from '../helpers/problem.ts'
import { someOf } from '../helpers/random.ts'
import { insertRows, RECORDED_AT } from '../helpers/rows.ts'
import { testEvery } from '../helpers/test-every.ts'

type Page = { data: { method: string; path: string }[]; links: { next: string | null } }

const LICENSE = 'MIT: names and definitions are the words of this project.'
const READ = [
  '/health/live',
  '/health/ready',
  '/problems',
  '/problems/{code}',
  '/v1',
  '/v1/aliases',
  '/v1/aliases/{id}',
  '/v1/changes',
  '/v1/check',
  '/v1/check/citation',
  '/v1/conflicts',
  '/v1/corridors',
  '/v1/corridors/{id}',
  '/v1/countries',
  '/v1/countries/{code}',
  '/v1/entities',
  '/v1/entities/{id}',
  '/v1/events',
  '/v1/events/{id}',
  '/v1/feed.atom',
  '/v1/feed.json',
  '/v1/forecasts',
  '/v1/forecasts/evaluation',
  '/v1/imports',
  '/v1/imports/{id}',
  '/v1/legs',
  '/v1/legs/{id}',
  '/v1/metrics',
  '/v1/metrics/{id}',
  '/v1/observations',
  '/v1/observations/{id}',
  '/v1/observations/{id}/citation',
  '/v1/observations/{id}/history',
  '/v1/products',
  '/v1/products/{id}',
  '/v1/projections',
  '/v1/projections/{id}',
  '/v1/projections/{id}/citation',
  '/v1/projections/{id}/history',
  '/v1/projections/{id}/outlook',
  '/v1/projections/{id}/path',
  '/v1/projections/{id}/progress',
  '/v1/relations',
  '/v1/routes',
  '/v1/routes/matrix',
  '/v1/scenarios',
  '/v1/score-card',
  '/v1/search',
  '/v1/series',
  '/v1/series/{id}',
  '/v1/series/{id}/citation',
  '/v1/sources',
  '/v1/sources/{id}',
  '/v1/units',
  '/v1/units/{id}'
]
/**
 * The routes that have no CSV beside them: single things without points, citations, feeds, and what
 * is about the service.
 */
const SINGLE = /^\/(health|problems)|\/feed\.|(?<!series\/)\{(id|code)\}$|\/citation$/
const CSV = READ.filter((path) => !SINGLE.test(path)).map((path) => `${path}.csv`)
/** What lies on a map. */
const GEO = [
  ...['entities', 'legs', 'corridors'].flatMap((noun) => [`/v1/${noun}`, `/v1/${noun}/{id}`]),
  '/v1/routes'
].map((path) => `${path}.geojson`)
const WRITTEN = [
  'aliases',
  'corridors',
  'entities',
  'events',
  'legs',
  'metrics',
  'observations',
  'products',
  'projections',
  'sources',
  'units'
]
let built: Promise<TestApp> | undefined
/** One service for all tests here, because they only read, and the routes take long to list. */
function emptyApp(): Promise<TestApp> {
  built ??= buildTestApp(t)
  return built
}

const ROUTES = [
  ...[...READ, ...CSV, ...GEO].map((path) => ({ method: 'GET', path })),
  { method: 'POST', path: '/v1/check' },
  { method: 'POST', path: '/v1/imports' },
  ...WRITTEN.flatMap((noun) => [
    { method: 'POST', path: `/v1/${noun}` },
    { method: 'PATCH', path: `/v1/${noun}/{id}` },
    { method: 'DELETE', path: `/v1/${noun}/{id}` }
  ])
].sort((a, b) => (`${a.path} ${a.method}` < `${b.path} ${b.method}` ? -1 : 1))

t.test('200 with every operation of the OpenAPI document, by path and method', async (t) => {
  const { app, store } = await buildTestApp(t)
  await insertRows(store, {})
  const response = await app.inject('/v1')
  const { paths } = (await app.inject('/openapi.json')).json()
  t.equal(response.statusCode, 200)
  t.same(response.json(), {
    data: ROUTES.map(({ method, path }) => {
      const { operationId, summary, tags } = paths[path][method.toLowerCase()]
      return { method, path, operation_id: operationId, summary, tag: tags[0] }
    }),
    meta: {
      revision: 1,
      updated_at: RECORDED_AT,
      license: LICENSE,
      warnings: [],
      count: ROUTES.length,
      total: null,
      next_cursor: null
    },
    links: { self: '/v1', next: null }
  })
  t.same(Object.keys(paths).sort(), [...READ, ...CSV, ...GEO].sort())
})

t.test('200 with one line each: the row of a route', async (t) => {
  const { app } = await emptyApp()
  const { data } = (await app.inject('/v1?limit=1')).json()
  t.same(data, [
    {
      method: 'GET',
      path: '/health/live',
      operation_id: 'getLiveness',
      summary: 'Whether the process runs',
      tag: 'health'
    }
  ])
})

testEvery('200 in pages of any size, each route once', async (_t, every) => {
  const { app } = await emptyApp()
  for (const limit of [...someOf([1, 2], 0), 20]) {
    const routes: { method: string; path: string }[] = []
    for (let next: string | null = `/v1?limit=${limit}`; next !== null; ) {
      const { data, links }: Page = (await app.inject(next)).json()
      routes.push(...data.map(({ method, path }) => ({ method, path })))
      next = links.next
    }
    every.same(routes, ROUTES)
  }
})

t.test('200 as a CSV file with a name', async (t) => {
  const { app } = await emptyApp()
  const response = await app.inject('/v1.csv?limit=1')
  t.equal(
    response.body,
    'method,path,operation_id,summary,tag\n' +
      'GET,/health/live,getLiveness,Whether the process runs,health\n'
  )
  t.match(response.headers['content-disposition'], /^inline; filename="[a-z0-9]+\.csv"$/)
})

const BROWSER = 'text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8'

t.test('200 as a page for browsers: each route by tag, with links that work', async (t) => {
  const { app } = await buildTestApp(t, { data: 'starter' })
  const response = await app.inject({ url: '/v1', headers: { accept: BROWSER } })
  t.equal(response.statusCode, 200)
  t.equal(response.headers['content-type'], 'text/html; charset=utf-8')
  t.equal(response.headers['content-security-policy'], PAGE_POLICY)
  t.match(response.headers.vary, /Accept/)
  const { body } = response
  const names = [...body.matchAll(/<code>([A-Z]+) ([^<]+)<\/code>/g)]
  t.same(
    names.map(([, method, path]) => `${path} ${method}`).sort(),
    ROUTES.map(({ method, path }) => `${path} ${method}`)
  )
  t.same(
    [...body.matchAll(/<h2>([\w-]+)<\/h2>/g)].map(([, tag]) => tag),
    Object.keys(TAGS)
  )
  const links = [...body.matchAll(/<p><a href="([^"]+)"><code>GET /g)].map(([, href = '']) =>
    href.replaceAll('&#38;', '&')
  )
  t.equal(links.length, ROUTES.filter(({ method }) => method === 'GET').length)
  for (const link of someOf(links, 4)) t.equal((await app.inject(link)).statusCode, 200, link)
  t.match(body, '<p><a href="/v1/metrics/goods_trade"><code>GET /v1/metrics/{id}</code></a> ')
  t.match(body, '<p><a href="/v1/series?metric=goods_trade"><code>GET /v1/series</code></a> ')
  t.match(body, '<p><code>POST /v1/metrics</code> Add a metric</p>')
})

t.test('200 as JSON for programs, whatever else they take', async (t) => {
  const { app } = await emptyApp()
  t.match((await app.inject('/v1')).headers['content-type'], /^application\/json/)
  for (const accept of ['*/*', 'application/json', 'application/json, text/html']) {
    const response = await app.inject({ url: '/v1', headers: { accept } })
    t.equal(response.headers['content-type'], 'application/json; charset=utf-8', accept)
  }
})

t.test('200 as a page of some routes, with a link to the next', async (t) => {
  const { app } = await emptyApp()
  const { body } = await app.inject({ url: '/v1?limit=2', headers: { accept: BROWSER } })
  const { links } = (await app.inject('/v1?limit=2')).json()
  t.same(
    [...body.matchAll(/<code>[A-Z]+ ([^<]+)<\/code>/g)].map(([, path]) => path),
    ROUTES.slice(0, 2).map(({ path }) => path)
  )
  t.match(body, `<a href="${links.next.replaceAll('&', '&#38;')}">Next page</a>`)
})

t.test('406 for what is neither JSON, nor CSV, nor a page', async (t) => {
  const { app } = await emptyApp()
  const response = await app.inject({ url: '/v1', headers: { accept: 'image/png' } })
  const types = ['application/json', 'text/csv', 'text/html']
  expectProblem(t, response, 'not_acceptable', {
    detail: `Accept: image/png allows none of ${types.join(', ')}.`,
    errors: [
      {
        pointer: '/header/accept',
        message: 'None of the accepted types can be served.',
        allowed: types
      }
    ]
  })
})

t.test('400 for a parameter that is not there', async (t) => {
  const { app } = await emptyApp()
  const message =
    'There is no parameter of this name; the parameters are ' +
    'cursor, decimal, dialect, fields, format, limit.'
  expectProblem(t, await app.inject('/v1?q=x'), 'unknown_parameter', {
    detail: `/query/q: ${message}`,
    errors: [
      {
        pointer: '/query/q',
        message,
        allowed: ['cursor', 'decimal', 'dialect', 'fields', 'format', 'limit']
      }
    ]
  })
})
