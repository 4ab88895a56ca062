// Parameters that meant something else before. Who still means that learns which parameter to use.
import type { FastifyRequest } from 'fastify'
import { z } from 'zod'
import { splitUrl } from './links.ts'
import { queryShapeOf } from './parameter-docs.ts'
import { canonicalUrl } from './query-string.ts'

type Moved = { name: string; advice: string }

/** The parameter that has the earlier meaning now. */
const MOVED = new Map<string, Moved>([
  [
    'as_of',
    {
      name: 'measured_on',
      advice:
        'Here `as_of` is the time of the data, as everywhere; the day that is measured is ' +
        '`measured_on`.'
    }
  ]
])

/**
 * The parameter that the value of another one may be meant for; undefined if the operation has none
 * such, or if it does not take this value.
 */
export function movedTo(request: FastifyRequest, name: string): Moved | undefined {
  const found = findMoved(request, name)
  return found?.schema.safeParse(found.given.get(name)).success ? found.moved : undefined
}

/** What to tell who may mean the earlier meaning, whatever the value; undefined for all others. */
export function adviceOf(request: FastifyRequest, name: string): string | undefined {
  return findMoved(request, name)?.moved.advice
}

/** Nothing is found for who names the parameter already. */
function findMoved(request: FastifyRequest, name: string) {
  const moved = MOVED.get(name)
  const schema = moved && queryShapeOf(request)[moved.name]
  if (!moved || !(schema instanceof z.ZodType)) return undefined
  const given = new URLSearchParams(splitUrl(canonicalUrl(request.url)).query)
  return given.has(moved.name) ? undefined : { moved, schema, given }
}
