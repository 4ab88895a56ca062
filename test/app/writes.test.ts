// What is true of every operation that changes something: its key, its examples in order, and what
// it refuses before it looks at the data.
import type { FastifyInstance, HTTPMethods, InjectOptions, LightMyRequestResponse } from 'fastify'
import t, { type Test } from 'tap'
import type { Store } from '../../src/db/store.ts'
import { PROBLEMS, type ProblemCode } from '../../src/http/problems.ts'
import { buildTestApp } from '../helpers/app.ts'
import { contentsOf } from '../helpers/contents.ts'
import { giveKey } from '../helpers/keys.ts'
import { expectProblem } from '../helpers/problem.ts'
import { type Checks, testEvery } from '../helpers/test-every.ts'
import {
  absolute,
  type Document,
  documentOf,
  exampleBody,
  examplePath,
  exampleUrl,
  type Operation,
  plainUrl,
  validatorOf,
  withParameter,
  writesOf
} from './operations.ts'

const JSON_TYPE = { 'content-type': 'application/json' }

/** The request of the examples. */
function exampleRequest(
  document: Document,
  operation: Operation
): InjectOptions & { url: string; method: HTTPMethods } {
  const payload = exampleBody(document, operation)
  return {
    method: operation.method as HTTPMethods,
    url: exampleUrl(operation),
    ...(payload && { payload })
  }
}

/** A problem that the operation documents, whatever its errors. */
function expectRefusal(
  t: Checks,
  { operationId, responses }: Operation,
  response: LightMyRequestResponse,
  code: ProblemCode
): void {
  const { errors, detail } = response.json()
  expectProblem(t, response, code, { errors, detail })
  t.ok(PROBLEMS[code].status in responses, `${operationId}: ${code} is documented`)
}

async function started(t: Test) {
  const { app, store } = await buildTestApp(t, { data: 'starter' })
  const document = await documentOf(app)
  return { app, store, document, writes: await writesOf(app) }
}

const revisionOf = async (store: Store) => store.snapshot(async ({ revision }) => revision)
const send = (app: FastifyInstance, request: InjectOptions, headers: Record<string, string>) =>
  app.inject({ ...request, headers: { ...request.headers, ...headers } })

testEvery(
  'no key, a wrong key, a key of too small a scope: as documented, and nothing is changed',
  async (t, every) => {
    const { app, store, document, writes } = await started(t)
    every.ok(writes.length >= 18)
    for (const operation of writes)
      expectRefusal(
        every,
        operation,
        await app.inject(exampleRequest(document, operation)),
        'writing_off'
      )
    const { id, headers } = await giveKey(store)
    const before = await contentsOf(store)
    const wrong = { authorization: `Bearer corridor_${id}_${'0'.repeat(64)}` }
    for (const [index, operation] of writes.entries()) {
      const request = { ...exampleRequest(document, operation), remoteAddress: `10.0.0.${index}` }
      const without = await app.inject(request)
      expectRefusal(every, operation, without, 'unauthorized')
      every.match(without.headers['www-authenticate'], /^Bearer realm=/)
      const refused = await send(app, request, wrong)
      expectRefusal(every, operation, refused, 'invalid_key')
      every.match(refused.headers['www-authenticate'], /error="invalid_token"/)
      if (!/scope `admin`/.test(operation.description ?? '')) continue
      const small = await send(app, request, headers)
      expectRefusal(every, operation, small, 'insufficient_scope')
      every.match(small.headers['www-authenticate'], /error="insufficient_scope", scope="admin"/)
    }
    every.same(await contentsOf(store), before)
  }
)

/** First all are added, then corrected, then withdrawn: what names others goes before them. */
function inOrder(writes: readonly Operation[]): Operation[] {
  const by = (method: string) => writes.filter((one) => one.method === method)
  return [...by('POST'), ...by('PATCH'), ...by('DELETE').toReversed()]
}

t.test('the examples work one after the other, and each answer is as documented', async (t) => {
  const { app, store, document, writes } = await started(t)
  const { headers } = await giveKey(store, { scope: 'admin' })
  const ajv = validatorOf(document)
  for (const operation of inOrder(writes)) {
    const before = await revisionOf(store)
    const response = await send(app, exampleRequest(document, operation), headers)
    const good = operation.method === 'POST' ? 201 : 200
    t.equal(response.statusCode, good, `${operation.operationId}: ${response.body.slice(0, 300)}`)
    t.equal(response.headers['content-type'], 'application/json; charset=utf-8')
    t.equal(response.headers['cache-control'], 'no-store')
    const schema = operation.responses[good]?.content['application/json']?.schema
    t.ok(
      schema && ajv.validate(absolute(schema), response.json()),
      `${operation.operationId}: ${ajv.errorsText()}`
    )
    t.equal(await revisionOf(store), before + 1, `${operation.operationId}: one revision`)
    t.equal(response.json().meta.revision, before + 1)
  }
})

t.test('the path of a correction and of a withdrawal is that of what was added', async (t) => {
  const { document, writes } = await started(t)
  const ids = new Map(
    writes.map((operation) => [operation.path, exampleBody(document, operation)?.['id']])
  )
  for (const operation of writes.filter(({ path }) => path.endsWith('/{id}'))) {
    t.equal(
      examplePath(operation),
      `${operation.path.replace('/{id}', '')}/${ids.get(operation.path.replace('/{id}', ''))}`
    )
  }
})

