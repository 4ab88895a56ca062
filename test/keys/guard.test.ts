// Who may write: every kind of key against a guarded route, on whichever engine TEST_ENGINE names.
import crypto from 'node:crypto'
import { syncBuiltinESMExports } from 'node:module'
import { Readable } from 'node:stream'
import type { FastifyInstance, InjectOptions } from 'fastify'
import t, { type Test } from 'tap'
import { z } from 'zod'
import type { Config } from '../../src/config.ts'
import { DatabaseUnavailable } from '../../src/db/store.ts'
import { keyHolderOf, requireKey } from '../../src/keys/guard.ts'
import { revokeKey } from '../../src/keys/queries.ts'
import { buildTestApp } from '../helpers/app.ts'
import { giveKey } from '../helpers/keys.ts'
import { expectProblem } from '../helpers/problem.ts'

const REALM = 'Bearer realm="corridor-metrics"'
const INVALID = `${REALM}, error="invalid_token"`
const LONG = 'x'.repeat(5_000)

async function guarded(t: Test, settings: Partial<Record<keyof Config, string>> = {}) {
  const { app, store } = await buildTestApp(t, { settings })
  const schema = {
    querystring: z.strictObject({}),
    body: z.strictObject({ a: z.int() }).nullable()
  }
  const answer = async (request: Parameters<typeof keyHolderOf>[0]) => ({
    by: keyHolderOf(request),
    long: LONG
  })
  app.post('/write', { ...requireKey(app, store, { scope: 'import' }), schema }, answer)
  app.delete('/write', requireKey(app, store, { scope: 'admin' }), answer)
  app.get('/read', async () => ({ long: LONG }))
  return { app, store }
}

const post = (app: FastifyInstance, authorization?: string, more: InjectOptions = {}) =>
  app.inject({
    url: '/write',
    method: 'POST',
    ...more,
    headers: { ...more.headers, ...(authorization !== undefined && { authorization }) }
  })

t.test('the matrix of keys and routes', async (t) => {
  const { app, store } = await guarded(t)
  const importer = await giveKey(store, { expires: '2999-01-01T00:00:00.000Z' })
  const admin = await giveKey(store, { scope: 'admin', label: 'Owner' })
  const expired = await giveKey(store, { expires: '2026-11-23T00:00:00.000Z' })
  const revoked = await giveKey(store, { scope: 'admin', revoked: '2026-11-24T00:00:00.000Z' })
  const bearer = (text: string) => `Bearer ${text}`
  const cases: [
    what: string,
    authorization: string | undefined,
    challenge: string | undefined,
    post: string | number,
    remove: string | number
  ][] = [
    ['none', undefined, REALM, 'unauthorized', 'unauthorized'],
    ['another scheme', 'Basic YTpi', REALM, 'unauthorized', 'unauthorized'],
    ['no scheme', importer.text, REALM, 'unauthorized', 'unauthorized'],
    ['no token', 'Bearer', INVALID, 'invalid_key', 'invalid_key'],
    ['malformed', bearer('abc'), INVALID, 'invalid_key', 'invalid_key'],
    [
      'unknown',
      bearer(`corridor_${'0'.repeat(16)}_${'0'.repeat(64)}`),
      INVALID,
      'invalid_key',
      'invalid_key'
    ],
    [
      'wrong',
      bearer(`corridor_${importer.id}_${admin.secret}`),
      INVALID,
      'invalid_key',
      'invalid_key'
    ],
    ['expired', bearer(expired.text), INVALID, 'invalid_key', 'invalid_key'],
    ['revoked', bearer(revoked.text), INVALID, 'invalid_key', 'invalid_key'],
    [
      'too little',
      bearer(importer.text),
      `${REALM}, error="insufficient_scope", scope="admin"`,
      200,
      'insufficient_scope'
    ],
    ['enough', bearer(admin.text), undefined, 200, 200],
    ['in other letters, with blanks', `bEARER   ${admin.text} `, undefined, 200, 200]
  ]
  let client = 0
  for (const [what, authorization, challenge, posted, removed] of cases) {
    for (const [method, expected] of [
      ['POST', posted],
      ['DELETE', removed]
    ] as const) {
      client += 1
      const response = await post(app, authorization, { method, remoteAddress: `10.0.0.${client}` })
      t.equal(response.headers['cache-control'], 'no-store', what)
      if (typeof expected === 'number') t.equal(response.statusCode, expected, what)
      else {
        expectProblem(t, response, expected as 'unauthorized')
        t.equal(response.headers['www-authenticate'], challenge, what)
      }
    }
  }
  t.same((await post(app, `Bearer ${importer.text}`)).json().by, {
    id: importer.id,
    label: 'Trade desk',
    scope: 'import'
  })
})

