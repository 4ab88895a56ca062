// One shape for everything that goes wrong, from the router to a thrown exception, and one order in
// which things are checked.
import type { HTTPMethods, InjectOptions, LightMyRequestResponse } from 'fastify'
import t from 'tap'
import { PROBLEMS, type ProblemCode } from '../../src/http/problems.ts'
import { documentedFor } from '../helpers/allowed.ts'
import { buildTestApp } from '../helpers/app.ts'
import { expectProblem as expectWhole } from '../helpers/problem.ts'
import { someOf } from '../helpers/random.ts'
import { type Checks, testEvery } from '../helpers/test-every.ts'
import { queryNamesOf } from './negotiated.ts'
import {
  csvReadsOf,
  csvUrl,
  examplePath,
  exampleUrl,
  geoReadsOf,
  geoUrl,
  listsOf,
  operationsOf,
  plainUrl,
  readsOf,
  withParameter
} from './operations.ts'

const MORE_THAN_A_MEBIBYTE = String(1024 * 1024 + 1)
const EMPTY = 'This parameter is empty; leave it out or give it a value.'
const TWICE = 'This parameter is given more than once; give it only once.'
const IMAGE = { accept: 'image/png' }

/** A problem with whatever errors, each of them whole. */
function expectProblem(t: Checks, response: LightMyRequestResponse, code: ProblemCode): void {
  const { errors } = response.json()
  expectWhole(t, response, code, { errors })
  for (const error of errors ?? []) {
    t.same(Object.keys(error), ['pointer', 'message', 'allowed'])
    t.match(error, { pointer: /^\/(query|path|header|method)/, message: /\S{2}/, allowed: Array })
  }
}

testEvery('unknown addresses', async (t, every) => {
  const { app } = await buildTestApp(t, { data: 'starter' })
  const urls = [
    '/nothing',
    '/v1/nothing',
    '/V1/metrics',
    '/v1/Metrics',
    '/v2',
    '/.env',
    '/docs/nothing.js'
  ]
  const suffixed = ['/v1/metrics.json', '/v1/metrics/goods_trade/series', '/v1/metrics.csv.csv']
  for (const url of [...urls, ...suffixed]) {
    expectProblem(every, await app.inject(url), 'not_found')
    expectProblem(every, await app.inject(`${url}?limit=5`), 'not_found')
  }
})

testEvery('an empty id is nothing that is there, or at the end the list', async (t, every) => {
  const { app } = await buildTestApp(t, { data: 'starter' })
  for (const { path } of await readsOf(app)) {
    if (!path.includes('{')) continue
    const url = path.replace(/\{\w+\}/, '')
    for (const query of ['', '?x=1']) {
      const response = await app.inject(url + query)
      if (url.endsWith('/'))
        every.same(
          [response.statusCode, response.headers.location],
          [308, url.slice(0, -1) + query],
          url
        )
      else expectProblem(every, response, 'not_found')
    }
  }
})

/** Whether the path takes a name, because it is that of one country or entity. */
function isOfPlace(path: string): boolean {
  return /^\/v1\/(countries|entities)\//.test(path)
}

testEvery('unknown and odd ids in the path', async (t, every) => {
  const { app } = await buildTestApp(t, { data: 'starter' })
  const odd = [
    'nothing',
    '{}',
    '[]',
    '%2e%2e%2f%2e%2e',
    'null',
    '__proto__',
    'constructor',
    '*',
    "'",
    '";--',
    '%20',
    '-1',
    '%E2%80%8B',
    '%F0%9F%9A%82'
  ]
  const withId = (await readsOf(app)).filter(({ path }) => path.includes('{'))
  for (const operation of someOf(withId, 4)) {
    const id = encodeURIComponent(String(operation.parameters[0]?.example))
    const around = [
      `${id}%3Fx=1`,
      `${id}/${id}`,
      `${id}%2F${id}`,
      // Blanks around the name of a place are no matter.
      ...(isOfPlace(operation.path) ? [] : [`${id}%20`, `%20${id}`]),
      `${id},${id}`,
      `${id};x=1`,
      'x'.repeat(3_000)
    ]
    for (const value of [...odd, ...around]) {
      const url = operation.path.replace(/\{\w+\}/, value)
      const response = await app.inject(url)
      every.ok(
        [400, 404].includes(response.statusCode),
        `${url.slice(0, 80)}: ${response.statusCode}`
      )
      expectProblem(every, response, response.json().code)
      every.ok(
        response.body.length < 2_000,
        `${url.slice(0, 80)}: what was asked is not sent back whole`
      )
    }
    expectProblem(every, await app.inject(`${examplePath(operation)}?x=1`), 'unknown_parameter')
  }
})

