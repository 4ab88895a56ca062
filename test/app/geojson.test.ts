// GeoJSON says the same as JSON, thing for thing, for every list and thing that lies on a map.
import type { FastifyInstance, LightMyRequestResponse } from 'fastify'
import t from 'tap'
import { buildTestApp } from '../helpers/app.ts'
import { giveKey } from '../helpers/keys.ts'
import { expectProblem } from '../helpers/problem.ts'
import { testEvery } from '../helpers/test-every.ts'
import {
  absolute,
  documentOf,
  exampleUrl,
  geoReadsOf,
  hasPages,
  type Operation,
  plainUrl,
  validatorOf,
  withParameter
} from './operations.ts'
import { breaksOfGeoJson } from './rfc7946.ts'

const GEO = 'application/geo+json'
type Thing = { id: string }
type Feature = { type: string; id: string; geometry: object | null; properties: Thing }
type Page = { features: Feature[]; meta: object; links: { self: string; next: string | null } }

/** The address of the JSON of the same. */
const jsonUrl = (url: string) => url.replace('.geojson', '')

async function geoLists(app: FastifyInstance): Promise<Operation[]> {
  return (await geoReadsOf(app)).filter(hasPages)
}

t.test('the check of RFC 7946 finds what breaks it', async (t) => {
  const good = { type: 'Feature', id: 'a', geometry: null, properties: {}, meta: {} }
  const at = (type: string, coordinates: unknown) => ({ ...good, geometry: { type, coordinates } })
  t.same(breaksOfGeoJson(JSON.stringify(good)), [])
  t.same(
    breaksOfGeoJson(
      JSON.stringify(
        at('LineString', [
          [66.9, 24.8],
          [61, 30]
        ])
      )
    ),
    []
  )
  const bad = [
    { ...good, type: 'feature' },
    { ...good, id: null },
    { ...good, properties: [] },
    { ...good, features: [] },
    { ...good, geometry: undefined },
    at('Point', [24.876483, 166.933709]),
    at('Point', [66.9337091, 24.876483]),
    at('Point', [66.9, null]),
    at('Point', [66.9, 24.8, 5]),
    at('LineString', [[66.9, 24.8]]),
    at('MultiLineString', [[[66.9, 24.8]]]),
    at('point', [66.9, 24.8]),
    { type: 'FeatureCollection', features: [good, good] },
    { type: 'FeatureCollection', features: [], properties: {} }
  ]
  for (const one of bad)
    t.equal(breaksOfGeoJson(JSON.stringify(one)).length, 1, JSON.stringify(one))
})

testEvery('GeoJSON is as RFC 7946 and the document say', async (t, every) => {
  const { app } = await buildTestApp(t, { data: 'starter' })
  const document = await documentOf(app)
  const ajv = validatorOf(document)
  for (const operation of await geoReadsOf(app)) {
    const schema = operation.responses['200']?.content[GEO]?.schema ?? {}
    const url = plainUrl(operation)
    for (const one of [url, exampleUrl(operation)]) {
      const { statusCode, headers, body } = await app.inject(one)
      every.same([statusCode, headers['content-type']], [200, GEO], one)
      every.same(breaksOfGeoJson(body), [], one)
    }
    every.ok(ajv.validate(absolute(schema), (await app.inject(url)).json()), ajv.errorsText())
  }
})

type Answer = Partial<Page> & { data?: Thing[]; meta: { next_cursor: string | null } }

/** All pages from an address on, each as JSON would show it, and its Link header. */
async function walk(app: FastifyInstance, start: string, accept = '*/*') {
  const pages: object[] = []
  for (let url: string | null = start; url !== null; ) {
    const response: LightMyRequestResponse = await app.inject({ url, headers: { accept } })
    const { data, features = [], meta, links } = response.json<Answer>()
    const { self = '', next = null } = links ?? {}
    const more = next === null ? '' : `, <${next}>; rel="next"`
    pages.push({
      data: data ?? features.map(({ properties }) => properties),
      ids: (data ?? features).map(({ id }) => id),
      meta: { ...meta, next_cursor: meta.next_cursor !== null },
      isLinked: self === url && response.headers.link === `<${url}>; rel="self"${more}`
    })
    url = next
  }
  return pages
}

