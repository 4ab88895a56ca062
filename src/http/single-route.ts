// One way to serve a single thing by its id.
import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import type { Snapshot, Store } from '../db/store.ts'
import { field, problemResponses, singleMeta } from './envelope.ts'
import { Problem } from './problems.ts'

export type SingleRoute<Item extends z.ZodObject> = {
  operationId: string
  tag: string
  summary: string
  description: string
  /** What the last part of the path is called, what it means, and one that exists. */
  parameter: { name: string; description: string; example: string }
  item: Item
  license: string
  /** What the id names, for the sentence "No metric has the id …". */
  noun: string
  find: (snapshot: Snapshot, id: string) => Promise<{ row: z.output<Item>; warnings?: string[] } | undefined>
  near: (snapshot: Snapshot, id: string) => Promise<string[]>
}

/** Registers `path/:parameter`. */
export function singleRoute<Item extends z.ZodObject>(app: FastifyInstance, store: Store, path: string, route: SingleRoute<Item>): void {
  const { operationId, tag, summary, description, parameter, item } = route
  const name = `${operationId.charAt(0).toUpperCase()}${operationId.slice(1)}Answer`
  const body = z.object({ data: item, meta: singleMeta }).meta({ id: name, description: `${summary}.` })
  const schema = {
    ...{ operationId, tags: [tag], summary, description },
    params: z.strictObject({ [parameter.name]: field(z.string(), parameter.description, parameter.example) }),
    querystring: z.strictObject({}),
    response: { 200: { description: 'Found.', content: { 'application/json': { schema: body } } }, ...problemResponses(400, 404) }
  }
  app.get(`${path}/:${parameter.name}`, { schema, config: { formats: ['json'], changesWith: 'data' } }, async (request, reply) => {
    const id = (request.params as Record<string, string>)[parameter.name] ?? ''
    const answer = await store.snapshot(async (snapshot) => {
      const found = await route.find(snapshot, id)
      if (!found) throw notFound(route, id, await route.near(snapshot, id))
      request.revision = snapshot.revision
      return { data: found.row, meta: { revision: snapshot.revision, license: route.license, warnings: found.warnings ?? [] } }
    })
    return reply.type('application/json; charset=utf-8').send(answer)
  })
}

function notFound<Item extends z.ZodObject>({ noun, parameter }: SingleRoute<Item>, id: string, near: string[]): Problem {
  const hint = near.length > 0 ? ` Near ones: ${near.join(', ')}.` : ''
  const message = `No ${noun} has the id "${id.slice(0, 100)}".${hint}`
  return new Problem('not_found', message, { errors: [{ pointer: `/path/${parameter.name}`, message, allowed: near }] })
}
