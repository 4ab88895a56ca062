// Conditional requests and cache lifetimes, over every operation, its CSV form and the pages.
import { brotliDecompressSync, gunzipSync } from 'node:zlib'
import type { FastifyInstance } from 'fastify'
import t, { type Test } from 'tap'
import { buildApp } from '../../src/app.ts'
import { readConfig } from '../../src/config.ts'
import { connectSqlite } from '../../src/db/sqlite/connect.ts'
import { sqliteStore } from '../../src/db/sqlite/store.ts'
import { buildTestApp } from '../helpers/app.ts'
import { expectProblem } from '../helpers/problem.ts'
import { someOf } from '../helpers/random.ts'
import { insertRows } from '../helpers/rows.ts'
import { starterFile } from '../helpers/starter.ts'
import { testEvery } from '../helpers/test-every.ts'
import { until } from '../server/process.ts'
import {
  csvUrl,
  exampleUrl,
  geoReadsOf,
  listsOf,
  plainUrl,
  readsOf,
  withParameter
} from './operations.ts'
import { recordStatements } from './statements.ts'

const LIFETIME = 'public, max-age=60, s-maxage=60, stale-while-revalidate=300'
const PLAIN_LIFETIME = 'public, max-age=60, stale-while-revalidate=300'
const WEAK_TAG = /^W\/"[\w-]{10,}"$/

const isKept = ({ path }: { path: string }) =>
  !path.startsWith('/health') && !path.startsWith('/v1/imports')

/**
 * Everything that may be kept, at its full address; of CSV some rows, or all as a stream. What is
 * asked for health, and imports, which may be refused at any time, are never kept.
 */
async function cacheable(app: FastifyInstance, rows: 'some' | 'all' = 'some'): Promise<string[]> {
  const read = [...(await readsOf(app)), ...(await geoReadsOf(app))]
  const documented = read.filter(isKept).map(exampleUrl)
  const whole = (await listsOf(app)).filter(isKept).map((operation) => csvUrl(plainUrl(operation)))
  const csv = rows === 'all' ? whole : whole.map((url) => withParameter(url, 'limit=5'))
  return [...someOf([...documented, ...csv], 5), '/', '/openapi.json', '/openapi.yaml']
}

/** One more source: enough to make a revision. */
async function importMore(
  store: Parameters<typeof insertRows>[0],
  id = 'another-paper'
): Promise<void> {
  await insertRows(store, { source: [{ id }], metric: [], scenario: [], entity: [] })
}

/**
 * As in operation: the app reads a file through a connection of its own, imports come through
 * another.
 */
async function buildOnFile(t: Test) {
  const file = await starterFile(t)
  const writer = sqliteStore(connectSqlite(file))
  const app = await buildApp({
    shedLoad: false,
    store: sqliteStore(connectSqlite(file, { readonly: true })),
    config: readConfig({ ACCESS_LOG: 'off' }, '/dev/null')
  })
  t.teardown(async () => {
    await app.close()
    await writer.close()
  })
  return { app, writer }
}

testEvery('answers carry a weak tag, a lifetime and what they vary with', async (t, every) => {
  const { app } = await buildTestApp(t, { data: 'starter' })
  const tags = new Map<string, string>()
  for (const url of await cacheable(app)) {
    const { statusCode, headers } = await app.inject(url)
    every.equal(statusCode, 200, url)
    every.match(headers.etag, WEAK_TAG, url)
    // What tells a state lives no longer in shared caches than in browsers.
    const isState = /^\/v1\/sources\/[^/?.]+$/.test(url)
    every.equal(headers['cache-control'], isState ? PLAIN_LIFETIME : LIFETIME, url)
    const compressed = await app.inject({ url, headers: { 'accept-encoding': 'gzip' } })
    for (const line of [headers.vary, compressed.headers.vary]) {
      const vary = String(line).split(/,\s*/)
      every.ok(
        vary.includes('Accept') && vary.includes('Accept-Encoding'),
        `${url} varies with ${vary}`
      )
      every.equal(
        vary.length,
        new Set(vary.map((name) => name.toLowerCase())).size,
        `${url} names each once: ${vary}`
      )
    }
    every.notOk(
      tags.has(String(headers.etag)),
      `${url} has a tag of its own, not that of ${tags.get(String(headers.etag))}`
    )
    tags.set(String(headers.etag), url)
    every.equal((await app.inject(url)).headers.etag, headers.etag, `${url}: the same again`)
    every.equal(compressed.headers.etag, headers.etag, `${url}: the same compressed`)
  }
})