testEvery('dots lead to no other thing', async (t, every) => {
  const { app } = await buildTestApp(t, { data: 'starter' })
  for (const { path } of (await readsOf(app)).filter(
    (one) => one.path.startsWith('/v1/') && one.path.includes('{')
  )) {
    for (const value of ['..', '%2e%2e', '../metrics.csv/', '%2e%2e/x', '..%5c..%5c', '.%00./']) {
      const response = await app.inject(path.replace(/\{\w+\}/, value))
      if (response.statusCode === 308) {
        every.match(String(response.headers.location), /^\/v1(\/|$)/, `${path} ${value}`)
        continue
      }
      every.ok([400, 404].includes(response.statusCode), `${path} ${value}: ${response.statusCode}`)
      expectProblem(every, response, response.json().code)
    }
  }
})

testEvery('an unknown parameter is named, everywhere', async (t, every) => {
  const { app } = await buildTestApp(t, { data: 'starter' })
  for (const operation of someOf(await readsOf(app), 5)) {
    const allowed = await queryNamesOf(app, operation)
    for (const name of ['lmit', 'Limit', 'limit[x]', '__proto__', 'constructor', '']) {
      const response = await app.inject(
        withParameter(plainUrl(operation), `${encodeURIComponent(name)}=1`)
      )
      expectProblem(every, response, 'unknown_parameter')
      const [error] = response.json().errors
      every.equal(error?.pointer, `/query/${name}`, `${operation.operationId} ${name}`)
      every.same(error?.allowed, allowed, `${operation.operationId} ${name}`)
    }
  }
})

testEvery('a parameter that is empty, or has one value and is given twice', async (t, every) => {
  const { app } = await buildTestApp(t, { data: 'starter' })
  for (const operation of someOf(await readsOf(app), 5)) {
    for (const { name, schema, example = 'x' } of operation.parameters.filter(
      (one) => one.in === 'query'
    )) {
      const others = plainUrl({
        ...operation,
        parameters: operation.parameters.filter((one) => one.name !== name)
      })
      const value = encodeURIComponent([example].flat().join(','))
      const pointer = `/query/${name}`
      const allowed = documentedFor(app, operation.path, pointer)
      const refused = {
        [`${name}=`]: EMPTY,
        [name]: EMPTY,
        ...(schema.type !== 'array' && { [`${name}=${value}&${name}=${value}`]: TWICE })
      }
      for (const [query, message] of Object.entries(refused)) {
        const response = await app.inject(withParameter(others, query))
        expectWhole(every, response, 'invalid_parameter', {
          detail: `${pointer}: ${message}`,
          errors: [{ pointer, message, allowed }]
        })
      }
    }
  }
})

testEvery('a wrong method on any address is 405 with the methods it has', async (t, every) => {
  const { app } = await buildTestApp(t, { data: 'starter' })
  const writes = (await operationsOf(app)).filter(({ method }) => method !== 'GET')
  const methods = (path: string) => [
    'GET',
    'HEAD',
    'OPTIONS',
    ...writes.filter((one) => one.path === path).map(({ method }) => method)
  ]
  const documented = (await readsOf(app)).map((operation): [string, string[]] => [
    plainUrl(operation),
    methods(operation.path).sort()
  ])
  const csv = (await listsOf(app)).map((operation) => csvUrl(plainUrl(operation)))
  const geo = (await geoReadsOf(app)).map(plainUrl)
  const pages = ['/', '/openapi.json', '/openapi.yaml', '/docs', '/docs/']
  const others = [...csv, ...geo, ...pages].map((url): [string, string[]] => [url, methods('')])
  for (const [url, allowed] of someOf([...documented, ...others], 10)) {
    const wrong = ['POST', 'PUT', 'PATCH', 'DELETE', 'TRACE', 'PROPFIND', 'QUERY', 'MKCOL'].filter(
      (method) => !allowed.includes(method)
    )
    for (const method of wrong as HTTPMethods[]) {
      const response = await app.inject({ method, url } as InjectOptions)
      every.equal(response.statusCode, 405, `${method} ${url}: ${response.statusCode}`)
      every.equal(response.headers.allow, allowed.join(', '), `${method} ${url}`)
      const { message } = response.json().errors[0] ?? {}
      const errors = [{ pointer: '/method', message, allowed }]
      expectWhole(every, response, 'method_not_allowed', { errors })
    }
  }
  const payload = '{"not json'
  const typed = await app.inject({
    method: 'POST',
    url: '/v1/countries',
    payload,
    headers: { 'content-type': 'application/json' }
  })
  expectProblem(every, typed, 'method_not_allowed')
})

