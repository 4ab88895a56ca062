// The shape of a problem document, and the problem answers that operations document.
import { z } from 'zod'
import { field } from './envelope.ts'
import type { HeaderName } from './openapi-headers.ts'
import { problemExample } from './problem-examples.ts'
import { PROBLEMS, type ProblemCode } from './problems.ts'

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
