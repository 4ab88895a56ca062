// The one place where an error becomes an answer. Every answer of status 400 and above is a problem
// document.
import { STATUS_CODES } from 'node:http'
import type { Socket } from 'node:net'
import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import {
  hasZodFastifySchemaValidationErrors,
  type ZodFastifySchemaValidationError
} from 'fastify-type-provider-zod'
import type { z } from 'zod'
import type { Config } from '../config.ts'
import { DatabaseUnavailable, StorageFull } from '../db/store.ts'
import { type BodyIssue, bodyErrors, bodyProblem } from './body-errors.ts'
import { unknownType } from './body-type.ts'
import { EXPOSED_HEADERS, LIMITS } from './limits.ts'
import { allowedBy } from './parameters.ts'
import {
  bodyTooLarge,
  Problem,
  type ProblemCode,
  type ProblemError,
  parameterProblem,
  problemBody
} from './problems.ts'
import { checkUrl, routeProblem } from './request-checks.ts'
import { withExamples, withNearIds } from './working-request.ts'

declare module 'fastify' {
  interface FastifyInstance {
    /** The setting CORS_ORIGIN, for errors that come before the CORS plugin. */
    corsOrigin: string
  }
}

export const PROBLEM_TYPE = 'application/problem+json; charset=utf-8'
const RETRY_AFTER_SECONDS = '5'
const INTERNAL = 'The request could not be answered. It has been logged.'
const CONTEXTS: Record<string, string> = { querystring: 'query', params: 'path', headers: 'header' }

/** Installs the handler; call it before any route is registered. */
export function handleErrors(app: FastifyInstance, config: Config): void {
  app.decorate('corsOrigin', config.CORS_ORIGIN)
  app.setErrorHandler<FastifyError>((error, request, reply) => {
    const problem = problemOf(error, request)
    if (problem.status >= 500)
      request.log.error({ err: error, code: problem.code }, 'request failed')
    return sendProblem(problem, request, reply)
  })
  // Unknown addresses are refused earlier (request-checks.ts); this is for plugins that look for a
  // file and find none.
  app.setNotFoundHandler((request, reply) =>
    sendProblem(routeProblem(request, undefined), request, reply)
  )
}

/**
 * Errors of the router itself, which come before any hook: a path that is not valid
 * percent-encoding.
 */
export function handleFrameworkErrors(
  _error: FastifyError,
  request: FastifyRequest,
  reply: FastifyReply
): void {
  sendProblem(
    checkUrl(request.raw.url ?? '') ??
      new Problem('invalid_url', 'The path is not valid percent-encoded UTF-8.'),
    request,
    reply
  )
}

export function sendProblem(
  problem: Problem,
  request: FastifyRequest,
  reply: FastifyReply
): FastifyReply {
  // What an answer under way has set already does not hold for the problem that takes its place.
  for (const name of ['etag', 'link', 'content-disposition', 'content-encoding', 'content-length'])
    reply.removeHeader(name)
  // Errors that come before CORS and the security headers must be readable by web pages too.
  if (!reply.hasHeader('access-control-allow-origin')) reply.headers(pageHeaders(request))
  return reply
    .code(problem.status)
    .headers({ 'cache-control': 'no-store', 'x-request-id': request.id, ...problem.headers })
    .type(PROBLEM_TYPE)
    .send(JSON.stringify(problemBody(problem, request.id)))
}

function pageHeaders({ headers, server }: FastifyRequest): Record<string, string> {
  const always = { 'x-content-type-options': 'nosniff', vary: 'Accept, Accept-Encoding' }
  const allowed = server.corsOrigin.split(',').map((origin) => origin.trim())
  const origin = allowed.includes('*') ? '*' : allowed.find((one) => one === headers.origin)
  return origin
    ? {
        ...always,
        'access-control-allow-origin': origin,
        'access-control-expose-headers': EXPOSED_HEADERS.join(', ')
      }
    : always
}

/** What cannot even be told is an error of ours. */
function problemOf(error: FastifyError, request: FastifyRequest): Problem {
  try {
    return toProblem(error, request)
  } catch (untold) {
    request.log.error({ err: untold }, 'an error could not be told')
    return new Problem('internal', INTERNAL)
  }
}

