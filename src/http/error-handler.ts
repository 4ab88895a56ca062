// The only place that turns an error into an answer. Every answer with status 400 or above is a
// problem document.
import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { hasZodFastifySchemaValidationErrors } from 'fastify-type-provider-zod'
import Negotiator from 'negotiator'
import type { Config } from '../config.ts'
import { DatabaseUnavailable, StorageFull, WriterBusy } from '../db/store.ts'
import { unknownType } from './body-type.ts'
import { ALWAYS } from './headers.ts'
import { EXPOSED_HEADERS, LIMITS } from './limits.ts'
import {
  bodyTooLarge,
  OVERLOADED,
  PROBLEM_TYPE,
  Problem,
  parameterProblem,
  problemBody,
  retryAfter,
  unavailable
} from './problems.ts'
import { countIfRefused } from './refusals.ts'
import { checkUrl, routeProblem } from './request-checks.ts'
import { validationProblem } from './validation-problem.ts'
import { withNearPath } from './working-path.ts'
import { withMeantValues, withNearIds, withValue } from './working-request.ts'

declare module 'fastify' {
  interface FastifyInstance {
    /** The setting CORS_ORIGIN, for errors that come before the CORS plugin. */
    corsOrigin: string
    /** The page that browsers get instead of a problem document. */
    problemPage?: { render: (body: ReturnType<typeof problemBody>) => string; policy: string }
  }
}

/** Headers of an answer that failed. They do not fit the problem that is sent instead. */
const OF_THE_ANSWER = [
  'etag',
  'link',
  'accept-ranges',
  'content-disposition',
  'content-encoding',
  'content-length'
]
const BUSY = 'Another change is being made, such as a large import. Nothing of this one was begun.'
const INTERNAL = 'The request could not be answered. It has been logged.'

/** Installs the handler; call this before any route is registered. */
export function handleErrors(app: FastifyInstance, config: Config): void {
  app.decorate('corsOrigin', config.CORS_ORIGIN)
  app.setErrorHandler<FastifyError>((error, request, reply) => {
    const problem = problemOf(error, request)
    logFailure(problem, error, request)
    countIfRefused(problem, request)
    return sendProblem(problem, request, reply)
  })
  // request-checks.ts refuses unknown addresses before this. This handler is for plugins that do
  // not find a file.
  app.setNotFoundHandler((request, reply) =>
    sendProblem(routeProblem(request, undefined), request, reply)
  )
}

/**
 * Answers errors of the router, such as a path that is not valid percent-encoding. They come before
 * any hook.
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

/** A refusal for want of time or room says all in its text; what else fails is logged whole. */
function logFailure(problem: Problem, error: FastifyError, request: FastifyRequest): void {
  const { status, code, reason, message } = problem
  if (status < 500) return
  if (reason && reason !== 'database') request.log.warn({ code, reason }, message)
  else request.log.error({ err: error, code }, 'request failed')
}

function sendProblem(problem: Problem, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  for (const name of OF_THE_ANSWER) reply.removeHeader(name)
  // Web pages must be able to read errors that come before the CORS plugin and the security
  // headers.
  if (!reply.hasHeader('access-control-allow-origin')) reply.headers(pageHeaders(request))
  reply
    .code(problem.status)
    .headers({ 'cache-control': 'no-store', 'x-request-id': request.id, ...problem.headers })
  const body = problemBody(problem, request.id)
  const { problemPage } = request.server
  if (problemPage && prefersPage(request))
    return reply
      .type('text/html; charset=utf-8')
      .header('content-security-policy', problemPage.policy)
      .send(problemPage.render(body))
  return reply.type(PROBLEM_TYPE).send(JSON.stringify(body))
}

/** Whether a browser opened the address: it names HTML first, and accepts everything else too. */
function prefersPage({ method, headers }: FastifyRequest): boolean {
  const { accept = '' } = headers
  const isRead = method === 'GET' || method === 'HEAD'
  if (!isRead || !accept.includes('text/html') || !accept.includes('*/*')) return false
  const types = ['application/problem+json', 'application/json', 'text/html']
  return new Negotiator({ headers }).mediaType(types) === 'text/html'
}

function pageHeaders({ headers, server }: FastifyRequest): Record<string, string> {
  const always = { ...ALWAYS, vary: 'Accept, Accept-Encoding' }
  const allowed = server.corsOrigin.split(',').map((origin) => origin.trim())
  const origin = allowed.includes('*') ? '*' : allowed.find((one) => one === headers.origin)
  return origin
    ? {
        ...always,
        'access-control-allow-origin': origin,
        'access-control-expose-headers': EXPOSED_HEADERS
      }
    : always
}

/** If building the problem fails, the answer is 500. */
function problemOf(error: FastifyError, request: FastifyRequest): Problem {
  try {
    return toProblem(error, request)
  } catch (failure) {
    request.log.error({ err: failure }, 'a problem could not be built from an error')
    return new Problem('internal', INTERNAL)
  }
}

/** Adds a request that works, where the problem knows the values but not the request. */
function mendProblem(problem: Problem, request: FastifyRequest): Problem {
  const { code, errors, works } = problem
  if (code === 'not_found')
    return new Problem(code, problem.message, {
      errors,
      works: works ?? withNearPath(request, errors)
    })
  if (code === 'unknown_id') return parameterProblem(code, errors, withNearIds(request, errors))
  const [{ lacks } = {}] = errors
  if (lacks) return parameterProblem(code, errors, withValue(request, lacks.name, lacks.value))
  return errors.some(({ meant }) => meant !== undefined)
    ? parameterProblem(code, errors, withMeantValues(request, errors))
    : problem
}

function toProblem(
  error: FastifyError | Problem | null | undefined,
  request: FastifyRequest
): Problem {
  if (error instanceof Problem) return mendProblem(error, request)
  if (error instanceof WriterBusy) return unavailable(BUSY, LIMITS.retryAfterSeconds, 'write_limit')
  if (error instanceof DatabaseUnavailable)
    return unavailable('The database does not answer.', LIMITS.retryAfterSeconds, 'database')
  if (error instanceof StorageFull) {
    const detail = 'The disk is full; nothing of the change was kept.'
    return new Problem('insufficient_storage', detail, { headers: retryAfter() })
  }
  if (!(error instanceof Error)) return new Problem('internal', INTERNAL)
  if (hasZodFastifySchemaValidationErrors(error))
    return validationProblem(error.validation, error.validationContext ?? '', request)
  switch (error.code) {
    case 'FST_ERR_CTP_BODY_TOO_LARGE':
      return bodyTooLarge(request.routeOptions.bodyLimit ?? LIMITS.bodyBytesMax)
    case 'FST_ERR_CTP_INVALID_MEDIA_TYPE':
      return unknownType(request)
    case 'FST_ERR_HANDLER_TIMEOUT':
      return unavailable(OVERLOADED)
  }
  if (error.statusCode !== undefined && error.statusCode < 500)
    return new Problem('bad_request', error.message)
  return new Problem('internal', INTERNAL)
}
