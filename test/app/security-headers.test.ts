// What every answer carries for browsers, and what stands between the network and the routes.
import type { FastifyInstance, InjectOptions } from 'fastify'
import t from 'tap'
import { buildTestApp } from '../helpers/app.ts'
import { expectProblem } from '../helpers/problem.ts'
import { someOf } from '../helpers/random.ts'
import { testEvery } from '../helpers/test-every.ts'
import { plainUrl, readsOf } from './operations.ts'

const PAGES = [
  '/',
  '/docs',
  '/openapi.json',
  '/openapi.yaml',
  '/v1/metrics.csv',
  '/v1/nothing',
  '/v1/metrics/nothing',
  '/v1/metrics?x=1',
  '/v1/metrics?q=%00',
  '/v1/metrics/'
]
const ORIGIN = 'https://example.org'

/** The headers of every answer that is made by the service. */
const ALWAYS = [
  'access-control-allow-origin',
  'access-control-expose-headers',
  'cache-control',
  'connection',
  'cross-origin-resource-policy',
  'date',
  'vary',
  'x-content-type-options',
  'x-request-id'
]
const WITH_BODY = [...ALWAYS, 'content-length', 'content-type']
const DOCUMENT = [
  'content-security-policy',
  'cross-origin-opener-policy',
  'referrer-policy',
  'x-frame-options'
]
const KEPT = ['etag', 'surrogate-key']
/** What else an answer has: the whole set of headers, by address. */
const SETS: Record<string, readonly string[]> = {
  '/v1/metrics?limit=1': [...WITH_BODY, ...KEPT, 'link'],
  '/v1/metrics/goods_trade': [...WITH_BODY, ...KEPT],
  '/v1/metrics.csv?limit=1': [
    ...WITH_BODY,
    'accept-ranges',
    'content-disposition',
    'data-revision',
    ...KEPT,
    'link'
  ],
  '/v1/metrics/nothing': WITH_BODY,
  '/v1/nothing': WITH_BODY,
  '/v1/metrics?x=1': WITH_BODY,
  '/health/live': WITH_BODY,
  '/openapi.json': [...WITH_BODY, ...KEPT],
  '/openapi.yaml': [...WITH_BODY, ...KEPT],
  '/robots.txt': [...WITH_BODY, ...KEPT],
  '/': [...WITH_BODY, ...DOCUMENT, ...KEPT],
  '/policy': [...WITH_BODY, ...DOCUMENT, ...KEPT],
  '/docs': [...WITH_BODY, ...DOCUMENT],
  '/docs/static/swagger-initializer.js': WITH_BODY,
  '/favicon.svg': [...WITH_BODY, ...DOCUMENT, ...KEPT]
}
const PAGE =
  /^default-src 'none'; style-src 'sha256-[\w+/]{43}='; img-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'$/
const POLICIES = {
  '/': PAGE,
  '/policy': PAGE,
  '/problems': PAGE,
  '/problems/not_found': PAGE,
  '/nothing': PAGE,
  '/docs':
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; " +
    "connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  '/favicon.svg': "default-src 'none'; frame-ancestors 'none'"
}

testEvery('each kind of answer has its headers and no others', async (t, every) => {
  const { app } = await buildTestApp(t, { data: 'starter' })
  for (const [url, names] of Object.entries(SETS)) {
    const { headers } = await app.inject(url)
    every.same(Object.keys(headers).sort(), [...names].sort(), url)
  }
  const { headers } = await app.inject('/v1/metrics/goods_trade')
  const unchanged = await app.inject({
    url: '/v1/metrics/goods_trade',
    headers: { 'if-none-match': String(headers.etag) }
  })
  every.same(Object.keys(unchanged.headers).sort(), [...ALWAYS, ...KEPT].sort(), '304')
})

testEvery('a document says what it may load, and nobody may frame it', async (t, every) => {
  const { app } = await buildTestApp(t, { data: 'starter' })
  for (const [url, policy] of Object.entries(POLICIES)) {
    const { headers } = await app.inject({
      url,
      headers: { accept: 'text/html,image/svg+xml,*/*' }
    })
    every.match(headers['content-security-policy'], policy, url)
    every.match(
      headers,
      {
        'x-frame-options': 'DENY',
        'referrer-policy': 'no-referrer',
        'cross-origin-opener-policy': 'same-origin'
      },
      url
    )
  }
})

testEvery('no answer is taken for another type, errors included', async (t, every) => {
  const { app } = await buildTestApp(t, { data: 'starter' })
  for (const url of [...someOf((await readsOf(app)).map(plainUrl), 3), ...PAGES]) {
    const { headers } = await app.inject(url)
    every.equal(headers['x-content-type-options'], 'nosniff', url)
    every.equal(headers['cross-origin-resource-policy'], 'cross-origin', url)
    every.notOk(
      'x-powered-by' in headers || 'server' in headers,
      `${url} tells nothing of the software`
    )
  }
})

