import t from 'tap'
import { documentedFor } from '../helpers/allowed.ts'
import { buildTestApp } from '../helpers/app.ts'
import { expectProblem } from '../helpers/problem.ts'
import { insertRows } from '../helpers/rows.ts'

type Page = { data: { method: string; path: string }[]; links: { next: string | null } }

const LICENSE = 'MIT: names and definitions are the words of this project.'
const READ = [
  '/health/live',
  '/health/ready',
  '/problems',
  '/problems/{code}',
  '/v1',
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
const WRITTEN = ['entities', 'events', 'metrics', 'observations', 'projections', 'sources']
const ROUTES = [
  ...READ.map((path) => ({ method: 'GET', path })),
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
    meta: { revision: 1, license: LICENSE, warnings: [], count: ROUTES.length },
    links: { self: '/v1', next: null }
  })
  t.same(Object.keys(paths).sort(), READ)
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

for (const limit of [1, 2, 20]) {
  t.test(`200 in pages of ${limit}, each route once`, async (t) => {
    const { app } = await buildTestApp(t)
    const routes: { method: string; path: string }[] = []
    for (let next: string | null = `/v1?limit=${limit}`; next !== null; ) {
      const { data, links }: Page = (await app.inject(next)).json()
      routes.push(...data.map(({ method, path }) => ({ method, path })))
      next = links.next
    }
    t.same(routes, ROUTES)
  })
}

t.test('200 as a CSV file with a name', async (t) => {
  const { app } = await buildTestApp(t)
  const response = await app.inject('/v1.csv?limit=1')
  t.equal(
    response.body,
    'method,path,operation_id,summary\nGET,/health/live,getLiveness,Whether the process runs\n'
  )
  t.match(response.headers['content-disposition'], /^inline; filename="[a-z0-9]+\.csv"$/)
})

const EMPTY = 'This parameter is empty; leave it out or give it a value.'
const TWICE = 'This parameter is given more than once; once is allowed.'
const LIMIT = 'a whole number from 1 to 1000'
const REFUSED: Record<string, [message: string, allowed: string[]]> = {
  'limit=0': [`Expected ${LIMIT}, found "0".`, [LIMIT]],
  'limit=1001': [`Expected ${LIMIT}, found "1001".`, [LIMIT]],
  'limit=0x10': [`Expected ${LIMIT}, found "0x10".`, [LIMIT]],
  'limit=1e2': [`Expected ${LIMIT}, found "1e2".`, [LIMIT]],
  'limit=': [EMPTY, []],
  'limit=1&limit=2': [TWICE, []],
  'cursor=': [EMPTY, []],
  'format=xml': ['"xml" is not one of json, csv.', ['json', 'csv']]
}
for (const [query, [message, allowed]] of Object.entries(REFUSED)) {
  t.test(`400 for ${query}`, async (t) => {
    const { app } = await buildTestApp(t)
    const pointer = `/query/${query.split('=', 1)[0]}`
    expectProblem(t, await app.inject(`/v1?${query}`), 'invalid_parameter', {
      detail: `${pointer}: ${message}`,
      errors: [
        {
          pointer,
          message,
          allowed: allowed.length > 0 ? allowed : documentedFor(app, '/v1', pointer)
        }
      ]
    })
  })
}

t.test('400 for a parameter that is not there', async (t) => {
  const { app } = await buildTestApp(t)
  const message = 'There is no parameter of this name; there are cursor, format, limit.'
  expectProblem(t, await app.inject('/v1?q=x'), 'unknown_parameter', {
    detail: `/query/q: ${message}`,
    errors: [{ pointer: '/query/q', message, allowed: ['cursor', 'format', 'limit'] }]
  })
})