testEvery('health is never kept', async (t, every) => {
  const { app } = await buildTestApp(t, { data: 'starter' })
  for (const url of ['/health/live', '/health/ready']) {
    const { statusCode, headers } = await app.inject({ url, headers: { 'if-none-match': '*' } })
    every.equal(statusCode, 200, url)
    every.equal(headers['cache-control'], 'no-store', url)
    every.notOk('etag' in headers, url)
  }
})

testEvery('304 for a tag that holds: no body, no statement', async (t, every) => {
  const { app, store, client } = await buildTestApp(t, { data: 'starter' })
  // The tag of a source has a state that makes no revision (test/sources/get-source.test.ts).
  const urls = (await cacheable(app)).filter((url) => !/^\/v1\/sources\/[^/]+$/.test(url))
  const tags = new Map<string, string>()
  for (const url of urls) tags.set(url, String((await app.inject(url)).headers.etag))
  const executed = recordStatements(t, client)
  const snapshot = store.snapshot
  // Who was not confirmed lately asks the data (test/db/freshness.test.ts); how long these requests
  // take must make no difference.
  store.isFresh = () => true
  for (const [url, tag] of tags) {
    const opaque = tag.replace('W/', '')
    for (const header of [tag, opaque, `"other", ${tag}`, `W/"a",${opaque}  , "b"`]) {
      for (const method of ['GET', 'HEAD'] as const) {
        store.snapshot = () => Promise.reject(new Error('a 304 asks no data'))
        const response = await app.inject({ method, url, headers: { 'if-none-match': header } })
        store.snapshot = snapshot
        every.equal(response.statusCode, 304, `${method} ${url}: ${header}`)
        every.equal(response.body, '', url)
        every.equal(response.headers.etag, tag, url)
        every.equal(response.headers['cache-control'], LIFETIME, url)
        every.match(response.headers.vary, /Accept.*Accept-Encoding/, url)
        every.notOk(
          'content-type' in response.headers || Number(response.headers['content-length'] ?? 0) > 0,
          `${url}: nothing of a body`
        )
      }
    }
  }
  every.same(executed, [], 'no statement')
})

testEvery('200 for a tag that does not hold', async (t, every) => {
  const { app } = await buildTestApp(t, { data: 'starter' })
  const { etag } = (await app.inject('/v1/metrics')).headers
  for (const url of [
    '/v1/sources',
    '/v1/metrics?limit=1',
    '/v1/metrics.csv',
    '/v1/metrics/goods_trade'
  ]) {
    every.equal(
      (await app.inject({ url, headers: { 'if-none-match': etag } })).statusCode,
      200,
      `${url}: the tag of another address`
    )
  }
  const odd = [
    '"',
    '""',
    ',',
    'W/',
    'w/x',
    String(etag).toLowerCase(),
    String(etag).slice(0, -2),
    `${'"a",'.repeat(1_000)}"b"`,
    '"*"',
    'x*'
  ]
  for (const header of odd) {
    const { statusCode } = await app.inject({
      url: '/v1/metrics',
      headers: { 'if-none-match': header }
    })
    every.equal(statusCode, 200, header.slice(0, 30))
  }
})

