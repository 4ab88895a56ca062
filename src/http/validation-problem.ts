// Says what is wrong with parameters or a body that a schema refuses.
import type { FastifyRequest } from 'fastify'
import type { ZodFastifySchemaValidationError } from 'fastify-type-provider-zod'
import type { z } from 'zod'
import { type BodyIssue, bodyErrors, bodyProblem } from './body-errors.ts'
import { SHOWN } from './limits.ts'
import { movedTo } from './moved-parameters.ts'
import { allowedBy, queryShapeOf } from './parameter-docs.ts'
import { suggestName } from './parameter-hints.ts'
import { type Problem, type ProblemError, parameterProblem } from './problems.ts'
import { withoutMistakes } from './working-request.ts'

const CONTEXTS: Record<string, string> = { querystring: 'query', params: 'path', headers: 'header' }

/** The problem of a refused request: each wrong part, and a request that works. */
export function validationProblem(
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
      .map((issue) => describeIssue(place, issue, request)),
    ...unknown.flatMap((issue) => unknownParameters(place, issue, request))
  ]
  const code = unknown.length === issues.length ? 'unknown_parameter' : 'invalid_parameter'
  const shape = queryShapeOf(request)
  const renamed = namesMeant(issues, unknown, request)
  return parameterProblem(code, errors, withoutMistakes(request, shape, errors, renamed))
}

/** The parameters that are surely meant, by the names that the request has. */
function namesMeant(
  issues: ZodFastifySchemaValidationError[],
  unknown: ZodFastifySchemaValidationError[],
  request: FastifyRequest
): Map<string, string> {
  const names = Object.keys(queryShapeOf(request))
  const meant = [
    ...issues.map((issue) => [nameOf(issue), movedTo(request, nameOf(issue))] as const),
    ...unknown.flatMap(keysOf).map((key) => {
      const hint = suggestName(key, names)
      return [key, hint?.isSure ? hint : undefined] as const
    })
  ]
  return new Map(meant.flatMap(([name, found]) => (found ? [[name, found.name]] : [])))
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

function describeIssue(
  place: string,
  issue: ZodFastifySchemaValidationError,
  request: FastifyRequest
): ProblemError {
  const params: { params?: { allowed?: string[] } } = issue.params
  const given = params.params?.allowed ?? []
  const name = nameOf(issue)
  const moved = place === 'query' ? movedTo(request, name) : undefined
  const message = issue.message ?? 'This value is not allowed.'
  const documented = place === 'query' ? queryShapeOf(request)[name] : undefined
  return {
    pointer: `/${place}${issue.instancePath}`,
    message: moved ? `${message} ${moved.advice}` : message,
    allowed: given.length > 0 || !documented ? given : allowedBy(documented)
  }
}

function unknownParameters(
  place: string,
  issue: ZodFastifySchemaValidationError,
  request: FastifyRequest
): ProblemError[] {
  const allowed = Object.keys(queryShapeOf(request)).sort()
  return keysOf(issue)
    .slice(0, SHOWN.unknownNames)
    .map((key) => ({
      pointer: `/${place}/${key.slice(0, SHOWN.nameCharacters)}`,
      message: explainName(key, allowed),
      allowed
    }))
}

/** The name of the parameter that an issue is about; empty for unknown ones. */
function nameOf({ instancePath }: ZodFastifySchemaValidationError): string {
  return instancePath.slice(1)
}

function keysOf(issue: ZodFastifySchemaValidationError): string[] {
  const { keys = [] }: { keys?: string[] } = issue.params
  return keys
}

function explainName(key: string, allowed: readonly string[]): string {
  if (allowed.length === 0) return 'This operation has no parameters.'
  const hint = suggestName(key, allowed)
  const list = `he parameters are ${allowed.join(', ')}.`
  if (!hint) return `There is no parameter of this name; t${list}`
  const advice = hint.advice ? ` ${hint.advice}` : ''
  return `There is no parameter of this name. Did you mean ${hint.name}?${advice} T${list}`
}