t.test('unknown and wrong read alike; that a key ended is told to who has it', async (t) => {
  const { app, store } = await guarded(t)
  const [good, expired, revoked] = [
    await giveKey(store),
    await giveKey(store, { expires: '2026-11-23T00:00:00.000Z' }),
    await giveKey(store, { revoked: '2026-11-23T00:00:00.000Z' })
  ]
  const detail = async (text: string) => (await post(app, `Bearer ${text}`)).json().detail
  const unknown = await detail(`corridor_${'0'.repeat(16)}_${good.secret}`)
  t.match(unknown, /^This key does not exist/)
  for (const { id } of [good, expired, revoked])
    t.equal(await detail(`corridor_${id}_${'0'.repeat(64)}`), unknown)
  t.equal(await detail('abc'), unknown)
  t.equal(await detail(expired.text), 'This key has expired.')
  t.equal(await detail(revoked.text), 'This key was revoked.')
})

t.test(
  'one comparison in constant time, whether the key is right, wrong, unknown or none',
  async (t) => {
    const { app, store } = await guarded(t)
    const { id, text, secret } = await giveKey(store)
    const { timingSafeEqual } = crypto
    const compared: [number, number][] = []
    crypto.timingSafeEqual = (a, b) => {
      compared.push([a.byteLength, b.byteLength])
      return timingSafeEqual(a, b)
    }
    syncBuiltinESMExports()
    t.teardown(() => {
      crypto.timingSafeEqual = timingSafeEqual
      syncBuiltinESMExports()
    })
    const unknown = `corridor_${'0'.repeat(16)}_${secret}`
    for (const one of [text, `corridor_${id}_${'0'.repeat(64)}`, unknown, 'abc']) {
      await post(app, `Bearer ${one}`)
      t.same(compared.splice(0), [[32, 32]], one)
    }
  }
)

t.test('without any key writing is off, whatever is sent; with the first it is on', async (t) => {
  const { app, store } = await guarded(t)
  for (const authorization of [
    undefined,
    'Bearer abc',
    `Bearer corridor_${'0'.repeat(16)}_${'0'.repeat(64)}`
  ]) {
    for (let again = 0; again < 5; again += 1) {
      const response = await post(app, authorization)
      expectProblem(t, response, 'writing_off')
      t.match(response.json().detail, /npm run keys -- create/)
      t.equal(response.headers['www-authenticate'], undefined)
    }
  }
  const { headers } = await giveKey(store)
  t.equal((await post(app, headers.authorization)).statusCode, 200)
})

t.test('a key is refused from the moment it is revoked', async (t) => {
  const { app, store } = await guarded(t)
  const { id, headers } = await giveKey(store)
  t.equal((await post(app, headers.authorization)).statusCode, 200)
  await store.transaction((snapshot) => revokeKey(snapshot, id, new Date().toISOString()))
  expectProblem(t, await post(app, headers.authorization), 'invalid_key', {
    detail: 'This key was revoked.'
  })
})

t.test(
  'the key is asked for before the body is read and before parameters are looked at',
  async (t) => {
    const { app, store } = await guarded(t)
    const { headers } = await giveKey(store)
    let read = 0
    const payload = () =>
      Readable.from(
        (function* () {
          read += 1
          yield '{"a":'
        })()
      )
    const type = { 'content-type': 'application/json' }
    expectProblem(
      t,
      await post(app, undefined, { payload: payload(), headers: type }),
      'unauthorized'
    )
    t.equal(read, 0)
    expectProblem(
      t,
      await post(app, undefined, {
        url: '/write?b=1',
        payload: 'x',
        headers: { 'content-type': 'text/x' }
      }),
      'unauthorized'
    )
    expectProblem(
      t,
      await post(app, headers.authorization, { payload: payload(), headers: type }),
      'invalid_json',
      {
        errors: [
          {
            pointer: '/body',
            message: 'Not valid JSON: it ends early.',
            allowed: ['a JSON object (RFC 8259) in UTF-8, each name once']
          }
        ]
      }
    )
    t.equal(read, 1)
  }
)

