// What a request for an address that does not exist gets: a redirect if only slashes are wrong, or
// else a problem that names the address that was meant.
import type { FastifyReply, FastifyRequest } from 'fastify'
import { cleanPath, findMeantPath, type KnownPath, type MeantPath } from './known-paths.ts'
import { splitUrl } from './links.ts'
import { Problem } from './problems.ts'
import type { Routes } from './request-checks.ts'

/**
 * Redirects to the same address without superfluous slashes, or throws `not_found`. Only reading is
 * redirected: many clients do not send the body of a change again, so a change is told the right
 * address. The target is always a path of this service, because it has a route, and it begins with
 * one slash.
 */
export function leadOn(
  request: FastifyRequest,
  reply: FastifyReply,
  { routes, paths }: { routes: Routes; paths: readonly KnownPath[] }
): FastifyReply {
  const { path } = splitUrl(request.url)
  const clean = cleanPath(path)
  // Without its empty id, `/v1/projections//path` would be another address.
  const isIdMissing = !request.is404 && !path.endsWith('/')
  const isRoute = clean !== path && !isIdMissing && routes(clean) !== undefined
  if (!isRoute) throw absentRoute(path, isIdMissing ? undefined : findMeantPath(path, paths))
  if (request.method !== 'GET' && request.method !== 'HEAD')
    throw absentRoute(path, { path: clean, works: false })
  return reply
    .code(308)
    .header('location', clean + request.url.slice(path.length))
    .send()
}

/** The problem of an address without a route, with the one that was meant. */
export function absentRoute(path: string, meant: MeantPath | undefined): Problem {
  const absent = `There is no route ${path}.`
  if (!meant) return new Problem('not_found', `${absent} GET /v1 lists the routes.`)
  const message = `Did you mean ${meant.path}?`
  return new Problem('not_found', `${absent} ${message}`, {
    errors: [{ pointer: '/path', message, allowed: [meant.path] }],
    works: meant.works ? meant.path : null
  })
}