testEvery('a type that cannot be served is 406 with those that can', async (t, every) => {
  const { app } = await buildTestApp(t, { data: 'starter' })
  const apart = [...(await csvReadsOf(app)), ...(await geoReadsOf(app))]
  const forms = new Set(apart.map(({ path }) => path))
  // The types of citations are tested in test/citations.
  const reads = (await readsOf(app)).filter(({ path }) => !path.endsWith('/citation'))
  for (const operation of someOf(reads, 5)) {
    const types = [
      ...(forms.has(geoUrl(operation.path)) ? ['application/geo+json'] : []),
      'application/json',
      ...(forms.has(csvUrl(operation.path)) ? ['text/csv'] : []),
      ...(/^\/(problems|v1$)/.test(operation.path) ? ['text/html'] : [])
    ]
    for (const accept of [
      'image/png',
      'text/plain',
      'application/json;q=0, text/csv;q=0, text/html;q=0',
      ...(forms.has(geoUrl(operation.path)) ? [] : ['application/geo+json'])
    ]) {
      const response = await app.inject({ url: plainUrl(operation), headers: { accept } })
      expectProblem(every, response, 'not_acceptable')
      const [error] = response.json().errors
      every.equal(error.pointer, '/header/accept', `${operation.operationId}: ${accept}`)
      every.same(error.allowed.sort(), types, `${operation.operationId}: ${accept}`)
    }
    for (const accept of ['*/*', 'application/*', 'application/json', 'image/png, */*;q=0.1']) {
      const response = await app.inject({ url: plainUrl(operation), headers: { accept } })
      every.equal(response.statusCode, 200, `${operation.operationId}: ${accept}`)
      every.equal(
        response.headers['content-type'],
        'application/json; charset=utf-8',
        `${operation.operationId}: ${accept}`
      )
    }
  }
})

testEvery(
  'a type is found in any case and with the parameters its answer has',
  async (t, every) => {
    const { app } = await buildTestApp(t, { data: 'starter' })
    const wanted = {
      'application/json; charset=utf-8': 'json',
      'Application/JSON': 'json',
      'text/csv; header=present': 'csv',
      'TEXT/CSV;charset=utf-8': 'csv'
    }
    for (const [accept, format] of Object.entries(wanted)) {
      const response = await app.inject({ url: '/v1/metrics', headers: { accept } })
      every.equal(response.statusCode, 200, accept)
      every.match(response.headers['content-type'], format, accept)
    }
  }
)

testEvery('addresses that are not text', async (t, every) => {
  const { app } = await buildTestApp(t, { data: 'starter' })
  for (const wrong of [
    '%ff',
    '%',
    '%2',
    '%zz',
    '%c0%af',
    '%ed%a0%80',
    '%00',
    '%0a',
    '%0D',
    '%1f',
    '%7f'
  ]) {
    for (const url of [
      `/${wrong}`,
      `/v1/${wrong}`,
      `/v1/metrics/${wrong}`,
      `/v1/metrics/goods_trade${wrong}`,
      `/v1/metrics?q=${wrong}`
    ]) {
      expectProblem(every, await app.inject(url), 'invalid_url')
    }
    for (const url of [`/v1/metrics?${wrong}=1`, `/v1/metrics.csv?q=a${wrong}`, `/docs/${wrong}`]) {
      expectProblem(every, await app.inject(url), 'invalid_url')
    }
  }
})

