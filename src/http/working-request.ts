// From a request that is refused to one like it that works: nothing teaches faster.
import type { FastifyRequest } from 'fastify'
import { LIMITS } from './limits.ts'
import { exampleOf, type QueryShape } from './parameter-docs.ts'
import type { ProblemError } from './problems.ts'

const QUERY = '/query/'

/**
 * The address asked for with each wrong parameter mended: unknown ones left out, wrong values
 * replaced by the documented example. Null where more than parameters is wrong.
 */
export function withExamples(
  request: FastifyRequest,
  shape: QueryShape,
  errors: readonly ProblemError[]
): string | null {
  return replaceParameters(request, errors, ({ name }) => exampleOf(shape[name]), shape)
}

/** The address asked for with another value of a parameter. */
export function withValue(request: FastifyRequest, name: string, value: string): string | null {
  return replaceParameters(
    request,
    [{ pointer: QUERY + name, message: '', allowed: [] }],
    () => value
  )
}

/**
 * The address asked for with each unknown id replaced by the nearest one there is; null where none
 * is near.
 */
export function withNearIds(
  request: FastifyRequest,
  errors: readonly ProblemError[]
): string | null {
  // Ids hold no blanks; a hint in words does.
  const near = new Map(
    errors.map(({ pointer, allowed }) => [pointer, allowed.find((one) => !one.includes(' '))])
  )
  // Which of several values is meant by an error it does not say.
  const isList = [...new URLSearchParams(request.url.split('?')[1])].some(
    ([name, value]) => near.has(QUERY + name) && value.includes(',')
  )
  return isList || [...near.values()].includes(undefined)
    ? null
    : replaceParameters(request, errors, ({ pointer }) => near.get(pointer))
}

function replaceParameters(
  request: FastifyRequest,
  errors: readonly ProblemError[],
  valueFor: (wrong: { name: string; pointer: string }) => string | undefined,
  shape?: QueryShape
): string | null {
  if (errors.length === 0 || !errors.every(({ pointer }) => pointer.startsWith(QUERY))) return null
  const [path = '', ...query] = request.url.split('?')
  const parameters = new Map(new URLSearchParams(query.join('?')))
  for (const { pointer } of errors) {
    const name = pointer.slice(QUERY.length)
    const value = valueFor({ name, pointer })
    if (value === undefined) parameters.delete(name)
    else parameters.set(name, value)
  }
  // Errors name only so many unknown parameters, and long names not whole.
  for (const name of shape ? [...parameters.keys()] : [])
    if (!Object.hasOwn(shape ?? {}, name)) parameters.delete(name)
  const text = [...parameters].map(([name, value]) => `${encode(name)}=${encode(value)}`).join('&')
  const url = text ? `${path}?${text}` : path
  return url.length <= LIMITS.urlCharactersMax ? url : null
}

/** Commas part lists and stay readable. */
function encode(text: string): string {
  return encodeURIComponent(text).replaceAll('%2C', ',')
}
