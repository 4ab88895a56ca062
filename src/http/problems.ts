// The error that carries a problem to the client, and the problems that many parts of the service
// need.
import type { RefusalReason } from '../telemetry/telemetry.ts'
import { LIMITS } from './limits.ts'
import { PROBLEMS, type ProblemCode } from './problem-catalogue.ts'

export { PROBLEMS, type ProblemCode }

export const PROBLEM_TYPE = 'application/problem+json; charset=utf-8'

/** One wrong part of a request: a JSON Pointer to it, what is wrong, and what is allowed. */
export type ProblemError = {
  pointer: string
  message: string
  allowed: string[]
  /**
   * The value of the parameter that is surely meant; null if nobody can tell which of the allowed
   * values it is. The answer does not show it.
   */
  meant?: string | null
  /** A parameter that the request lacks, with a value that works. The answer does not show it. */
  lacks?: { name: string; value: string } | undefined
}

type ProblemParts = {
  errors?: ProblemError[]
  headers?: Record<string, string> | undefined
  works?: string | null | undefined
  reason?: RefusalReason | undefined
}

/** Thrown anywhere in a request; the error handler turns it into an RFC 9457 document. */
export class Problem extends Error {
  readonly code: ProblemCode
  readonly errors: ProblemError[]
  readonly headers: Record<string, string>
  /** A request like this one that works. */
  readonly works: string | null
  /**
   * Why a request was refused that may succeed later. Telemetry counts it; answers do not show it.
   */
  readonly reason: RefusalReason | undefined

  constructor(
    code: ProblemCode,
    detail: string,
    { errors = [], headers = {}, works = null, reason }: ProblemParts = {}
  ) {
    super(detail)
    this.name = 'Problem'
    this.code = code
    this.errors = errors
    this.headers = headers
    this.works = works
    this.reason = reason
  }

  get status(): number {
    return PROBLEMS[this.code].status
  }
}

/** The document of RFC 9457 for a problem; `instance` is the id of the request. */
export function problemBody({ code, message, errors, works }: Problem, instance: string) {
  const { status, title } = PROBLEMS[code]
  return {
    type: `/problems/${code}`,
    title,
    status,
    detail: message,
    instance,
    code,
    errors: errors.map(({ meant: _, lacks: __, ...error }) => error),
    try: works
  }
}

/**
 * A problem with parameters. The detail repeats the first error, so that one line in a log or
 * terminal says enough.
 */
export function parameterProblem(
  code: ProblemCode,
  errors: ProblemError[],
  works: string | null = null
): Problem {
  const [first] = errors
  const more = errors.length > 1 ? ` (and ${errors.length - 1} more)` : ''
  return new Problem(
    code,
    first ? `${first.pointer}: ${first.message}${more}` : PROBLEMS[code].title,
    { errors, works }
  )
}

/** A request that works, or what this one lacks. */
type Mending = { works?: string | null; lacks?: ProblemError['lacks'] }

/** A query parameter with a wrong value. */
export function refusedParameter(
  name: string,
  message: string,
  allowed: string[],
  { code = 'invalid_parameter', works, lacks }: Mending & { code?: ProblemCode } = {}
): Problem {
  return parameterProblem(code, [{ pointer: `/query/${name}`, message, allowed, lacks }], works)
}

/** A wrong part of the path, such as an unknown id. */
export function refusedPath(
  code: ProblemCode,
  name: string,
  message: string,
  allowed: string[],
  { works, meant }: { works?: string | null; meant?: string | null | undefined } = {}
): Problem {
  const errors = [
    { pointer: `/path/${name}`, message, allowed, ...(meant !== undefined && { meant }) }
  ]
  return new Problem(code, message, { errors, works })
}

/** A wrong header; `detail` is needed if the message alone is not clear. */
export function refusedHeader(
  code: ProblemCode,
  name: string,
  message: string,
  allowed: readonly string[],
  { detail = message, headers }: { detail?: string; headers?: Record<string, string> } = {}
): Problem {
  const errors = [{ pointer: `/header/${name}`, message, allowed: [...allowed] }]
  return new Problem(code, detail, { errors, headers })
}

export const OVERLOADED = 'The service is under too much load.'

/** The service cannot answer now; the client may try again after some seconds. */
export function unavailable(
  detail: string,
  seconds: number = LIMITS.retryAfterSeconds,
  reason: RefusalReason = 'other'
): Problem {
  return new Problem('unavailable', detail, { headers: retryAfter(seconds), reason })
}

export function retryAfter(seconds: number = LIMITS.retryAfterSeconds): Record<string, string> {
  return { 'retry-after': String(seconds) }
}

/** A body that is larger than the route accepts. */
export function bodyTooLarge(bytes: number): Problem {
  if (bytes >= 1024 ** 2)
    return new Problem('body_too_large', `The body is larger than ${bytes / 1024 ** 2} MiB.`)
  const advice =
    'A single change needs only the fields that it sets; fields that the service computes may be ' +
    'left out. Send many rows as a file to POST /v1/imports.'
  return new Problem('body_too_large', `The body is larger than ${bytes / 1024} KiB. ${advice}`)
}