t.test('addresses that are too long', async (t) => {
  const { app } = await buildTestApp(t, { data: 'starter' })
  const ofLength = (start: string, length: number) => start + 'a'.repeat(length - start.length)
  expectProblem(t, await app.inject(ofLength('/v1/metrics?q=', 4_097)), 'url_too_long')
  expectProblem(t, await app.inject(ofLength('/v1/metrics/', 4_097)), 'url_too_long')
  expectProblem(t, await app.inject(ofLength('/', 100_000)), 'url_too_long')
  t.equal(
    (await app.inject(ofLength('/v1/metrics?q=', 4_096))).statusCode,
    400,
    'the longest is looked at'
  )
  t.equal(
    (await app.inject(ofLength('/v1/metrics/', 4_096))).statusCode,
    404,
    'the longest is looked at'
  )
})

testEvery('a body that is too large', async (t, every) => {
  const { app } = await buildTestApp(t, { data: 'starter' })
  const headers = { 'content-length': MORE_THAN_A_MEBIBYTE, 'content-type': 'application/json' }
  for (const url of ['/v1/countries', '/v1/countries/KAZ', '/v1/metrics.csv']) {
    expectProblem(every, await app.inject({ url, headers }), 'body_too_large')
    const post = await app.inject({ method: 'POST', url, headers })
    expectProblem(every, post, 'method_not_allowed')
  }
  const post = await app.inject({
    method: 'POST',
    url: '/v1/nothing',
    headers,
    payload: ' '.repeat(Number(MORE_THAN_A_MEBIBYTE))
  })
  expectProblem(every, post, 'not_found')
  every.equal(
    (await app.inject({ url: '/v1/metrics', payload: '{}', headers: { 'content-type': 'x/y' } }))
      .statusCode,
    200,
    'a small one is ignored'
  )
})

testEvery('what is checked first', async (t, every) => {
  const { app } = await buildTestApp(t, { data: 'starter' })
  const long = 'a'.repeat(5_000)
  const first: [ProblemCode, InjectOptions][] = [
    ['url_too_long', { url: `/v1/nothing?q=${long}%ff`, method: 'DELETE', headers: IMAGE }],
    ['url_too_long', { url: `/v1/metrics?q=${long}`, method: 'DELETE', headers: IMAGE }],
    ['url_too_long', { url: `/v1/metrics/%ff${long}` }],
    ['invalid_url', { url: '/v1/nothing?q=%00', method: 'DELETE', headers: IMAGE }],
    ['invalid_url', { url: '/v1/metrics?limit=0&q=%ff', method: 'DELETE', headers: IMAGE }],
    ['not_found', { url: '/v1/nothing?limit=0', method: 'DELETE', headers: IMAGE }],
    ['not_found', { url: '/v1/metrics/?limit=0', method: 'DELETE', headers: IMAGE }],
    ['method_not_allowed', { url: '/v1/metrics?limit=0', method: 'DELETE', headers: IMAGE }],
    ['method_not_allowed', { url: '/v1/metrics/nothing?x=1', method: 'PUT', headers: IMAGE }],
    ['not_acceptable', { url: '/v1/metrics?x=1', method: 'POST', headers: IMAGE }],
    ['not_acceptable', { url: '/v1/metrics/nothing?x=1', method: 'DELETE', headers: IMAGE }],
    ['writing_off', { url: '/v1/metrics/nothing?x=1', method: 'DELETE' }],
    ['not_acceptable', { url: '/v1/metrics?limit=0', headers: IMAGE }],
    ['not_acceptable', { url: '/v1/metrics/goods_trade?x=1', headers: IMAGE }],
    ['invalid_parameter', { url: '/v1/observations?limit=0&metric=nothing' }]
  ]
  for (const [code, request] of first) {
    const response = await app.inject(request)
    every.equal(
      response.json().code,
      code,
      `${request.method ?? 'GET'} ${String(request.url).slice(0, 50)}`
    )
    expectProblem(every, response, code)
  }
})

