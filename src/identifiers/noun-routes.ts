// The read routes of things that ids name: a list, one thing by its id, and aspects of it. They
// share path, tag and licence, and an id that nothing has is answered with near ones.
import type { FastifyInstance } from 'fastify'
import type { z } from 'zod'
import type { Store } from '../db/store.ts'
import type { ListContent } from '../http/list-content.ts'
import { listRoute } from '../http/list-route.ts'
import type { SingleContent } from '../http/single-content.ts'
import { singleRoute } from '../http/single-route.ts'
import { pluralOf } from '../nouns.ts'
import { unknownId } from './explain-unknown.ts'
import type { NamedNoun } from './queries.ts'

type ThingContent<Item extends z.ZodObject, Query extends z.ZodRawShape> = SingleContent<
  Item,
  Query
> & {
  /** An id that exists; and what the last part of the path is called, unless `id`. */
  parameter: { example: string; name?: string; description?: string }
}

export type NounRoutes = ReturnType<typeof nounRoutes>

/** Registers routes at `/v1/{plural}` and below. `tag` is the plural unless another one fits. */
export function nounRoutes(
  app: FastifyInstance,
  store: Store,
  noun: NamedNoun,
  license: string,
  tag = pluralOf(noun)
) {
  const path = `/${pluralOf(noun)}`
  const shared = { tag, license }
  const component = `${noun.charAt(0).toUpperCase()}${noun.slice(1)}Id`
  return {
    list<Query extends z.ZodRawShape, Item extends z.ZodObject, Filters, Row extends object>(
      route: ListContent<Query, Item, Filters, Row>
    ): void {
      listRoute<Query, Item, Filters, Row>(app, store, path, { ...shared, ...route })
    },

    one<Item extends z.ZodObject, Query extends z.ZodRawShape = Record<never, never>>({
      parameter,
      ...route
    }: ThingContent<Item, Query>): void {
      singleRoute<Item, Query>(app, store, path, {
        ...shared,
        ...(route as SingleContent<Item, Query>),
        parameter: { name: 'id', component, description: `Id of the ${noun}.`, ...parameter },
        unknown: (snapshot, id) => unknownId(snapshot, noun, id)
      })
    }
  }
}