testEvery('* holds wherever there is an answer, and only there', async (t, every) => {
  const { app } = await buildTestApp(t, { data: 'starter' })
  const headers = { 'if-none-match': '*' }
  for (const url of await cacheable(app)) {
    const response = await app.inject({ url, headers })
    every.equal(response.statusCode, 304, url)
    every.equal(response.body, '', url)
    every.match(response.headers.etag, WEAK_TAG, url)
    every.notOk(
      'content-type' in response.headers ||
        'link' in response.headers ||
        'data-revision' in response.headers ||
        'content-disposition' in response.headers,
      url
    )
  }
  expectProblem(every, await app.inject({ url: '/v1/nothing', headers }), 'not_found')
  for (const { path } of await readsOf(app)) {
    if (path.includes('{'))
      every.equal(
        (await app.inject({ url: path.replace(/\{\w+\}/, 'nothing'), headers })).statusCode,
        404,
        path
      )
  }
  for (const { path, parameters } of await listsOf(app)) {
    const query = parameters.some(({ required, in: place }) => required && place === 'query')
      ? ''
      : '?limit=0'
    const url = path.replace(/\{\w+\}/, 'C0392') + query
    every.equal((await app.inject({ url, headers })).statusCode, 400, url)
  }
  every.equal(
    (await app.inject({ url: '/v1/observations?metric=nothing', headers })).statusCode,
    400,
    'an id that does not exist'
  )
})

testEvery(
  'a change of the catalogue gives new tags to all data, in memory and without a delay',
  async (t, every) => {
    const { app, store } = await buildTestApp(t, { data: 'starter' })
    const before = new Map<string, string>()
    for (const url of await cacheable(app))
      before.set(url, String((await app.inject(url)).headers.etag))
    // What changes only with some parts of the data: parts.test.ts.
    const scenario = [{ id: 'another-scenario' }]
    await insertRows(store, { scenario, source: [], metric: [], entity: [] })
    for (const [url, tag] of before) {
      const response = await app.inject({ url, headers: { 'if-none-match': tag } })
      if (url.startsWith('/problems') || url.startsWith('/openapi')) {
        every.equal(response.statusCode, 304, `${url} does not change with the data`)
        continue
      }
      every.equal(response.statusCode, 200, url)
      every.not(response.headers.etag, tag, url)
      every.match(response.headers.etag, WEAK_TAG, url)
      if (String(response.headers['content-type']).startsWith('application/json'))
        every.equal(response.json().meta.revision, 2, url)
      every.equal(
        (await app.inject({ url, headers: { 'if-none-match': response.headers.etag } })).statusCode,
        304,
        `${url}: the new tag holds`
      )
    }
  }
)

testEvery(
  'imports by another connection: rows, revision and tag of an answer belong together',
  async (t, every) => {
    const { app, writer } = await buildOnFile(t)
    const url = '/v1/sources?q=another-paper'
    const known = new Map<number, unknown>()
    for (let round = 1; round <= 10; round += 1) {
      const early = [app.inject(url), app.inject(url)]
      await importMore(writer, `another-paper-${round}`)
      for (const { statusCode, body, headers } of await Promise.all([...early, app.inject(url)])) {
        every.equal(statusCode, 200)
        const { data, meta } = JSON.parse(body)
        every.equal(
          data.length,
          meta.revision - 1,
          `revision ${meta.revision}: each brought one row`
        )
        every.equal(
          headers.etag,
          known.get(meta.revision) ?? headers.etag,
          `revision ${meta.revision}: one tag`
        )
        known.set(meta.revision, headers.etag)
      }
    }
    every.equal(known.size, new Set(known.values()).size, 'a tag for each revision')
    every.ok(known.has(11), 'the last import is seen at once')
  }
)

t.test('imports by another connection: an old tag stops to hold by itself', async (t) => {
  const { app, writer } = await buildOnFile(t)
  const { etag } = (await app.inject('/v1/metrics')).headers
  await importMore(writer)
  const ask = async () =>
    (await app.inject({ url: '/v1/metrics', headers: { 'if-none-match': etag } })).statusCode
  t.ok(await until(async () => (await ask()) === 200))
})

