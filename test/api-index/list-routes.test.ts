import t from 'tap'
import { buildTestApp } from '../helpers/app.ts'
import { expectProblem } from '../helpers/problem.ts'
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
  '/v1/changes',
  '/v1/conflicts',
  '/v1/countries',
  '/v1/countries/{code}',
  '/v1/entities',
  '/v1/entities/{id}',
  '/v1/events',
  '/v1/events/{id}',
  '/v1/forecasts',
  '/v1/imports',
  '/v1/imports/{id}',
  '/v1/metrics',
  '/v1/metrics/{id}',
  '/v1/observations',
  '/v1/observations/{id}',
  '/v1/observations/{id}/history',
  '/v1/projections',
  '/v1/projections/{id}',
  '/v1/projections/{id}/history',
  '/v1/projections/{id}/outlook',
  '/v1/projections/{id}/path',
  '/v1/projections/{id}/progress',
  '/v1/relations',
  '/v1/scenarios',
  '/v1/search',
  '/v1/series',
  '/v1/sources',
  '/v1/sources/{id}'
]
/** The routes that have no CSV beside them: single things, and what is about the service. */
const SINGLE = /^\/(health|problems)|\{(id|code)\}$/
const CSV = READ.filter((path) => !SINGLE.test(path)).map((path) => `${path}.csv`)
const WRITTEN = ['entities', 'events', 'metrics', 'observations', 'projections', 'sources']
const ROUTES = [
  ...[...READ, ...CSV].map((path) => ({ method: 'GET', path })),
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
      const { operationId, summary } = paths[path][method.toLowerCase()]
      return { method, path, operation_id: operationId, summary }
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
  t.same(Object.keys(paths).sort(), [...READ, ...CSV].sort())
})

t.test('200 with one line each: the row of a route', async (t) => {
  const { app } = await buildTestApp(t)
  const { data } = (await app.inject('/v1?limit=1')).json()
  t.same(data, [
    {
      method: 'GET',
      path: '/health/live',
      operation_id: 'getLiveness',
      summary: 'Whether the process runs'
    }
  ])
})

testEvery('200 in pages of any size, each route once', async (t, every) => {
  const { app } = await buildTestApp(t)
  for (const limit of [1, 2, 20]) {
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
  const { app } = await buildTestApp(t)
  const response = await app.inject('/v1.csv?limit=1')
  t.equal(
    response.body,
    'method,path,operation_id,summary\nGET,/health/live,getLiveness,Whether the process runs\n'
  )
  t.match(response.headers['content-disposition'], /^inline; filename="[a-z0-9]+\.csv"$/)
})

t.test('400 for a parameter that is not there', async (t) => {
  const { app } = await buildTestApp(t)
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
