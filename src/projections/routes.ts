import type { FastifyInstance } from 'fastify'
import type { z } from 'zod'
import type { Snapshot, Store } from '../db/store.ts'
import { listRoute } from '../http/list-route.ts'
import { checkSpan } from '../http/parameters.ts'
import { singleRoute } from '../http/single-route.ts'
import { resolvePairs } from '../identifiers/pairs.ts'
import { resolveList, unknownId } from '../identifiers/resolve.ts'
import { FACTS } from '../licenses.ts'
import { pathOf } from './path.ts'
import { findProjection, listProjections, type ProjectionFilters } from './queries.ts'
import { listProjectionsQuery, projectionPathQuery, projectionPathSchema, projectionSchema } from './schemas.ts'

type Query = z.output<z.ZodObject<typeof listProjectionsQuery>>

export function projectionRoutes(app: FastifyInstance, store: Store): void {
  listRoute(app, store, '/projections', {
    operationId: 'listProjections',
    tag: 'projections',
    summary: 'What has been promised, planned or forecast, and the growth it requires',
    description:
      'Published claims about the future, with base, target and bound as printed. Try `scenario=strengthened-ties`. Ordered by id.',
    query: listProjectionsQuery,
    item: projectionSchema,
    license: FACTS,
    filters: resolveFilters,
    rows: listProjections,
    key: (row) => [row.id]
  })
  singleRoute(app, store, '/projections', {
    operationId: 'getProjection',
    tag: 'projections',
    summary: 'One projection',
    description: 'Base, target, bound, condition, source, and the growth the target requires.',
    parameter: { name: 'id', description: 'Id of the projection.', example: 'P001' },
    item: projectionSchema,
    license: FACTS,
    find: async (snapshot, id) => {
      const row = await findProjection(snapshot, id)
      return row && { row }
    },
    unknown: (snapshot, id) => unknownId(snapshot, 'projection', id)
  })
  projectionAspects(app, store)
}

/** What a projection requires, seen from several sides. */
function projectionAspects(app: FastifyInstance, store: Store): void {
  singleRoute(app, store, '/projections', {
    operationId: 'getProjectionPath',
    tag: 'projections',
    summary: 'The path a projection requires, period by period',
    description:
      'From base to target with the growth of each step. A range gives a lower and an upper path. Without base, target or a common calendar there is no path, and `reason` says why.',
    parameter: { name: 'id', description: 'Id of the projection.', example: 'P001' },
    aspect: '/path',
    query: projectionPathQuery,
    item: projectionPathSchema,
    license: FACTS,
    find: async (snapshot, id, { shape = 'compound' }) => {
      const projection = await findProjection(snapshot, id)
      return projection && { row: pathOf(projection, shape) }
    },
    unknown: (snapshot, id) => unknownId(snapshot, 'projection', id)
  })
}

async function resolveFilters(snapshot: Snapshot, query: Query): Promise<{ filters: ProjectionFilters; warnings: string[] }> {
  const { target_from, target_to } = query
  checkSpan('target_from', target_from, 'target_to', target_to)
  const { filters, warnings } = await resolvePairs(snapshot, query)
  const scenario = query.scenario && (await resolveList(snapshot, 'scenario', 'scenario', query.scenario))
  const source = query.source && (await resolveList(snapshot, 'source', 'source', query.source))
  return {
    filters: { ...filters, scenario: scenario?.ids, source: source?.ids, target_from, target_to },
    warnings: [...warnings, ...(scenario?.warnings ?? []), ...(source?.warnings ?? [])]
  }
}