testEvery('JSON, CSV and HTML of one address have different tags', async (t, every) => {
  const { app } = await buildTestApp(t, { data: 'starter' })
  const tagOf = async (url: string, accept: string) =>
    (await app.inject({ url, headers: { accept } })).headers.etag
  for (const operation of someOf((await listsOf(app)).filter(isKept), 4)) {
    const url = plainUrl(operation)
    const tags = [
      await tagOf(url, 'application/json'),
      await tagOf(url, 'text/csv'),
      await tagOf(csvUrl(url), '*/*')
    ]
    every.equal(new Set(tags).size, 3, url)
    const csv = await app.inject({
      url,
      headers: { accept: 'text/csv', 'if-none-match': tags[0] }
    })
    every.equal(csv.statusCode, 200, `${url}: the tag of the JSON does not hold for the CSV`)
  }
  every.not(await tagOf('/problems', 'application/json'), await tagOf('/problems', 'text/html'))
})

t.test('the order of parameters does not matter', async (t) => {
  const { app } = await buildTestApp(t, { data: 'starter' })
  const one = await app.inject('/v1/observations?metric=goods_trade&between=PAK,KAZ&from=2023')
  const other = await app.inject('/v1/observations?from=2023&metric=goods_trade&between=PAK,KAZ')
  t.equal(one.headers.etag, other.headers.etag)
  t.same(one.json().data, other.json().data)
  const third = await app.inject('/v1/observations?from=2022&metric=goods_trade&between=PAK,KAZ')
  t.not(third.headers.etag, one.headers.etag)
})

testEvery('HEAD is GET without the body', async (t, every) => {
  const { app } = await buildTestApp(t, { data: 'starter' })
  const urls = [
    ...(await cacheable(app, 'all')),
    '/health/live',
    '/v1/nothing',
    '/v1/metrics?limit=0',
    '/v1/metrics/nothing'
  ]
  for (const [index, url] of urls.entries()) {
    for (const encoding of ['identity', index % 2 ? 'gzip' : 'br']) {
      const request = { url, headers: { 'accept-encoding': encoding } }
      const [get, head] = [
        await app.inject(request),
        await app.inject({ ...request, method: 'HEAD' })
      ]
      every.equal(head.statusCode, get.statusCode, url)
      every.equal(head.body, '', `${url}: no body`)
      const packed = 'content-encoding' in get.headers
      every.same(
        comparable(head.headers, packed),
        comparable(get.headers, packed),
        `HEAD ${url} ${encoding}`
      )
      if (packed)
        every.notOk(
          'content-length' in head.headers,
          `HEAD ${url} ${encoding}: no length of another body`
        )
    }
  }
})

testEvery('compressed and plain bodies are the same', async (t, every) => {
  const { app } = await buildTestApp(t, { data: 'starter' })
  for (const url of await cacheable(app, 'all')) {
    const plain = (await app.inject(url)).body
    for (const [encoding, decode] of Object.entries({
      gzip: gunzipSync,
      br: brotliDecompressSync
    })) {
      const response = await app.inject({ url, headers: { 'accept-encoding': encoding } })
      const packed = response.headers['content-encoding'] === encoding
      if (url.startsWith('/v1')) every.ok(packed || plain.length < 1_024, `${url}: ${encoding}`)
      every.ok(
        (packed ? decode(response.rawPayload).toString() : response.body) === plain,
        `${url}: ${encoding} holds the same`
      )
    }
  }
})

/**
 * Headers that say something of the answer; of a body that GET compresses as it goes, HEAD knows
 * neither length nor coding.
 */
function comparable(headers: Record<string, unknown>, packed: boolean): object {
  const { date, 'x-request-id': id, 'transfer-encoding': coding, ...rest } = headers
  const { 'content-encoding': _encoding, 'content-length': _length, ...whatever } = rest
  return packed ? whatever : rest
}