testEvery('a thrown exception tells nothing of the inside', async (t, every) => {
  const { app, store } = await buildTestApp(t, { data: 'starter' })
  const operations = await readsOf(app)
  const lists = await listsOf(app)
  store.snapshot = () =>
    Promise.reject(
      Object.assign(new Error('SQLITE_CORRUPT: /srv/secret.db'), { code: 'SQLITE_CORRUPT' })
    )
  const data = operations.filter(({ path }) => path.startsWith('/v1/'))
  every.ok(data.length >= 15)
  for (const url of [...data.map(exampleUrl), ...lists.map(plainUrl).map(csvUrl), '/']) {
    const response = await app.inject(url)
    expectWhole(every, response, 'internal', {
      detail: 'The request could not be answered. It has been logged.'
    })
    every.notMatch(response.body, /SQLITE|secret|Error:|node_modules|\.ts\b/, url)
  }
})

testEvery('whatever is thrown becomes a problem', async (t, every) => {
  const thrown = [
    new TypeError('secret'),
    'secret',
    null,
    Object.assign(new Error('secret'), { statusCode: 502 }),
    { method: 'secret' }
  ]
  const { app } = await buildTestApp(t, { own: true })
  for (const [position, error] of thrown.entries())
    app.get(`/throw/${position}`, async () => Promise.reject(error))
  for (const [position] of thrown.entries()) {
    const response = await app.inject(`/throw/${position}`)
    expectWhole(every, response, 'internal')
    every.notMatch(response.body, /secret/)
  }
})

testEvery('the type of every problem leads to its explanation', async (t, every) => {
  const { app } = await buildTestApp(t)
  const list = (await app.inject('/problems')).json().data
  every.same(
    new Set(list.map(({ code }: { code: string }) => code)),
    new Set(Object.keys(PROBLEMS))
  )
  for (const [code, { status, title, explanation }] of Object.entries(PROBLEMS)) {
    const { statusCode, headers, body } = await app.inject(`/problems/${code}`)
    every.equal(statusCode, 200, code)
    every.match(headers['content-type'], /^application\/json/, code)
    every.same(JSON.parse(body), { data: { code, status, title, explanation } })
    const page = await app.inject({
      url: `/problems/${code}`,
      headers: { accept: 'text/html,application/xhtml+xml,*/*;q=0.8' }
    })
    every.match(page.headers['content-type'], /^text\/html/, code)
    every.match(page.body, new RegExp(`<code>${code}</code>`), code)
  }
})

t.test('a file that a plugin looks for and does not find is a problem too', async (t) => {
  const { app } = await buildTestApp(t)
  expectProblem(t, await app.inject('/docs/static/nothing.js'), 'not_found')
})

testEvery('web pages can read every error', async (t, every) => {
  const { app } = await buildTestApp(t, {
    settings: { RATE_LIMIT: '6', CORS_ORIGIN: 'https://a.example, https://b.example' }
  })
  const headers = { origin: 'https://b.example' }
  const requests = [
    { url: '/v1/metrics/%ff' },
    { url: '/v1/nothing' },
    { url: '/v1/nothing', method: 'OPTIONS' },
    { url: '/v1/countries', method: 'POST' },
    { url: '/v1/metrics?limit=0' },
    { url: '/v1/metrics/nothing' },
    { url: '/v1/metrics', headers: { accept: 'image/png' } },
    { url: '/v1/metrics' },
    { url: '/v1/metrics' }
  ] as const
  const seen = new Set<number>()
  for (const request of requests) {
    const response = await app.inject({
      ...request,
      headers: { ...headers, ...('headers' in request ? request.headers : {}) }
    })
    seen.add(response.statusCode)
    every.equal(
      response.headers['access-control-allow-origin'],
      'https://b.example',
      `${response.statusCode} ${request.url}`
    )
    every.equal(
      response.headers['access-control-expose-headers'],
      '*',
      `${response.statusCode} ${request.url}`
    )
    every.equal(
      response.headers['x-content-type-options'],
      'nosniff',
      `${response.statusCode} ${request.url}`
    )
  }
  every.same([...seen].sort(), [200, 400, 404, 405, 406, 429])
})

