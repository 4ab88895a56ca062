// One way to serve a thing that an id names: an id that nothing has is answered with near ones.
import type { FastifyInstance } from 'fastify'
import type { z } from 'zod'
import type { Store } from '../db/store.ts'
import { type SingleRoute, singleRoute } from '../http/single-route.ts'
import type { Noun } from './queries.ts'
import { LISTS, unknownId } from './resolve.ts'

type NounRoute<Item extends z.ZodObject, Query extends z.ZodRawShape> = Omit<
  SingleRoute<Item, Query>,
  'parameter' | 'unknown'
> & {
  /** An id that exists, and what the last part of the path is called, unless `id`. */
  parameter: { example: string; name?: string; description?: string }
}

/** Registers one thing at `/v1/{plural}/:id`, or an aspect of it. */
export function nounRoute<
  Item extends z.ZodObject,
  Query extends z.ZodRawShape = Record<never, never>
>(
  app: FastifyInstance,
  store: Store,
  noun: Noun,
  { parameter, ...route }: NounRoute<Item, Query>
): void {
  singleRoute<Item, Query>(app, store, LISTS[noun], {
    ...route,
    parameter: { name: 'id', description: `Id of the ${noun}.`, ...parameter },
    unknown: (snapshot, id) => unknownId(snapshot, noun, id)
  })
}