testEvery('a list by suffix, parameter and header equals JSON by the page', async (t, every) => {
  const { app } = await buildTestApp(t, { data: 'starter' })
  for (const operation of await geoLists(app)) {
    const url = withParameter(plainUrl(operation), 'limit=20')
    const plain = jsonUrl(url)
    const pages = await walk(app, plain)
    every.ok(pages.length > 2, `${url}: ${pages.length} pages`)
    every.same(await walk(app, url), pages, `${url} by suffix`)
    every.same(
      await walk(app, withParameter(plain, 'format=geojson')),
      pages,
      `${url} by parameter`
    )
    every.same(await walk(app, plain, GEO), pages, `${url} by header`)
  }
})

testEvery('without a limit a page is the largest one', async (t, every) => {
  const { app } = await buildTestApp(t, { data: 'starter' })
  for (const operation of await geoLists(app)) {
    const url = plainUrl(operation)
    const { features } = (await app.inject(url)).json<Page>()
    const { data } = (await app.inject(withParameter(jsonUrl(url), 'limit=1000'))).json()
    every.same(
      features.map(({ properties }) => properties),
      data,
      url
    )
  }
})

testEvery('fields narrow the properties, as they narrow JSON', async (t, every) => {
  const { app } = await buildTestApp(t, { data: 'starter' })
  for (const operation of (await geoLists(app)).map(plainUrl)) {
    const url = withParameter(operation, 'limit=5&fields=name')
    const { features } = (await app.inject(url)).json<Page>()
    const { data } = (await app.inject(jsonUrl(url))).json()
    every.same(
      features.map(({ properties }) => properties),
      data,
      url
    )
    every.ok(
      features.every(({ id }) => id !== ''),
      'ids stay'
    )
    every.same(breaksOfGeoJson((await app.inject(url)).body), [], url)
  }
})

testEvery('a thing by suffix, parameter and header equals JSON', async (t, every) => {
  const { app } = await buildTestApp(t, { data: 'starter' })
  for (const operation of (await geoReadsOf(app)).filter((one) => !hasPages(one))) {
    const url = plainUrl(operation)
    const plain = jsonUrl(url)
    const { data, meta } = (await app.inject(plain)).json()
    const answers = [
      await app.inject(url),
      await app.inject(withParameter(plain, 'format=geojson')),
      await app.inject({ url: plain, headers: { accept: GEO } })
    ]
    for (const { body } of answers) every.equal(body, answers[0]?.body, url)
    const shown = answers[0]?.json()
    // An answer of several things is a collection of its parts.
    const one = { type: 'Feature', id: data.id, properties: data, meta }
    every.match(shown, shown.features ? { type: 'FeatureCollection', meta } : one)
    every.same(breaksOfGeoJson(answers[0]?.body ?? ''), [], url)
  }
})

const LIST = '/v1/entities'
const ONE = '/v1/entities/karachi-port'

testEvery('suffix beats parameter beats header', async (t, every) => {
  const { app } = await buildTestApp(t, { data: 'starter' })
  const types = { json: 'application/json', csv: 'text/csv', geojson: GEO, absent: 'image/png' }
  const formats = ['json', 'csv', 'geojson'] as const
  for (const [path, has] of [
    [LIST, formats],
    [ONE, ['json', 'geojson']]
  ] as const)
    for (const suffix of ['', ...has.filter((one) => one !== 'json')])
      for (const parameter of ['', ...has])
        for (const [header, accept] of Object.entries(types)) {
          const query = parameter === '' ? '' : `?format=${parameter}`
          const url = `${path}${suffix === '' ? '' : `.${suffix}`}${query}`
          const wanted = suffix || parameter || header
          const { statusCode, headers } = await app.inject({ url, headers: { accept } })
          const isServed = has.some((one) => one === wanted)
          every.equal(statusCode, isServed ? 200 : 406, `${url} ${accept}`)
          if (!isServed) continue
          const type = types[wanted as keyof typeof types]
          every.equal(String(headers['content-type']).split(';')[0], type, `${url} ${accept}`)
        }
  const preferred: [accept: string, type: string][] = [
    ['*/*', 'application/json'],
    ['application/*', 'application/json'],
    ['application/geo+json, application/json;q=0.9', GEO],
    ['application/geo+json;q=0.5, application/json', 'application/json'],
    ['Application/Geo+JSON; charset=utf-8', GEO],
    ['text/html, */*;q=0.8', 'application/json']
  ]
  for (const [accept, type] of preferred) {
    const { headers } = await app.inject({ url: LIST, headers: { accept } })
    every.equal(String(headers['content-type']).split(';')[0], type, accept)
  }
})

