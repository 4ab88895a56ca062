import type { LightMyRequestResponse } from 'fastify'
import { PROBLEMS, type ProblemCode, type ProblemError } from '../../src/http/problems.ts'
import type { Checks } from './test-every.ts'

/**
 * Checks the whole problem document: status, media type, headers, and every key; whether `try`
 * works is tested in test/app/errors.test.ts. `errors` are compared as given; leave them out for
 * none.
 */
export function expectProblem(
  t: Checks,
  response: LightMyRequestResponse,
  code: ProblemCode,
  { detail, errors = [] }: { detail?: string; errors?: ProblemError[] } = {}
): void {
  const { status, title } = PROBLEMS[code]
  const body = response.json()
  t.equal(response.statusCode, status)
  t.equal(response.headers['content-type'], 'application/problem+json; charset=utf-8')
  t.equal(response.headers['cache-control'], 'no-store')
  t.equal(response.headers['etag'], undefined)
  t.same(body, {
    type: `/problems/${code}`,
    title,
    status,
    detail: detail ?? body.detail,
    instance: response.headers['x-request-id'],
    code,
    errors,
    try: body.try
  })
  t.ok(body.try === null || /^\/(?!\/)/.test(body.try), `a path or null: ${body.try}`)
  t.type(body.detail, 'string')
}