testEvery('every answer has an id, and a problem names it', async (t, every) => {
  const { app } = await buildTestApp(t, { data: 'starter' })
  const ids = new Set<string>()
  const urls = [
    ...someOf((await readsOf(app)).map(plainUrl), 3),
    ...PAGES,
    '/%ff',
    `/v1/metrics?q=${'a'.repeat(5_000)}`,
    '/v1/metrics?q=%00'
  ]
  for (const url of urls) {
    const response = await app.inject({
      url,
      headers: { 'x-request-id': 'mine', 'request-id': 'mine' }
    })
    const id = String(response.headers['x-request-id'])
    every.match(id, /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/, url)
    every.notOk(ids.has(id), `${url}: an id of its own`)
    ids.add(id)
    if (response.statusCode >= 400) every.equal(response.json().instance, id, url)
  }
})

testEvery('any web page may read by default', async (t, every) => {
  const { app } = await buildTestApp(t, { data: 'starter' })
  for (const url of [
    '/v1/metrics',
    '/v1/metrics.csv',
    '/v1/nothing',
    '/v1/metrics?x=1',
    '/v1/metrics?q=%00',
    '/v1/metrics/nothing'
  ]) {
    const { headers } = await app.inject({ url, headers: { origin: ORIGIN } })
    every.equal(headers['access-control-allow-origin'], '*', url)
    every.equal(headers['access-control-expose-headers'], '*', url)
    every.notOk('access-control-allow-credentials' in headers, url)
  }
})

testEvery('a preflight is answered for every route, and only for routes', async (t, every) => {
  const { app } = await buildTestApp(t, { data: 'starter' })
  const headers = {
    origin: ORIGIN,
    'access-control-request-method': 'GET',
    'access-control-request-headers': 'if-none-match'
  }
  for (const url of [
    ...(await readsOf(app)).map((operation) => plainUrl(operation)),
    '/v1/metrics.csv',
    '/openapi.json'
  ]) {
    const response = await app.inject({ method: 'OPTIONS', url, headers })
    every.equal(response.statusCode, 204, url)
    every.equal(response.body, '', url)
    every.equal(response.headers['access-control-allow-origin'], '*', url)
    const methods = String(response.headers.allow)
      .split(', ')
      .filter((one) => one !== 'OPTIONS')
    every.same(String(response.headers['access-control-allow-methods']).split(', '), methods, url)
    every.ok(methods.includes('GET') && methods.includes('HEAD'), url)
    every.match(response.headers['access-control-allow-headers'], /^(\*|if-none-match)$/i, url)
  }
  every.equal(
    (await app.inject({ method: 'OPTIONS', url: '/v1/metrics' })).statusCode,
    204,
    'without being a preflight'
  )
  for (const request of [{ url: '/v1/nothing', headers }, { url: '/nothing' }]) {
    const response = await app.inject({ ...request, method: 'OPTIONS' })
    every.equal(response.statusCode, 404, request.url)
    if (response.statusCode === 404) expectProblem(every, response, 'not_found')
  }
})

testEvery('CORS_ORIGIN names the pages that may read', async (t, every) => {
  const { app } = await buildTestApp(t, {
    data: 'starter',
    settings: { CORS_ORIGIN: 'https://a.example, https://b.example' }
  })
  const allowed = async (origin: string) =>
    (await app.inject({ url: '/v1/metrics', headers: { origin } })).headers
  every.equal(
    (await allowed('https://a.example'))['access-control-allow-origin'],
    'https://a.example'
  )
  every.equal(
    (await allowed('https://b.example'))['access-control-allow-origin'],
    'https://b.example'
  )
  const other = await allowed('https://a.example.evil')
  every.notOk('access-control-allow-origin' in other, 'others may not')
  for (const headers of [await allowed('https://b.example'), other]) {
    const vary = String(headers.vary).split(/,\s*/)
    for (const name of ['Origin', 'Accept', 'Accept-Encoding'])
      every.ok(vary.includes(name), `varies by ${name}`)
  }
})

const statuses = async (app: FastifyInstance, requests: (string | InjectOptions)[]) => {
  const found: number[] = []
  for (const request of requests) found.push((await app.inject(request)).statusCode)
  return found
}

t.test('no limit unless set', async (t) => {
  const { app } = await buildTestApp(t, { data: 'starter' })
  t.same(new Set(await statuses(app, Array(150).fill('/v1'))), new Set([200]))
  t.notOk('x-ratelimit-limit' in (await app.inject('/v1')).headers)
})

