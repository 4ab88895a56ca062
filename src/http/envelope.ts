// The shape of every answer: `data`, `meta` and, on lists, `links`. And how a field is documented.
import { z } from 'zod'
import { COUNT_MAX } from './limits.ts'
import { PROBLEMS, type ProblemCode } from './problems.ts'

/**
 * A field with what a reader of the documentation needs: what it says, and an example from the real
 * data.
 */
export function field<S extends z.ZodType>(schema: S, description: string, example: unknown): S {
  return schema.meta({ description, examples: [example] })
}

export const problemCode = z
  .enum(Object.keys(PROBLEMS) as [ProblemCode, ...ProblemCode[]])
  .meta({ id: 'ProblemCode', description: 'The code of a problem, see `/problems`.' })

export const problemSchema = z
  .object({
    type: field(
      z.string(),
      'Where this kind of problem is explained: a path on this service.',
      '/problems/invalid_parameter'
    ),
    title: field(
      z.string(),
      'The kind of problem in a few words; the same for every problem of this code.',
      'A parameter cannot be used'
    ),
    status: field(z.int().min(400).max(599), 'The HTTP status of the answer.', 400),
    detail: field(
      z.string(),
      'What is wrong with this request, in words.',
      '/query/limit: Expected a whole number from 1 to 1000, found "0".'
    ),
    instance: field(
      z.string(),
      'The id of the request, also in the X-Request-Id header. Name it when you report a defect.',
      '7d2c9b1e-4f0a-4f7e-9a37-1c1f1f5d2b60'
    ),
    code: field(
      problemCode,
      'What clients branch on; codes never change their meaning within v1.',
      'invalid_parameter'
    ),
    errors: field(
      z.array(
        z.object({
          pointer: field(
            z.string(),
            'JSON Pointer to what is wrong: /query/limit, /path/id, /header/accept.',
            '/query/limit'
          ),
          message: field(
            z.string(),
            'What is wrong with it.',
            'Expected a whole number from 1 to 1000, found "0".'
          ),
          allowed: field(
            z.array(z.string()),
            'What would be right, or near ids where one was not found.',
            ['a whole number from 1 to 1000']
          )
        })
      ),
      'Each thing that is wrong; empty where the detail says it all.',
      [
        {
          pointer: '/query/limit',
          message: 'Expected a whole number from 1 to 1000, found "0".',
          allowed: ['a whole number from 1 to 1000']
        }
      ]
    ),
    try: field(
      z.string().nullable(),
      'A request like yours that works: wrong values replaced by the documented example, ' +
        'unknown ids by the nearest. Null where nobody can tell.',
      '/v1/observations?limit=100'
    )
  })
  .meta({
    id: 'Problem',
    description:
      'A problem document as RFC 9457 describes it. Every answer of status 400 and above is one.'
  })

export const metaFields = {
  revision: field(
    z.int().min(0).max(COUNT_MAX),
    'The revision of the data set the answer was read from. Each import makes a new one.',
    1
  ),
  license: field(
    z.string(),
    'Under which terms the data may be used.',
    'Facts quoted with attribution: name the source of each figure.'
  ),
  warnings: field(
    z.array(z.string()),
    'What the answer leaves out and why, such as unknown ids in a list. Empty when all is well.',
    []
  )
}

export const singleMeta = z
  .object(metaFields)
  .meta({ id: 'Meta', description: 'About the answer.' })
export const listMeta = z
  .object({
    ...metaFields,
    count: field(
      z.int().min(0).max(1_000),
      'How many rows this answer holds; not how many there are.',
      100
    )
  })
  .meta({ id: 'ListMeta', description: 'About the answer.' })
export const listLinks = z
  .object({
    self: field(z.string(), 'This page, as a path on this service.', '/v1/metrics?topic=trade'),
    next: field(
      z.string().nullable(),
      'The next page, null on the last one. Also sent as a Link header (RFC 8288).',
      null
    )
  })
  .meta({ id: 'Links', description: 'Where to go from here.' })

export type Meta = z.output<typeof singleMeta>

/** The name of an answer's component: `listMetrics` answers `ListMetricsAnswer`. */
export function answerName(operationId: string): string {
  return `${operationId.charAt(0).toUpperCase()}${operationId.slice(1)}Answer`
}

const FAILURES: Record<number, string> = {
  400: 'Something in the request is wrong; `errors` names each parameter and what is allowed.',
  401: 'No key, or one that cannot be used; WWW-Authenticate says which.',
  403: 'The key may not do this, or no key was ever made and writing is off.',
  404: 'Nothing has this id; `errors` suggests near ones.',
  410: 'The id was withdrawn; `errors` says when and why, and where its versions are.',
  406: 'The Accept header allows none of the formats this address has.',
  408: 'The body did not arrive in time; the connection is closed.',
  409:
    'What is there stands against it, or a request with the same Idempotency-Key is still ' +
    'under way.',
  412: 'It has changed since the tag in If-Match was read.',
  413: 'The body is too large.',
  415: 'The Content-Type of the body is not one this takes.',
  507: 'There is no room for the change; nothing of it was kept.',
  422: 'The body cannot be used, or the Idempotency-Key came with another request before.',
  429: 'Too many requests; Retry-After says when to go on. Only where a limit is set.',
  503: 'The service cannot answer now; Retry-After says when to try again.'
}

/** The documented problem answers of an operation. */
export function problemResponses(...statuses: number[]) {
  return Object.fromEntries(
    [...statuses, 406, 429, 503].map((status) => [
      status,
      {
        description: FAILURES[status] ?? '',
        content: { 'application/problem+json': { schema: problemSchema } }
      }
    ])
  )
}