testEvery(
  '`try` is a request that works: with a wrong value mended or left out, without what there ' +
    'is not',
  async (t, every) => {
    const { app } = await buildTestApp(t, { data: 'starter' })
    for (const operation of someOf(await readsOf(app), 5)) {
      const { parameters } = operation
      const wrong = parameters
        .filter((one) => one.in === 'query')
        .map(({ name, required }) => ({ name, required }))
      for (const { name, required } of [...wrong, { name: 'no_such_parameter', required: false }]) {
        const plain = required ? examplePath(operation) : plainUrl(operation)
        const refused = await app.inject(withParameter(plain, `${name}=`))
        every.equal(refused.statusCode, 400, `${plain} ${name}`)
        const works = refused.json().try
        // Nobody else can know the figure to check.
        if (works === null && operation.path.startsWith('/v1/check')) continue
        every.type(works, 'string', `${plain} ${name}`)
        // One parameter needs another beside it, which nobody gave.
        const { statusCode, body } = await app.inject(works)
        if (operation.operationId === 'listObservations' && name.startsWith('latest'))
          every.equal(statusCode, 400, works)
        else every.equal(statusCode, 200, `${works}: ${statusCode === 200 ? '' : body}`)
      }
    }
  }
)

testEvery(
  '`try` has the nearest id in place of an unknown one, and is null where none is near',
  async (t, every) => {
    const { app } = await buildTestApp(t, { data: 'starter' })
    const cases: [string, string | null][] = [
      ['/v1/observations?metric=good_trade&limit=2', '/v1/observations?metric=goods_trade&limit=2'],
      [
        '/v1/forecasts?metric=good_trade&subject=PAK,KAZ',
        '/v1/forecasts?metric=goods_trade&subject=PAK,KAZ'
      ],
      ['/v1/observations?metric=xyzzy', null],
      ['/v1/metrics/Goods_trade', '/v1/metrics/goods_trade'],
      ['/v1/metrics/good_trade', '/v1/metrics/goods_trade'],
      ['/v1/observations/c0392?names=en', '/v1/observations/C0392?names=en'],
      ['/v1/observations/c0392/history', '/v1/observations/C0392/history'],
      ['/v1/observations/c0392/history.csv', '/v1/observations/C0392/history.csv'],
      ['/v1/projections/p001/progress.csv', '/v1/projections/P001/progress.csv'],
      ['/v1/entities/karachi-prt', '/v1/entities/karachi-port'],
      ['/v1/entities/xyzzy', null],
      ['/v1/metrics/trade', null],
      [
        '/v1/observations?latest_by_author=2',
        '/v1/observations?latest_by_author=2&metric=goods_trade'
      ],
      [
        '/v1/observations?sort=value&limit=2',
        '/v1/observations?sort=value&limit=2&metric=goods_trade'
      ],
      ['/v1/observations?sort=value&metric=goods_trade,lpi_score', null],
      ['/nowhere', null]
    ]
    for (const [url, works] of cases) {
      every.equal((await app.inject(url)).json().try, works, url)
      if (works) every.equal((await app.inject(works)).statusCode, 200, works)
    }
  }
)

