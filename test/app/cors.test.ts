// What pages of other sites may send and read, in the way browsers ask.
import t from 'tap'
import { buildTestApp } from '../helpers/app.ts'
import { testEvery } from '../helpers/test-every.ts'
import { NOUNS } from '../writing/nouns.ts'
import { writable } from '../writing/service.ts'

const ORIGIN = 'https://example.org'
const WRITING = {
  origin: ORIGIN,
  'access-control-request-headers': 'authorization,content-type,idempotency-key,if-match'
}
/** The methods that a preflight allows, by the address. */
const METHODS: Record<string, string> = {
  '/v1/observations': 'GET, HEAD, POST',
  '/v1/observations/C0001': 'DELETE, GET, HEAD, PATCH',
  '/v1/imports': 'GET, HEAD, POST',
  '/v1/imports/1': 'GET, HEAD',
  '/v1/series': 'GET, HEAD',
  '/v1/observations.csv': 'GET, HEAD'
}

testEvery('a preflight allows the methods of the route, and a key', async (t, every) => {
  const { app } = await buildTestApp(t)
  for (const [url, methods] of Object.entries(METHODS)) {
    const headers = { ...WRITING, 'access-control-request-method': methods.split(', ')[0] ?? '' }
    const response = await app.inject({ method: 'OPTIONS', url, headers })
    every.equal(response.statusCode, 204, url)
    every.equal(response.headers['access-control-allow-methods'], methods, url)
    every.equal(
      response.headers['access-control-allow-headers'],
      WRITING['access-control-request-headers'],
      url
    )
  }
})

testEvery('CORS_WRITE=off allows pages only to read', async (t, every) => {
  const { app } = await buildTestApp(t, { settings: { CORS_WRITE: 'off' } })
  for (const url of Object.keys(METHODS)) {
    const headers = { ...WRITING, 'access-control-request-method': 'POST' }
    const response = await app.inject({ method: 'OPTIONS', url, headers })
    every.equal(response.statusCode, 204, url)
    every.equal(response.headers['access-control-allow-methods'], 'GET, HEAD', url)
    every.equal(
      response.headers['access-control-allow-headers'],
      'content-type, idempotency-key, if-match',
      url
    )
  }
})

t.test('a page that writes can read what it needs to go on', async (t) => {
  const { send } = await writable(t)
  const asked = { origin: ORIGIN, 'idempotency-key': 'once' }
  const first = await send('POST', '/v1/observations', { ...NOUNS.observation.body }, asked)
  const again = await send('POST', '/v1/observations', { ...NOUNS.observation.body }, asked)
  t.same([first.statusCode, again.statusCode], [201, 201])
  for (const { headers } of [first, again]) {
    t.equal(headers['access-control-allow-origin'], '*')
    t.equal(headers['access-control-expose-headers'], '*', 'all headers')
    t.equal(
      headers['access-control-allow-credentials'],
      undefined,
      'or the star would count as a name'
    )
    t.ok(headers['location'])
  }
  t.equal(again.headers['idempotency-replayed'], 'true')
})
