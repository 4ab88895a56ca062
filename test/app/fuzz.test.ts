// Requests of all kinds over all operations: none is answered with a 5xx, and every answer is as
// documented.
import { setImmediate, setTimeout } from 'node:timers/promises'
import { brotliDecompressSync, gunzipSync } from 'node:zlib'
import type { ValidateFunction } from 'ajv'
import { parse } from 'csv-parse/sync'
import fc from 'fast-check'
import type { FastifyInstance, InjectOptions, LightMyRequestResponse } from 'fastify'
import t from 'tap'
import { buildTestApp } from '../helpers/app.ts'
import { runs, seedOr } from '../helpers/random.ts'
import { type Case, knownIds, requests } from './fuzz-requests.ts'
import { negotiatedReadsOf } from './negotiated.ts'
import {
  absolute,
  documentOf,
  type JsonSchema,
  validatorOf,
  withoutRequired
} from './operations.ts'

const SEED = seedOr(20_261_123)
const MANY = 20_000
const RUNS = runs(100, MANY)
/** What any address may answer, whatever the operation. */
const GENERAL = [304, 404, 405, 406, 414]

/** Compiles schemas, each when it is first needed. */
function checksOf(ajv: ReturnType<typeof validatorOf>): (schema: JsonSchema) => ValidateFunction {
  const compiled = new Map<JsonSchema, ValidateFunction>()
  return (schema) => {
    const check = compiled.get(schema) ?? ajv.compile(absolute(schema))
    compiled.set(schema, check)
    return check
  }
}

/** Throws unless the answer is one the document describes. */
function checker(
  document: Awaited<ReturnType<typeof documentOf>>
): (asked: Case, response: LightMyRequestResponse) => void {
  const ajv = validatorOf(document)
  const problem = ajv.compile({ $ref: 'document#/components/schemas/Problem' })
  const wholeCheck = checksOf(ajv)
  const narrowCheck = checksOf(validatorOf(withoutRequired(document)))
  return ({ operation, request, plain }, response) => {
    const { statusCode, headers } = response
    const body = unpacked(response)
    const fail = (what: string) => {
      throw new Error(
        `${request.method} ${request.url} ${JSON.stringify(request.headers)}: ${statusCode} ` +
          `${what}\n${body.slice(0, 400)}`
      )
    }
    if (statusCode >= 500) fail('is a failure of the service')
    if (request.method === 'OPTIONS' && statusCode === 204) return
    if (statusCode === 308) {
      if (!/^\/(?![/\\])/.test(String(headers.location))) fail(`leads to ${headers.location}`)
      return
    }
    if (statusCode === 304 || request.method === 'HEAD') {
      if (body !== '') fail('has a body')
      if (request.method === 'HEAD') return
    }
    // A list may be written to as well, by another operation, which nobody may without a key.
    const isWritten = statusCode === 403 && ['POST', 'PATCH', 'DELETE'].includes(request.method)
    // So may a question be asked by POST.
    const isAsked = request.method === 'POST' && operation.path === '/v1/check'
    const isKept = isWritten || (isAsked && statusCode >= 400)
    if (!isKept && !GENERAL.includes(statusCode) && !(statusCode in operation.responses))
      fail('is not documented')
    if (statusCode === 304) return
    const type = String(headers['content-type']).split(';')[0] ?? ''
    if (statusCode >= 400) {
      if (type !== 'application/problem+json') fail(`is ${type}`)
      if (!problem(JSON.parse(body))) fail(ajv.errorsText(problem.errors))
      const { status, type: page, code } = JSON.parse(body)
      if (status !== statusCode || page !== `/problems/${code}`) fail('contradicts itself')
      if (plain && !['invalid_parameter', 'unknown_id'].includes(code))
        fail('for parameters that are all valid')
      return
    }
    const content = operation.responses[statusCode]?.content[type]
    if (!content) return fail(`is ${type}, which is not documented`)
    if (/^application\/(geo\+)?json$/.test(type)) {
      const isNarrow = new URLSearchParams(request.url.split('?')[1]).has('fields')
      const check = isNarrow ? narrowCheck(content.schema) : wholeCheck(content.schema)
      if (!check(JSON.parse(body))) fail(ajv.errorsText(check.errors))
    }
    const delimiter = String(request.url).includes('dialect=excel') ? ';' : ','
    if (type === 'text/csv' && body.length < 50_000)
      parse(body, { columns: true, bom: true, delimiter })
  }
}

function unpacked({ headers, body, rawPayload }: LightMyRequestResponse): string {
  if (rawPayload.length === 0) return ''
  if (headers['content-encoding'] === 'gzip') return gunzipSync(rawPayload).toString()
  return headers['content-encoding'] === 'br' ? brotliDecompressSync(rawPayload).toString() : body
}

/**
 * The answer; asked again where a busy machine made the app shed load, which says nothing of the
 * request.
 */
async function answered(
  app: FastifyInstance,
  request: InjectOptions
): Promise<LightMyRequestResponse> {
  for (let attempt = 0; ; attempt += 1) {
    await setImmediate()
    const response = await app.inject(request)
    if (response.statusCode !== 503 || !response.body.includes('too much load') || attempt === 5)
      return response
    await setTimeout(1_100)
  }
}

t.test(`${RUNS} requests, seed ${SEED}`, async (t) => {
  const { app } = await buildTestApp(t, { data: 'starter' })
  const check = checker(await documentOf(app))
  const operations = await negotiatedReadsOf(app)
  const seen = new Map<string, number>()
  const count = (key: string) => seen.set(key, (seen.get(key) ?? 0) + 1)
  const property = fc.asyncProperty(requests(operations, await knownIds(app)), async (asked) => {
    const response = await answered(app, asked.request)
    count('all')
    count(String(response.statusCode))
    count(`${asked.operation.operationId} ${response.statusCode}`)
    check(asked, response)
  })
  await fc.assert(property, {
    seed: SEED,
    numRuns: RUNS,
    endOnFailure: process.env['FUZZ_SHRINK'] === undefined
  })
  t.ok((seen.get('all') ?? 0) >= RUNS, `${seen.get('all')} requests`)
  // Rare outcomes come with many requests.
  if (RUNS < MANY) return
  for (const status of ['200', '304', '400', '404', '405', '406'])
    t.ok((seen.get(status) ?? 0) > 50, `${status}: ${seen.get(status)} times`)
  t.ok((seen.get('200') ?? 0) > RUNS / 4, 'a good part is answered')
  for (const { operationId, path } of operations) {
    for (const status of ['200', '400', '405'])
      t.ok(seen.has(`${operationId} ${status}`), `${operationId}: ${status}`)
    if (path.includes('{')) t.ok(seen.has(`${operationId} 404`), `${operationId}: 404`)
  }
})