t.test('RATE_LIMIT: one request too many is 429', async (t) => {
  const { app } = await buildTestApp(t, { data: 'starter', settings: { RATE_LIMIT: '3' } })
  t.same(
    await statuses(app, ['/v1/metrics', '/v1/sources', '/v1/metrics.csv?limit=1']),
    [200, 200, 200],
    'one bucket for all routes'
  )
  const response = await app.inject('/v1/metrics/goods_trade')
  expectProblem(t, response, 'rate_limited')
  const wait = Number(response.headers['retry-after'])
  t.ok(wait > 0 && wait <= 60, `Retry-After: ${response.headers['retry-after']}`)
  t.same(
    await statuses(app, Array(10).fill('/health/live')),
    Array(10).fill(200),
    'health is exempt'
  )
  t.same(
    await statuses(app, Array(10).fill('/health/ready')),
    Array(10).fill(200),
    'readiness is exempt'
  )
})

testEvery(
  'RATE_LIMIT: unknown addresses, wrong methods and bad parameters count too',
  async (t, every) => {
    const wrong = [
      '/v1/nothing',
      '/v1/metrics?x=1',
      '/v1/metrics/nothing',
      '/v1/metrics/',
      '/v1/metrics?q=%00',
      { method: 'DELETE', url: '/v1/metrics' } as const,
      { url: '/v1/metrics', headers: { accept: 'image/png' } }
    ]
    for (const request of wrong) {
      const { app } = await buildTestApp(t, { data: 'starter', settings: { RATE_LIMIT: '3' } })
      const found = await statuses(app, Array(4).fill(request))
      every.equal(found.at(-1), 429, `${JSON.stringify(request)}: ${found}`)
      every.equal(found.slice(0, 3).includes(429), false, `${JSON.stringify(request)}: ${found}`)
    }
    const { app } = await buildTestApp(t, { data: 'starter', settings: { RATE_LIMIT: '3' } })
    const mixed = ['/v1/nothing', '/v1/metrics', '/v1/nowhere', '/v1/metrics', '/v1/nothing']
    every.same(
      await statuses(app, mixed),
      [404, 200, 404, 429, 429],
      'known and unknown addresses share one bucket'
    )
  }
)

t.test('RATE_LIMIT: X-Forwarded-For of a stranger opens no new bucket', async (t) => {
  const { app } = await buildTestApp(t, { data: 'starter', settings: { RATE_LIMIT: '3' } })
  const requests = [1, 2, 3, 4].map((n) => ({
    url: '/v1',
    headers: { 'x-forwarded-for': `203.0.113.${n}`, forwarded: `for=203.0.113.${n}` }
  }))
  t.same(await statuses(app, requests), [200, 200, 200, 429])
})

t.test('RATE_LIMIT: behind a trusted proxy each client has its own bucket', async (t) => {
  const { app } = await buildTestApp(t, {
    data: 'starter',
    settings: { RATE_LIMIT: '3', TRUST_PROXY: '127.0.0.0/8' }
  })
  const from = (client: string) => ({ url: '/v1', headers: { 'x-forwarded-for': client } })
  t.same(await statuses(app, Array(4).fill(from('203.0.113.1'))), [200, 200, 200, 429])
  t.same(await statuses(app, Array(4).fill(from('203.0.113.2'))), [200, 200, 200, 429])
  const spoofed = [4, 5, 6, 7].map((n) => from(`198.51.100.${n}, 203.0.113.3`))
  t.same(
    await statuses(app, spoofed),
    [200, 200, 200, 429],
    'what a client says of itself does not count'
  )
})

t.test('RATE_LIMIT: one IPv6 /64 network is one client', async (t) => {
  const { app } = await buildTestApp(t, { data: 'starter', settings: { RATE_LIMIT: '3' } })
  const from = (remoteAddress: string) => ({ url: '/v1', remoteAddress })
  t.same(
    await statuses(
      app,
      [
        '2001:db8:1:2::1',
        '2001:db8:1:2:3::1',
        '2001:db8:1:2:ffff:ffff:ffff:ffff',
        '2001:db8:1:2:a:b:c:d'
      ].map(from)
    ),
    [200, 200, 200, 429]
  )
  t.same(
    await statuses(app, ['2001:db8:1:3::1', '2001:db8:2:2::1', '2001:db8::1'].map(from)),
    [200, 200, 200],
    'other networks'
  )
  const mapped = [
    '::ffff:203.0.113.1',
    '::ffff:203.0.113.2',
    '::ffff:203.0.113.3',
    '::ffff:203.0.113.4'
  ]
  t.same(await statuses(app, mapped.map(from)), [200, 200, 200, 200], 'IPv4 in IPv6 form is IPv4')
})
