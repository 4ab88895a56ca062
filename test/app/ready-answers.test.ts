// Ready answers are given in front of the router. They are the same as those of the routes: each
// header and each byte, over all operations, formats and encodings.
import { once } from 'node:events'
import { type IncomingMessage, request } from 'node:http'
import type { AddressInfo } from 'node:net'
import { buffer } from 'node:stream/consumers'
import type { FastifyInstance } from 'fastify'
import t, { type Test } from 'tap'
import type { CountedAnswer } from '../../src/telemetry/telemetry.ts'
import { buildTestApp } from '../helpers/app.ts'
import { someOf } from '../helpers/random.ts'
import { insertRows } from '../helpers/rows.ts'
import { testEvery } from '../helpers/test-every.ts'
import {
  csvUrl,
  exampleUrl,
  geoReadsOf,
  listsOf,
  plainUrl,
  readsOf,
  withParameter
} from './operations.ts'

type Sent = { status: number | undefined; headers: string[]; body: string; from: string }
type Asker = (url: string, headers?: Record<string, string>) => Promise<Sent>

/** Of one request, or of the connection. */
const OF_ONE_REQUEST = new Set(['date', 'x-request-id'])
/** The routes look at each request that announces a body. */
const THE_LONG_WAY = { 'content-length': '0' }
const ENCODINGS = ['identity', 'gzip', 'br', 'gzip, deflate, br', '*']

/** A service that listens, and a client that also says where an answer came from. */
async function listen(
  t: Test,
  settings: Parameters<typeof buildTestApp>[1] = { data: 'starter' }
): Promise<{ ask: Asker } & Awaited<ReturnType<typeof buildTestApp>>> {
  const counted: CountedAnswer[] = []
  const telemetry = {
    countAnswer: (answer: CountedAnswer) => counted.push(answer),
    countRefusal() {},
    watch() {}
  }
  const made = await buildTestApp(t, { ...settings, telemetry, own: true })
  await made.app.listen({ port: 0 })
  const { port } = made.app.server.address() as AddressInfo
  // The store in memory is confirmed by its own poll, which a busy machine may delay.
  made.store.isFresh = () => true
  const ask: Asker = async (url, headers = {}) => {
    const before = counted.length
    const [response]: [IncomingMessage] = (await once(
      request({ port, path: url, headers }).end(),
      'response'
    )) as never
    const body = await buffer(response)
    while (counted.length === before) await new Promise(setImmediate)
    return {
      status: response.statusCode,
      headers: headersOf(response),
      body: body.toString('base64'),
      from: counted.at(-1)?.from ?? ''
    }
  }
  return { ...made, ask }
}

function headersOf({ rawHeaders }: IncomingMessage): string[] {
  return rawHeaders
    .map((name, index) => `${name.toLowerCase()}: ${rawHeaders[index + 1]}`)
    .filter((line, index) => index % 2 === 0 && !OF_ONE_REQUEST.has(line.split(':')[0] ?? ''))
    .sort()
}