t.test('a key in the query is no key, and is refused like any unknown parameter', async (t) => {
  const { app, store } = await guarded(t)
  const { text, headers } = await giveKey(store)
  for (const name of ['access_token', 'api_key', 'key']) {
    expectProblem(t, await post(app, undefined, { url: `/write?${name}=${text}` }), 'unauthorized')
    t.equal(
      (await post(app, headers.authorization, { url: `/write?${name}=${text}` })).json().code,
      'unknown_parameter'
    )
    t.equal((await app.inject(`/v1/metrics?${name}=${text}`)).json().code, 'unknown_parameter')
  }
})

t.test('answers to writes are not compressed, others are', async (t) => {
  const { app, store } = await guarded(t)
  const { headers } = await giveKey(store)
  const accepting = { 'accept-encoding': 'br, gzip' }
  const written = await post(app, headers.authorization, { headers: accepting })
  t.equal(written.json().long, LONG)
  t.equal(written.headers['content-encoding'], undefined)
  t.equal(written.headers.etag, undefined)
  t.equal(
    (await app.inject({ url: '/read', headers: accepting })).headers['content-encoding'],
    'br'
  )
})

t.test('ten refused keys in a minute, then none is looked at, the right one neither', async (t) => {
  const { app, store } = await guarded(t)
  const { headers } = await giveKey(store)
  const from = (remoteAddress: string, authorization = 'Bearer abc') =>
    post(app, authorization, { remoteAddress })
  t.equal((await from('192.0.2.1', headers.authorization)).statusCode, 200)
  for (let attempt = 0; attempt < 10; attempt += 1)
    expectProblem(t, await from('192.0.2.1'), 'invalid_key')
  for (const authorization of ['Bearer abc', headers.authorization]) {
    const response = await from('192.0.2.1', authorization)
    expectProblem(t, response, 'too_many_attempts')
    const seconds = Number(response.headers['retry-after'])
    t.ok(seconds > 0 && seconds <= 60, `${seconds} s`)
  }
  t.equal(
    (await app.inject({ url: '/read', remoteAddress: '192.0.2.1' })).statusCode,
    200,
    'reading goes on'
  )
  expectProblem(t, await post(app, undefined, { remoteAddress: '192.0.2.1' }), 'unauthorized')
  t.equal((await from('192.0.2.2', headers.authorization)).statusCode, 200, 'others are not meant')
})

t.test('one client is one IPv6 network, and tries at once count as well', async (t) => {
  const { app, store } = await guarded(t)
  await giveKey(store)
  const tries = Array.from({ length: 30 }, (_, index) =>
    post(app, 'Bearer abc', { remoteAddress: `2001:db8::${index + 1}` })
  )
  const codes = (await Promise.all(tries)).map((response) => response.json().code)
  t.ok(codes.filter((code) => code === 'invalid_key').length <= 10)
  t.same(new Set(codes.filter((code) => code !== 'invalid_key')), new Set(['too_many_attempts']))
  t.equal(
    (await post(app, 'Bearer abc', { remoteAddress: '2001:db8::ffff' })).json().code,
    'too_many_attempts'
  )
  t.equal(
    (await post(app, 'Bearer abc', { remoteAddress: '2001:db8:0:1::1' })).json().code,
    'invalid_key'
  )
})

t.test('refused keys and requests are counted apart', async (t) => {
  const { app, store } = await guarded(t, { RATE_LIMIT: '15' })
  const { headers } = await giveKey(store)
  for (let attempt = 0; attempt < 11; attempt += 1) await post(app, 'Bearer abc')
  expectProblem(t, await post(app, headers.authorization), 'too_many_attempts')
  for (let request = 0; request < 3; request += 1)
    t.equal((await app.inject('/read')).statusCode, 200, 'each was one request, no more')
  expectProblem(t, await app.inject('/read'), 'rate_limited')
  expectProblem(t, await post(app, headers.authorization), 'rate_limited')
})

t.test('without its database the service looks at no key', async (t) => {
  const { app, store } = await guarded(t)
  const { headers } = await giveKey(store)
  store.onPrimary = () => Promise.reject(new DatabaseUnavailable('away'))
  for (const authorization of [undefined, headers.authorization])
    expectProblem(t, await post(app, authorization), 'unavailable')
})

t.test('a route without a guard has no key', async (t) => {
  const { app } = await guarded(t)
  app.get('/unguarded', async (request) => keyHolderOf(request))
  expectProblem(t, await app.inject('/unguarded'), 'internal')
})