testEvery('`try` mends what is wrong and keeps the rest as it was asked', async (t, every) => {
  const { app } = await buildTestApp(t, { data: 'starter' })
  const metric = (await readsOf(app))
    .find(({ path }) => path === '/v1/forecasts')
    ?.parameters.find(({ name }) => name === 'metric')
  const example = String(metric?.example)
  const cases: [what: string, url: string, works: string][] = [
    ['a missing parameter', '/v1/forecasts', `/v1/forecasts?metric=${example}`],
    [
      'a missing parameter beside others',
      '/v1/forecasts?horizon=3',
      `/v1/forecasts?horizon=3&metric=${example}`
    ],
    [
      'a parameter given twice',
      '/v1/metrics?limit=5&topic=trade&limit=5',
      '/v1/metrics?limit=100&topic=trade'
    ],
    ['the same unknown one twice', '/v1/metrics?x=1&x=2&limit=5', '/v1/metrics?limit=5'],
    [
      'all wrong at once',
      '/v1/forecasts?horizon=0&level=1&method=best&limit=0',
      `/v1/forecasts?horizon=5&limit=20&metric=${example}`
    ],
    [
      'wrong and unknown ones at once',
      '/v1/metrics?limit=0&topic=nope&x=1&q=port',
      '/v1/metrics?limit=100&q=port'
    ],
    ['a wrong value without an example', '/v1/metrics?cursor=&limit=5', '/v1/metrics?limit=5'],
    ['CSV', '/v1/metrics.csv?limit=0', '/v1/metrics.csv?limit=100'],
    ['an address without any parameter', '/v1/metrics/goods_trade?x=1', '/v1/metrics/goods_trade'],
    [
      'blanks and signs',
      '/v1/metrics?limit=0&q=a+b%2Bc%26d%3D%C3%A9',
      '/v1/metrics?limit=100&q=a%20b%2Bc%26d%3D%C3%A9'
    ],
    [
      'lists',
      '/v1/observations?limit=0&subject=PAK,KAZ',
      '/v1/observations?limit=100&subject=PAK,KAZ'
    ],
    [
      'names that every object has',
      '/v1/metrics?__proto__=1&constructor=2&=3&limit=5',
      '/v1/metrics?limit=5'
    ],
    ['names with signs', '/v1/metrics?a%2Fb=1&a~1b=2&%3F=3&limit=5', '/v1/metrics?limit=5'],
    ['an empty item of a list', '/v1/observations?subject=RUS,', '/v1/observations?subject=RUS'],
    ['a word with a letter wrong', '/v1/observations?mode=raul', '/v1/observations?mode=rail'],
    ['a word in small letters', '/v1/observations?status=a', '/v1/observations?status=A'],
    ['a word that is none', '/v1/observations?names=Klingon', '/v1/observations'],
    ['a period that is none', '/v1/observations?from=2023-2024&limit=5', '/v1/observations?limit=5']
  ]
  for (const [what, url, works] of cases) {
    const refused = await app.inject(url)
    every.same([refused.statusCode, refused.json().try], [400, works], what)
    every.equal((await app.inject(works)).statusCode, 200, `${what}: ${works}`)
  }
})

testEvery(
  '`try` is null where nobody can tell: more than parameters is wrong, or the address would ' +
    'be too long',
  async (t, every) => {
    const { app } = await buildTestApp(t, { data: 'starter' })
    const long = (marks: number) => `/v1/metrics?limit=0&cursor=${'?'.repeat(marks)}`
    // Each question mark becomes three characters: 29 and 3 · 1,355 are 4,094 of 4,096, and one
    // more is too long.
    const fits = `/v1/metrics?limit=100&cursor=${'%3F'.repeat(1_355)}`
    every.equal(fits.length, 4_094)
    every.equal((await app.inject(long(1_355))).json().try, fits)
    const requests: InjectOptions[] = [
      { url: long(1_356) },
      { url: `/v1/metrics?q=${'a'.repeat(4_097)}` },
      { url: '/v1/metrics?q=%ff' },
      { url: '/v1/metrics?limit=0', method: 'DELETE' },
      { url: '/v1/metrics?limit=0', headers: IMAGE },
      // Which of the two dates is wrong?
      { url: '/v1/observations?from=2024&to=2020' },
      { url: '/v1/observations?cursor=nonsense' }
    ]
    for (const request of requests) {
      const response = await app.inject(request)
      every.ok(response.statusCode >= 400, String(request.url).slice(0, 60))
      every.equal(
        response.json().try,
        null,
        `${request.method ?? 'GET'} ${String(request.url).slice(0, 60)}`
      )
    }
  }
)

testEvery('`try` works, or is null, however much is wrong', async (t, every) => {
  const { app } = await buildTestApp(t, { data: 'starter' })
  const urls = {
    'one unknown side of a pair': '/v1/observations?between=PAK,KAZX',
    'two unknown sides of a pair': '/v1/projections?between=PAKI,KAZA',
    'more unknown parameters than are named': `/v1/metrics?${Array.from({ length: 21 }, (_, index) => `x${index}=1`).join('&')}`,
    'an unknown parameter whose name is cut': `/v1/metrics?${'x'.repeat(101)}=1`
  }
  for (const [what, url] of Object.entries(urls)) {
    const works: string | null = (await app.inject(url)).json().try
    const status = works === null ? 200 : (await app.inject(works)).statusCode
    every.equal(status, 200, `${what}: ${works?.slice(0, 80)}`)
  }
})
