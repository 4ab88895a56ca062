// The shape of every answer (`data`, `meta` and, on lists, `links`), and how a field is documented.
import { z } from 'zod'
import { COUNT_MAX } from './limits.ts'
import type { HeaderName } from './openapi-headers.ts'
import { problemExample } from './problem-examples.ts'
import { PROBLEMS, type ProblemCode } from './problems.ts'

/** Documents a field: what it means, and an example from the real data. */
export function field<S extends z.ZodType>(schema: S, description: string, example: unknown): S {
  return schema.meta({ description, examples: [example] })
}

export const problemCode = z
  .enum(Object.keys(PROBLEMS) as [ProblemCode, ...ProblemCode[]])
  .meta({ id: 'ProblemCode', description: 'The code of a problem; see `/problems`.' })

const problemSchema = z
  .object({
    type: field(
      z.string(),
      'The path on this service that explains this kind of problem.',
      '/problems/invalid_parameter'
    ),
    title: field(
      z.string(),
      'The kind of problem in a few words; all problems of one code have the same title.',
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
      'The code that clients branch on. From 1.0.0 on, it never changes its meaning within v1.',
      'invalid_parameter'
    ),
    errors: field(
      z.array(
        z.object({
          pointer: field(
            z.string(),
            'A JSON Pointer to the wrong part: /query/limit, /path/id, /header/accept.',
            '/query/limit'
          ),
          message: field(
            z.string(),
            'What is wrong with this part.',
            'Expected a whole number from 1 to 1000, found "0".'
          ),
          allowed: field(
            z.array(z.string()),
            'What is allowed here, or similar ids if an id was not found.',
            ['a whole number from 1 to 1000']
          )
        })
      ),
      'Each wrong part of the request; empty if `detail` says everything.',
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
      'A request like yours that works: the documented example replaces a wrong value, and ' +
        'the most similar id an unknown one. Null if the service knows no such request.',
      '/v1/observations?limit=100'
    )
  })
  .meta({
    id: 'Problem',
    description: 'A problem document (RFC 9457). Every answer with status 400 or above is one.'
  })

const metaFields = {
  revision: field(
    z.int().min(0).max(COUNT_MAX),
    'The newest revision that may have changed this answer. Each import makes a revision of the ' +
      'data set; one that touches nothing of what is shown here leaves the answer as it is. With ' +
      '`as_of`, the revision that the answer was read from.',
    1
  ),
  license: field(
    z.string(),
    'The terms of use of the data.',
    'Facts quoted with attribution: name the source of each figure.'
  ),
  warnings: field(
    z.array(z.string()),
    'What the answer leaves out and why, such as unknown ids in a list, and what there is ' +
      'instead where nothing meets the filters; empty if there is nothing to say.',
    []
  )
}

const updated_at = field(
  z.string().nullable(),
  'The time when `revision` was made (RFC 3339, UTC); null if there are no data yet.',
  '2026-11-23T00:00:00Z'
)

export const singleMeta = z
  .object({ ...metaFields, updated_at })
  .meta({ id: 'Meta', description: 'About the answer.' })
/** About the answer, for things that can be cited. */
export const citedMeta = singleMeta
  .extend({
    citation: field(
      z.string(),
      'How to cite this in one line: publisher, date of publication, and the thing with the ' +
        'revision that it was read from, for `as_of`. `/citation` has whole citations, also for ' +
        'reference managers.',
      'Kazinform (citing Trend), 2024-08-21, via Corridor Metrics, C0392, revision 1'
    )
  })
  .meta({
    id: 'CitedMeta',
    extends: singleMeta,
    description: 'About the answer, and how to cite it.'
  })
export const listMeta = z
  .object({
    ...metaFields,
    updated_at,
    count: field(
      z.int().min(0).max(1_000),
      'The number of rows in this answer, not of all rows that match.',
      100
    ),
    total: field(
      z.int().min(0).max(COUNT_MAX).nullable(),
      'The number of all rows that match; null unless `total=true` asks for it, and null with a ' +
        'warning that says why if they are not counted.',
      null
    ),
    next_cursor: field(
      z.string().nullable(),
      'The `cursor` of the next page; null on the last page.',
      null
    )
  })
  .meta({ id: 'ListMeta', description: 'About the answer.' })
export const listLinks = z
  .object({
    self: field(z.string(), 'The path of this page on this service.', '/v1/metrics?topic=trade'),
    next: field(
      z.string().nullable(),
      'The path of the next page; null on the last page. Also sent as a Link header (RFC 8288).',
      null
    )
  })
  .meta({ id: 'Links', description: 'The paths of this page and the next one.' })

export type Meta = z.output<typeof singleMeta>

/** The component name of an answer: `ListMetricsAnswer` for the operation `listMetrics`. */
export function answerName(operationId: string): string {
  return `${operationId.charAt(0).toUpperCase()}${operationId.slice(1)}Answer`
}

const FAILURES: Record<number, string> = {
  400: 'A part of the request is wrong; `errors` names each parameter and what is allowed.',
  401: 'The key is missing or cannot be used; WWW-Authenticate says which.',
  403: 'The key does not allow this, or no key was ever made and writing is off.',
  404: 'Nothing has this id; `errors` suggests similar ids.',
  410: 'The id was withdrawn; `errors` says when and why, and where its versions are.',
  406: 'The Accept header allows none of the formats of this address.',
  408: 'The body did not arrive in time; the connection is closed.',
  409:
    'Conflicts with existing data, or a request with the same Idempotency-Key is still ' +
    'in progress.',
  412: 'The thing has changed since the tag in If-Match was read.',
  413: 'The body is too large.',
  415: 'This address does not accept the Content-Type of the body.',
  507: 'The disk is full; nothing of the change was kept.',
  422: 'The body cannot be used, or the Idempotency-Key belongs to another request.',
  429: 'Too many requests, in a minute or at the same time; Retry-After says when to continue.',
  503: 'The service cannot answer now; Retry-After says when to try again.'
}

const FAILURE_HEADERS: Record<number, readonly HeaderName[]> = {
  401: ['WWW-Authenticate'],
  403: ['WWW-Authenticate'],
  409: ['Retry-After'],
  429: ['Retry-After', 'RateLimit', 'RateLimit-Policy'],
  503: ['Retry-After'],
  507: ['Retry-After']
}

/** The problem answers that an operation documents. */
export function problemResponses(...statuses: number[]) {
  return Object.fromEntries(
    [...statuses, 406, 429, 503].map((status) => [
      status,
      {
        description: FAILURES[status] ?? '',
        headers: FAILURE_HEADERS[status] ?? [],
        example: problemExample(status),
        content: { 'application/problem+json': { schema: problemSchema } }
      }
    ])
  )
}
