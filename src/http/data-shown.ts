// What of the data an answer shows: it changes only with these parts (parts.ts). Tags, kept
// answers, `meta.revision` and the keys for shared caches are made of it.
import type { FastifyRequest } from 'fastify'
import type { Known, Newest } from '../db/store.ts'
import { ALL } from '../parts.ts'

declare module 'fastify' {
  interface FastifyContextConfig {
    /** The parts that answers of the route show; undefined if they may show anything. */
    shows?: (request: FastifyRequest) => readonly string[] | undefined
  }
  interface FastifyRequest {
    /** What of the data the answer shows. The route sets it; null if it shows none of them. */
    dataShown: Shown | null
  }
}

/** What an answer shows: parts, and the newest revision that touched any of them. */
export type Shown = Newest & { parts: readonly string[] }

/**
 * What an answer shows that depends on these parts; all of the data if they are undefined, or if
 * the revision of one of them is not known.
 */
export function shownOf(at: Known, names: readonly string[] | undefined): Shown {
  const { revision, updatedAt } = at
  let newest: Newest | undefined
  for (const name of names ?? []) {
    const found = at.parts?.get(name)
    if (!found) return { revision, updatedAt, parts: [ALL] }
    if (!newest || found.revision > newest.revision) newest = found
  }
  return newest && names ? { ...newest, parts: names } : { revision, updatedAt, parts: [ALL] }
}

/**
 * Says which parts answers of a route show, from the parameters and the id in the path. Undefined
 * means all of them.
 */
export type Shows<Query> = (query: Query, id: string) => readonly string[] | undefined

/** The key of answers that show none of the data. */
export const SOFTWARE = 'software'
/** More names would make long headers. */
const PARTS_MAX = 10

/** The setting of a route. An answer as of an earlier time depends on all of the data. */
export function showsParts<Query>(shows: Shows<Query> | undefined) {
  if (!shows) return {}
  return {
    shows(request: FastifyRequest) {
      // The query was validated by the schema of the route.
      const query = request.query as Query & { as_of?: number | string }
      // Parameters of a path are texts.
      const [id = ''] = Object.values((request.params ?? {}) as Record<string, string>)
      if (query.as_of !== undefined) return undefined
      const parts = shows(query, id)
      return parts && parts.length <= PARTS_MAX ? parts : undefined
    }
  }
}

/**
 * What an answer shows. One that has no rows or that warns may tell what there is elsewhere, so it
 * depends on all of the data (`isPlain` is false).
 */
export function dataShown(request: FastifyRequest, now: Known, isPlain: boolean): Shown {
  return shownOf(now, isPlain ? request.routeOptions.config.shows?.(request) : undefined)
}

/**
 * The keys by which a shared cache forgets the answer: the parts that it shows (`Surrogate-Key`).
 */
export function surrogateKey(shown: Shown | null): string {
  return shown ? shown.parts.join(' ') : SOFTWARE
}

/** Everything that the answer to a request can turn out to show, before anything is read. */
export function mayShow(request: FastifyRequest, now: Known): Shown[] {
  const [plain, other] = [dataShown(request, now, true), dataShown(request, now, false)]
  return plain.parts[0] === ALL ? [other] : [plain, other]
}
