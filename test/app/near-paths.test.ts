// Addresses that nearly exist.
import { type IncomingMessage, request } from 'node:http'
import type { HTTPMethods } from 'fastify'
import t from 'tap'
import { buildTestApp } from '../helpers/app.ts'
import { expectProblem } from '../helpers/problem.ts'
import { testEvery } from '../helpers/test-every.ts'
import { plainUrl, readsOf } from './operations.ts'

const MOVED: Record<string, string> = {
  '/v1/metrics/': '/v1/metrics',
  '/v1/metrics/?topic=trade&limit=1': '/v1/metrics?topic=trade&limit=1',
  '/v1/metrics/goods_trade/': '/v1/metrics/goods_trade',
  '/v1/metrics/goods_trade///': '/v1/metrics/goods_trade',
  '/v1/metrics.csv/': '/v1/metrics.csv',
  '/v1/': '/v1',
  '//v1/metrics': '/v1/metrics',
  '///v1//metrics//?q=//x': '/v1/metrics?q=//x',
  '/v1//projections/P001//path': '/v1/projections/P001/path',
  '//': '/',
  '//health//live/': '/health/live',
  '/openapi.json/': '/openapi.json',
  '/v1/metrics/%5Cevil.example/': '/v1/metrics/%5Cevil.example'
}

t.test('308 to the same address without superfluous slashes', async (t) => {
  const { app } = await buildTestApp(t)
  for (const method of ['GET', 'HEAD'] as const)
    for (const [url, location] of Object.entries(MOVED)) {
      const response = await app.inject({ method, url })
      t.same(
        [response.statusCode, response.headers.location, response.body],
        [308, location, ''],
        url
      )
    }
})

t.test('an empty id leads to the list, not to a thing without an id', async (t) => {
  const { app } = await buildTestApp(t, { data: 'starter' })
  const { statusCode, headers } = await app.inject('/v1/metrics/')
  t.same([statusCode, headers.location], [308, '/v1/metrics'])
  t.equal((await app.inject('/v1/metrics')).statusCode, 200)
  const within = await app.inject('/v1/observations//history')
  t.same([within.statusCode, within.json().code], [404, 'not_found'], 'an empty id is no id')
})

t.test('308 for a page of another site too', async (t) => {
  const { app } = await buildTestApp(t)
  const { headers } = await app.inject({
    url: '/v1/metrics/',
    headers: { origin: 'https://a.example' }
  })
  t.equal(headers['access-control-allow-origin'], '*')
})

testEvery('every address of the document is found with one slash more', async (t, every) => {
  const { app } = await buildTestApp(t, { data: 'starter' })
  for (const url of (await readsOf(app)).map(plainUrl).filter((one) => one !== '/')) {
    const [path, query] = url.split('?')
    const wrong = `/${path}/${query === undefined ? '' : `?${query}`}`
    const response = await app.inject(wrong)
    every.same([response.statusCode, response.headers.location], [308, url], wrong)
  }
})

const NOT_MOVED = [
  '//evil.example',
  '//evil.example/',
  '//evil.example/v1/metrics',
  '//evil.example//v1/metrics/',
  '/\\evil.example',
  '/\\evil.example/',
  '/%2F%2Fevil.example/',
  '/%2Fevil.example//',
  '/%5C%5Cevil.example/',
  '/%5Cevil.example/',
  '//%2Fevil.example/',
  '/.//evil.example/',
  '/v1/..//evil.example/',
  '/http://evil.example/',
  '/v1/nothing/',
  '/v1/projections//path'
]
t.test('404, never a redirect to somewhere else', async (t) => {
  const { app } = await buildTestApp(t, { own: true })
  const { port } = new URL(await app.listen({ port: 0 }))
  for (const url of NOT_MOVED) {
    // A client that mends addresses would not send these.
    const { statusCode, headers } = await new Promise<IncomingMessage>((resolve, reject) => {
      request({ port, path: url }, resolve).on('error', reject).end()
    })
    t.same([statusCode, headers.location], [404, undefined], url)
  }
})

const MEANT: Record<string, [path: string, works: string | null]> = {
  '/V1/Metrics': ['/v1/metrics', '/v1/metrics'],
  '/v1/Observations': ['/v1/observations', '/v1/observations'],
  '/v1/Observations?limit=1': ['/v1/observations', '/v1/observations'],
  '/v1/observation': ['/v1/observations', '/v1/observations'],
  '/v1/observatons/': ['/v1/observations', '/v1/observations'],
  '/v1/country': ['/v1/countries', '/v1/countries'],
  '/v1/entity': ['/v1/entities', '/v1/entities'],
  '/v1/metrics.CSV': ['/v1/metrics.csv', '/v1/metrics.csv'],
  '/v1/metric.csv': ['/v1/metrics.csv', '/v1/metrics.csv'],
  '/v1/serie': ['/v1/series', null],
  '/v1/metric/goods_trade': ['/v1/metrics/goods_trade', null],
  '/V1/Countries/PAK': ['/v1/countries/PAK', null],
  '/v1/projection/P001/Outlook': ['/v1/projections/P001/outlook', null],
  '/v1/projections/P001/progres': ['/v1/projections/P001/progress', null],
  '/v2/metrics': ['/v1/metrics', '/v1/metrics'],
  '/metrics': ['/v1/metrics', '/v1/metrics'],
  '/observations/C0001': ['/v1/observations/C0001', null],
  '/Docs': ['/docs', '/docs'],
  '/openapi.yml': ['/openapi.yaml', '/openapi.yaml'],
  '/Health/Live': ['/health/live', '/health/live']
}
t.test('404 that names the address that was meant', async (t) => {
  const { app } = await buildTestApp(t)
  for (const [url, [path, works]] of Object.entries(MEANT)) {
    const response = await app.inject(url)
    const message = `Did you mean ${path}?`
    expectProblem(t, response, 'not_found', {
      detail: `There is no route ${url.split('?')[0]}. ${message}`,
      errors: [{ pointer: '/path', message, allowed: [path] }]
    })
    t.equal(response.json().try, works, url)
    if (works) t.ok([200, 302].includes((await app.inject(works)).statusCode), works)
  }
})

t.test('404 without a suggestion for what is like no address', async (t) => {
  const { app } = await buildTestApp(t)
  for (const url of ['/v1/nothing', '/nothing', '/v1/a/b/c/d/e/f/g', '/v1/metrics/a/b', '/v1/x']) {
    const response = await app.inject(url)
    expectProblem(t, response, 'not_found', {
      detail: `There is no route ${url}. GET /v1 lists the routes.`
    })
    t.equal(response.json().try, null, url)
  }
})

t.test('404 for a change of an address with slashes, with the right one', async (t) => {
  const { app } = await buildTestApp(t)
  for (const method of ['POST', 'PATCH', 'DELETE'] as HTTPMethods[]) {
    const path = method === 'POST' ? '/v1/observations' : '/v1/observations/C0001'
    const response = await app.inject({ method, url: `${path}/` } as never)
    const message = `Did you mean ${path}?`
    expectProblem(t, response, 'not_found', {
      detail: `There is no route ${path}/. ${message}`,
      errors: [{ pointer: '/path', message, allowed: [path] }]
    })
  }
})