testEvery(
  'parameters that are unknown, empty, given twice or missing are named, and nothing is changed',
  async (t, every) => {
    const { app, store, document, writes } = await started(t)
    const { headers } = await giveKey(store, { scope: 'admin' })
    const before = await contentsOf(store)
    for (const operation of writes) {
      const request = exampleRequest(document, operation)
      const query = operation.parameters.filter((one) => one.in === 'query').map(({ name }) => name)
      for (const name of ['resaon', 'limit', '__proto__', 'key']) {
        const response = await send(
          app,
          { ...request, url: withParameter(plainUrl(operation), `${name}=1`) },
          headers
        )
        expectRefusal(every, operation, response, 'unknown_parameter')
        every.match(response.json().errors, [{ pointer: `/query/${name}`, allowed: query }])
      }
      for (const [name, wrong] of query.flatMap((name) =>
        [`${name}=`, `${name}=a&${name}=b`, `${name}=%20`].map((wrong) => [name, wrong])
      )) {
        const response = await send(
          app,
          { ...request, url: `${examplePath(operation)}?${wrong}` },
          headers
        )
        expectRefusal(every, operation, response, 'invalid_parameter')
        every.equal(response.json().errors[0].pointer, `/query/${name}`)
      }
      if (plainUrl(operation) === examplePath(operation)) continue
      expectRefusal(
        every,
        operation,
        await send(app, { ...request, url: examplePath(operation) }, headers),
        'invalid_parameter'
      )
    }
    every.same(await contentsOf(store), before)
  }
)

const PLACES: [body: string, place: string][] = [
  ['{"id":', 'it ends early.'],
  ['"abc', 'it ends early.'],
  ['{\n "id": x}', 'line 2, column 8, at "x}".'],
  [`{"note": "${'n'.repeat(100)}", "id": x}`, 'line 1, column 120, at "x}".'],
  ['[1,]', 'line 1, column 4, at "]".'],
  ['{"id" 1}', 'line 1, column 7, at "1}".'],
  ['{} {}', 'line 1, column 4, at "{}".'],
  ["{'id': 1}", `line 1, column 2, at "'id': 1}".`],
  ['NaN', 'line 1, column 1, at "NaN".'],
  ['{"a":"\\x"}', `line 1, column 8, at ${JSON.stringify('x"}')}.`]
]

testEvery(
  'a body that is no JSON is 400 with the place; of another type 415; too large 413; no object 422',
  async (t, every) => {
    const { app, store, document, writes } = await started(t)
    const { headers } = await giveKey(store, { scope: 'admin' })
    const before = await contentsOf(store)
    for (const operation of writes.filter(({ requestBody }) => requestBody)) {
      const { method, url } = exampleRequest(document, operation)
      const ask = (payload: string | Buffer, more: Record<string, string> = JSON_TYPE) =>
        send(app, { method, url, payload, headers: more }, headers)
      for (const [body, place] of PLACES) {
        expectProblem(every, await ask(body), 'invalid_json', {
          detail: `The body is not valid JSON: ${place}`,
          errors: [
            {
              pointer: '/body',
              message: `Not valid JSON: ${place}`,
              allowed: ['a JSON object (RFC 8259) in UTF-8, each name once']
            }
          ]
        })
      }
      expectRefusal(every, operation, await ask(Buffer.from([0x7b, 0xff, 0x7d])), 'invalid_json')
      for (const type of [
        'text/plain',
        'text/csv',
        'application/x-www-form-urlencoded',
        'multipart/form-data; boundary=x',
        'nonsense'
      ]) {
        const response = await ask('{}', { 'content-type': type })
        expectRefusal(every, operation, response, 'unsupported_media_type')
        every.same(
          response.json().errors[0].allowed,
          Object.keys(operation.requestBody?.content ?? {}),
          type
        )
      }
      expectRefusal(
        every,
        operation,
        await ask(`{"note":"${'n'.repeat(64 * 1024)}"}`),
        'body_too_large'
      )
      for (const [body, found] of Object.entries({
        '': 'nothing',
        null: 'null',
        '[]': '[]',
        '[{}]': '[{}]',
        '1': '1',
        '"a"': '"a"'
      })) {
        const message = `Expected an object, found ${found}.`
        const errors = [{ pointer: '/body', message, allowed: ['an object'] }]
        expectProblem(every, await ask(body), 'invalid_body', {
          detail: `/body: ${message}`,
          errors
        })
      }
      const deep = await ask('['.repeat(60_000))
      every.equal(deep.statusCode, 400, 'brackets within brackets')
    }
    every.same(await contentsOf(store), before)
  }
)

testEvery('a type that cannot be served is 406 before anything is done', async (t, every) => {
  const { app, store, document, writes } = await started(t)
  const { headers } = await giveKey(store, { scope: 'admin' })
  for (const operation of writes) {
    const response = await send(
      app,
      { ...exampleRequest(document, operation), headers: { accept: 'text/csv' } },
      headers
    )
    expectRefusal(every, operation, response, 'not_acceptable')
  }
  every.equal(await revisionOf(store), 1)
})

t.test('what fails inside is told to nobody', async (t) => {
  const { app, store, document, writes } = await started(t)
  const { headers } = await giveKey(store, { scope: 'admin' })
  store.transaction = () =>
    Promise.reject(
      Object.assign(new Error('SQLITE_CORRUPT: /srv/secret.db'), { code: 'SQLITE_CORRUPT' })
    )
  for (const operation of writes) {
    const response = await send(app, exampleRequest(document, operation), headers)
    expectProblem(t, response, 'internal', {
      detail: 'The request could not be answered. It has been logged.'
    })
  }
})