function toProblem(
  error: FastifyError | Problem | null | undefined,
  request: FastifyRequest
): Problem {
  if (error instanceof Problem)
    return error.code === 'unknown_id'
      ? parameterProblem(error.code, error.errors, withNearIds(request, error.errors))
      : error
  if (error instanceof DatabaseUnavailable) {
    return new Problem('unavailable', 'The database does not answer.', {
      headers: { 'retry-after': RETRY_AFTER_SECONDS }
    })
  }
  if (error instanceof StorageFull) {
    return new Problem(
      'insufficient_storage',
      'There is no room for this change; nothing of it was kept.',
      {
        headers: { 'retry-after': RETRY_AFTER_SECONDS }
      }
    )
  }
  if (!(error instanceof Error)) return new Problem('internal', INTERNAL)
  if (hasZodFastifySchemaValidationErrors(error))
    return validationProblem(error.validation, error.validationContext ?? '', request)
  switch (error.code) {
    case 'FST_ERR_CTP_BODY_TOO_LARGE':
      return bodyTooLarge(request.routeOptions.bodyLimit ?? LIMITS.bodyBytesMax)
    case 'FST_ERR_CTP_INVALID_MEDIA_TYPE':
      return unknownType(request)
    case 'FST_UNDER_PRESSURE':
    case 'FST_ERR_HANDLER_TIMEOUT':
      return new Problem('unavailable', 'The service is under too much load.', {
        headers: { 'retry-after': RETRY_AFTER_SECONDS }
      })
  }
  if (error.statusCode === 429) return new Problem('rate_limited', error.message)
  if (error.statusCode !== undefined && error.statusCode < 500)
    return new Problem('bad_request', error.message)
  return new Problem('internal', INTERNAL)
}

function validationProblem(
  issues: ZodFastifySchemaValidationError[],
  context: string,
  request: FastifyRequest
): Problem {
  if (context === 'body') return bodyProblemOf(issues, request)
  const place = CONTEXTS[context] ?? context
  const unknown = issues.filter((issue) => issue.keyword === 'unrecognized_keys')
  const errors = [
    ...issues
      .filter((issue) => !unknown.includes(issue))
      .map((issue) => toError(place, issue, request)),
    ...unknown.flatMap((issue) => unknownParameters(place, issue, request))
  ]
  const code = unknown.length === issues.length ? 'unknown_parameter' : 'invalid_parameter'
  return parameterProblem(code, errors, withExamples(request, queryShape(request), errors))
}

function bodyProblemOf(
  issues: ZodFastifySchemaValidationError[],
  request: FastifyRequest
): Problem {
  const read = issues.map(
    ({ keyword, instancePath, message = '', params }): BodyIssue => ({
      code: keyword,
      path: instancePath.split('/').filter(Boolean),
      message,
      ...params
    })
  )
  return bodyProblem(bodyErrors(request.routeOptions.schema?.body as z.ZodType, request.body, read))
}

function toError(
  place: string,
  issue: ZodFastifySchemaValidationError,
  request: FastifyRequest
): ProblemError {
  const params: { params?: { allowed?: string[] } } = issue.params
  const given = params.params?.allowed ?? []
  const name = issue.instancePath.slice(1)
  const documented = place === 'query' ? queryShape(request)[name] : undefined
  return {
    pointer: `/${place}${issue.instancePath}`,
    message: issue.message ?? 'This value is not allowed.',
    allowed: given.length > 0 || !documented ? given : allowedBy(documented)
  }
}

function queryShape(request: FastifyRequest): Record<string, unknown> {
  const schema = request.routeOptions.schema?.querystring as
    | { shape?: Record<string, unknown> }
    | undefined
  return schema?.shape ?? {}
}

function unknownParameters(
  place: string,
  issue: ZodFastifySchemaValidationError,
  request: FastifyRequest
): ProblemError[] {
  const { keys }: { keys?: string[] } = issue.params
  const allowed = Object.keys(queryShape(request)).sort()
  return (keys ?? []).slice(0, 20).map((key) => ({
    pointer: `/${place}/${key.slice(0, 100)}`,
    message:
      allowed.length > 0
        ? `There is no parameter of this name; there are ${allowed.join(', ')}.`
        : 'This operation takes no parameters.',
    allowed
  }))
}

const SOCKET_PROBLEMS: Record<string, [ProblemCode, string]> = {
  HPE_INVALID_URL: [
    'invalid_url',
    'The address holds characters that have to be percent-encoded; curl does it with -G ' +
      '--data-urlencode.'
  ],
  HPE_HEADER_OVERFLOW: ['headers_too_large', 'The request headers are larger than 16 KiB.'],
  ERR_HTTP_REQUEST_TIMEOUT: ['request_timeout', 'The request did not arrive in time.']
}

/**
 * Errors of the HTTP parser: there is no request yet, so the answer is written to the socket by
 * hand.
 */
export function handleClientError(error: NodeJS.ErrnoException, socket: Socket): void {
  if (error.code === 'ECONNRESET' || !socket.writable) {
    socket.destroy()
    return
  }
  const [code, detail] = SOCKET_PROBLEMS[error.code ?? ''] ?? [
    'bad_request',
    'The request is not valid HTTP/1.1.'
  ]
  const problem = new Problem(code, detail)
  const id = crypto.randomUUID()
  const body = JSON.stringify(problemBody(problem, id))
  socket.end(
    [
      `HTTP/1.1 ${problem.status} ${STATUS_CODES[problem.status]}`,
      `Content-Type: ${PROBLEM_TYPE}`,
      `Content-Length: ${Buffer.byteLength(body)}`,
      'Cache-Control: no-store',
      `X-Request-Id: ${id}`,
      'Connection: close',
      '',
      body
    ].join('\r\n')
  )
}
