// Turns a request with an unknown id in its path into a similar one that works.
import type { FastifyRequest } from 'fastify'
import { LIMITS } from './limits.ts'
import { splitUrl } from './links.ts'
import type { ProblemError } from './problems.ts'
import { meantId } from './working-request.ts'

const PATH = '/path/'

/**
 * The requested address with the id that is meant by the unknown one, or else with the only similar
 * one; null if there is none, or more than one.
 */
export function withNearPath(
  request: FastifyRequest,
  errors: readonly ProblemError[]
): string | null {
  const { method, url, routeOptions } = request
  const [error, ...others] = errors
  // A ready request that changes data would be sent to something else than was meant.
  if (!error?.pointer.startsWith(PATH) || others.length > 0 || method !== 'GET') return null
  const id = meantId(error)
  if (id === undefined) return null
  const parameter = `:${error.pointer.slice(PATH.length)}`
  const { path, query } = splitUrl(url)
  const given = path.split('/')
  const mended = (routeOptions.url ?? '')
    .split('/')
    .map((part, index) =>
      part.includes(parameter) ? part.replace(parameter, encodeURIComponent(id)) : given[index]
    )
    .join('/')
  const works = query === '' ? mended : `${mended}?${query}`
  return works.length <= LIMITS.urlCharactersMax ? works : null
}