t.test('what has no GeoJSON says what it has', async (t) => {
  const { app } = await buildTestApp(t, { data: 'starter' })
  const detail = `Accept: ${GEO} allows none of application/json, text/csv.`
  const header = await app.inject({ url: '/v1/metrics', headers: { accept: GEO } })
  const [message, allowed] = ['None of the accepted types can be served.', ['application/json']]
  const errors = [{ pointer: '/header/accept', message, allowed: [...allowed, 'text/csv'] }]
  expectProblem(t, header, 'not_acceptable', { detail, errors })
  expectProblem(t, await app.inject('/v1/metrics?format=geojson'), 'invalid_parameter', {
    errors: [
      {
        pointer: '/query/format',
        message: '"geojson" is not one of json, csv.',
        allowed: ['json', 'csv']
      }
    ]
  })
  expectProblem(t, await app.inject('/v1/metrics.geojson'), 'not_found', {
    detail: 'There is no route /v1/metrics.geojson. Did you mean /v1/metrics?',
    errors: [{ pointer: '/path', message: 'Did you mean /v1/metrics?', allowed: ['/v1/metrics'] }]
  })
  const csvOnly = await app.inject(`${LIST}.geojson?dialect=excel`)
  t.match(csvOnly.json().errors, [{ pointer: '/query/dialect', allowed: ['format=csv'] }])
  const unknown = await app.inject(`${LIST}/karachi-prot.geojson`)
  t.equal((await app.inject('/v1/metrics.geojson')).json().try, '/v1/metrics')
  t.same([unknown.statusCode, unknown.headers['content-type']], [404, PROBLEM])
})
const PROBLEM = 'application/problem+json; charset=utf-8'

t.test('nothing is written at the address of a format', async (t) => {
  const { app, store } = await buildTestApp(t, { data: 'starter' })
  const { headers } = await giveKey(store, { scope: 'admin' })
  for (const method of ['PATCH', 'DELETE'] as const) {
    const response = await app.inject({ method, url: `${ONE}.geojson?reason=x`, headers })
    t.same([response.statusCode, response.headers.allow], [405, 'GET, HEAD, OPTIONS'], method)
  }
})

testEvery('HEAD, 304 and compression are as those of JSON', async (t, every) => {
  const { app } = await buildTestApp(t, { data: 'starter' })
  for (const url of [`${LIST}.geojson`, `${LIST}?format=geojson&kind=port`, `${ONE}.geojson`]) {
    const { headers, body } = await app.inject(url)
    const head = await app.inject({ method: 'HEAD', url })
    for (const name of ['content-type', 'content-length', 'etag', 'vary', 'link'])
      every.equal(head.headers[name], headers[name], `${url} ${name}`)
    every.equal(head.body, '', url)
    every.equal(headers['content-length'], String(Buffer.byteLength(body)), url)
    const etag = String(headers.etag)
    const known = await app.inject({ url, headers: { 'if-none-match': etag } })
    every.same([known.statusCode, known.body, known.headers.etag], [304, '', etag], url)
    every.same([known.headers['content-type'], known.headers.link], [undefined, undefined], url)
    const packed = await app.inject({ url, headers: { 'accept-encoding': 'br' } })
    const isLong = body.length > 2_000
    every.equal(packed.headers['content-encoding'], isLong ? 'br' : undefined, url)
  }
  const tags = await Promise.all(
    ['*/*', 'text/csv', GEO].map(async (accept) => {
      const { headers } = await app.inject({ url: LIST, headers: { accept } })
      return headers.etag
    })
  )
  every.equal(new Set(tags).size, 3, 'each format has a tag of its own')
})
