// Turns a refused request into a similar one that works, so that clients can learn from it.
import type { FastifyRequest } from 'fastify'
import { z } from 'zod'
import { LIMITS } from './limits.ts'
import { splitUrl } from './links.ts'
import { mendValue, type QueryShape, queryShapeOf } from './parameter-docs.ts'
import type { ProblemError } from './problems.ts'
import { canonicalUrl, encode } from './query-string.ts'

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Parameters of which a request needs at least one. The route itself refuses others. */
    needsOneOf?: readonly string[]
  }
}

const QUERY = '/query/'

/**
 * The requested address without its mistakes: unknown parameters are renamed or left out, and wrong
 * values are mended where the meaning is sure, or else left out (see {@link mendValue}). Null if
 * more than the parameters is wrong, or if a required one cannot be mended, or if nothing is left
 * of those of which one is needed.
 */
export function withoutMistakes(
  request: FastifyRequest,
  shape: QueryShape,
  errors: readonly ProblemError[],
  renamed: ReadonlyMap<string, string>
): string | null {
  // A ready request that changes data would be sent with somebody else's values.
  if (request.method !== 'GET' && request.method !== 'HEAD') return null
  const valueFor = ({ name, value }: { name: string; value: string | undefined }) =>
    mendValue(shape[name], value)
  return replaceParameters(request, errors, valueFor, { shape, renamed })
}

/** The requested address with another value of one parameter. */
export function withValue(request: FastifyRequest, name: string, value: string): string | null {
  return replaceParameters(
    request,
    [{ pointer: QUERY + name, message: '', allowed: [] }],
    () => value
  )
}

/** The requested address with the value of one parameter under the name of another. */
export function withOtherName(request: FastifyRequest, from: string, to: string): string | null {
  const known = { shape: queryShapeOf(request), renamed: new Map([[from, to]]) }
  const errors = [{ pointer: QUERY + from, message: '', allowed: [] }]
  return replaceParameters(request, errors, () => undefined, known)
}

/**
 * The requested address with each wrong value replaced by the one that is meant; null if it is not
 * known for one of them.
 */
export function withMeantValues(
  request: FastifyRequest,
  errors: readonly ProblemError[]
): string | null {
  const meant = new Map(errors.map((error) => [error.pointer, error.meant ?? null]))
  return replaceParameters(request, errors, ({ pointer }) => meant.get(pointer))
}

/**
 * The requested address with each unknown id replaced by the one that is meant, or else by the only
 * similar one; null if there is none, or more than one.
 */
export function withNearIds(
  request: FastifyRequest,
  errors: readonly ProblemError[]
): string | null {
  const near = new Map(errors.map((error) => [error.pointer, meantId(error)]))
  // An error does not say which value of a list is wrong.
  const isList = [...new URLSearchParams(splitUrl(canonicalUrl(request.url)).query)].some(
    ([name, value]) => near.has(QUERY + name) && value.includes(',')
  )
  return isList || [...near.values()].includes(undefined)
    ? null
    : replaceParameters(request, errors, ({ pointer }) => near.get(pointer))
}

/** The id that is meant by an unknown one, or else the only similar one. */
export function meantId({ allowed, meant }: ProblemError): string | undefined {
  if (meant !== undefined) return meant ?? undefined
  // Ids have no blanks; a hint in words has some.
  return allowed.length > 1 ? undefined : allowed.find((one) => !one.includes(' '))
}

/** A wrong parameter, with its value in the request. */
type Wrong = { name: string; pointer: string; value: string | undefined }

function replaceParameters(
  request: FastifyRequest,
  errors: readonly ProblemError[],
  valueFor: (wrong: Wrong) => string | null | undefined,
  known?: { shape: QueryShape; renamed: ReadonlyMap<string, string> }
): string | null {
  if (errors.length === 0 || !errors.every(({ pointer }) => pointer.startsWith(QUERY))) return null
  const { path, query } = splitUrl(canonicalUrl(request.url))
  const parameters = new Map(new URLSearchParams(query))
  if (known) renameParameters(parameters, known)
  for (const { pointer } of errors) {
    const name = pointer.slice(QUERY.length)
    const value = valueFor({ name, pointer, value: parameters.get(name) })
    if (value === null) return null
    if (value === undefined) parameters.delete(name)
    else parameters.set(name, value)
  }
  // Errors name only some unknown parameters, and they cut long names.
  for (const name of known ? [...parameters.keys()] : [])
    if (!Object.hasOwn(known?.shape ?? {}, name)) parameters.delete(name)
  const { needsOneOf } = request.routeOptions.config
  if (needsOneOf && !needsOneOf.some((name) => parameters.has(name))) return null
  const text = [...parameters].map(([name, value]) => `${encode(name)}=${encode(value)}`).join('&')
  const url = text ? `${path}?${text}` : path
  return url.length <= LIMITS.urlCharactersMax ? url : null
}

/** Gives values to the parameters that were meant, where these accept them and are not given. */
function renameParameters(
  parameters: Map<string, string>,
  { shape, renamed }: { shape: QueryShape; renamed: ReadonlyMap<string, string> }
): void {
  for (const [from, to] of renamed) {
    const value = parameters.get(from)
    const schema = shape[to]
    if (value === undefined || parameters.has(to) || !(schema instanceof z.ZodType)) continue
    if (schema.safeParse(value).success) parameters.set(to, value)
  }
}