/** What may be kept, but what has a state of its own, and streams. */
async function keepable(app: FastifyInstance): Promise<string[]> {
  const isKept = ({ path }: { path: string }) =>
    !/^\/health|^\/v1\/imports|^\/v1\/sources\/\{/.test(path)
  const read = [...(await readsOf(app)), ...(await geoReadsOf(app))]
  const documented = read.filter(isKept).map(exampleUrl)
  const csv = (await listsOf(app))
    .filter(isKept)
    .map((operation) => withParameter(csvUrl(plainUrl(operation)), 'limit=5'))
  const pages = ['/', '/gwadar', '/policy', '/problems', '/openapi.json', '/openapi.yaml']
  return [...someOf([...documented, ...csv], 6), ...pages]
}

testEvery('a ready answer is that of the route, header by header', async (t, every) => {
  const { app, ask } = await listen(t)
  for (const url of await keepable(app)) {
    for (const encoding of ENCODINGS) {
      const asked = { 'accept-encoding': encoding }
      const first = await ask(url, asked)
      const again = await ask(url, asked)
      every.equal(first.status, 200, url)
      every.equal(again.from, 'memory', `${url} ${encoding}`)
      every.same(again, { ...first, from: 'memory' }, `${url} ${encoding}`)
    }
  }
})

testEvery('a ready 304 is that of the route, header by header', async (t, every) => {
  const { app, ask } = await listen(t)
  for (const url of await keepable(app)) {
    const { headers } = await ask(url)
    const etag = headers.find((line) => line.startsWith('etag: '))?.slice(6) ?? ''
    for (const known of [etag, `"other", ${etag}`, etag.replace('W/', '')]) {
      const asked = { 'if-none-match': known }
      const route = await ask(url, { ...asked, ...THE_LONG_WAY })
      const ready = await ask(url, asked)
      every.equal(route.status, 304, url)
      every.equal(ready.from, 'memory', url)
      every.same(ready, { ...route, from: 'memory' }, url)
    }
    every.equal((await ask(url, { 'if-none-match': '"other"' })).status, 200, url)
  }
})

t.test('a 304 is ready without an answer before it', async (t) => {
  const { app, ask } = await listen(t)
  const { etag } = (await app.inject({ method: 'HEAD', url: '/v1/metrics' })).headers
  const known = { 'if-none-match': String(etag) }
  t.match(await ask('/v1/metrics', known), { status: 304, from: 'service' })
  t.match(await ask('/v1/metrics', known), { status: 304, from: 'memory' })
  t.match(await ask('/v1/metrics'), { status: 200, from: 'service' }, 'there are no bytes yet')
  t.match(await ask('/v1/metrics'), { status: 200, from: 'memory' })
  t.match(await ask('/v1/metrics', { 'if-none-match': '*' }), { status: 304, from: 'service' })
})

t.test('a new revision makes all of the data anew, and nothing of the software', async (t) => {
  const { store, ask } = await listen(t)
  for (const url of ['/v1/sources', '/openapi.json']) await ask(url)
  await insertRows(store, { source: [{ id: 'another' }], metric: [], scenario: [], entity: [] })
  t.match(await ask('/openapi.json'), { from: 'memory' })
  const first = await ask('/v1/sources')
  t.equal(first.from, 'service')
  t.ok(Buffer.from(first.body, 'base64').includes('"another"'), 'the new source is there')
  t.match(await ask('/v1/sources'), { ...first, from: 'memory' })
})

t.test('the routes answer if the revision was not confirmed lately', async (t) => {
  const { store, ask } = await listen(t)
  await ask('/v1/metrics')
  store.isFresh = () => false
  t.match(await ask('/v1/metrics'), { status: 200, from: 'service' })
})

t.test('other spellings of one question share its bytes', async (t) => {
  const { ask } = await listen(t)
  const url = '/v1/observations?metric=goods_trade,goods_exports'
  await ask(url)
  t.match(await ask('/v1/observations?metric=goods_trade&metric=goods_exports'), {
    from: 'service'
  })
  t.match(await ask('/v1/observations?metric=goods_trade&metric=goods_exports'), { from: 'memory' })
  t.match(await ask(url, { accept: 'application/json' }), { from: 'service' }, 'another header')
})

t.test('an answer with a state that makes no revision is not kept', async (t) => {
  const { ask } = await listen(t)
  const url = '/v1/observations?metric=goods_trade&as_of=2099-01-01'
  for (const _ of [1, 2]) t.match(await ask(url), { status: 200, from: 'service' })
})

t.test('refusals are never kept', async (t) => {
  const { ask } = await listen(t)
  for (const url of ['/v1/metrics/nothing', '/v1/metrics?limit=0', '/nothing'])
    for (const _ of [1, 2]) t.match(await ask(url), { from: 'service' }, url)
})

t.test('an origin decides, where only some may read', async (t) => {
  const settings = { CORS_ORIGIN: 'https://a.example' }
  const { ask } = await listen(t, { data: 'starter', settings })
  const allowed = { origin: 'https://a.example' }
  for (const _ of [1, 2]) {
    const { headers, from } = await ask('/v1/metrics', allowed)
    t.equal(from, 'service')
    t.ok(headers.includes('access-control-allow-origin: https://a.example'))
  }
  t.match(await ask('/v1/metrics'), { from: 'service' })
  t.match(await ask('/v1/metrics'), { from: 'memory' })
})

t.test('the limit of requests counts ready answers; 304s are free', async (t) => {
  const { ask } = await listen(t, { data: 'starter', settings: { RATE_LIMIT: '3' } })
  const left = ({ headers }: Sent) => headers.find((line) => line.startsWith('ratelimit: '))
  const first = await ask('/v1/metrics')
  const etag = first.headers.find((line) => line.startsWith('etag: '))?.slice(6) ?? ''
  t.match(left(first), 'r=2')
  const second = await ask('/v1/metrics')
  t.match([left(second), second.from], ['r=1', 'memory'])
  const known = await ask('/v1/metrics', { 'if-none-match': etag })
  t.match([known.status, left(known), known.from], [304, 'r=1', 'memory'])
  t.match(left(await ask('/v1/metrics')), 'r=0')
  t.match(await ask('/v1/metrics'), { status: 429, from: 'service' })
})

t.test('no answer repeats a host that the address names', async (t) => {
  const { ask } = await listen(t)
  const plain = await ask('/v1/metrics?limit=1')
  for (const from of ['service', 'memory']) {
    const { headers, body } = await ask('http://evil.example/v1/metrics?limit=1')
    t.same({ headers, body }, { headers: plain.headers, body: plain.body }, from)
  }
  const refused = await ask('http://evil.example/v1/metrics?limit=0')
  t.notMatch(Buffer.from(refused.body, 'base64').toString(), /evil/)
})
