import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import type { Snapshot, Store } from '../db/store.ts'
import { listRoute } from '../http/list-route.ts'
import { FACTS } from '../licenses.ts'
import { partsOfList } from '../parts.ts'
import { resolveProjectionFilters } from '../projections/resolve-filters.ts'
import { countScores, listScores, type ScoreFilters, scoreKey } from './queries.ts'
import { scoreCardQuery, scoreSchema } from './schemas.ts'

export function scoreCardRoutes(app: FastifyInstance, store: Store): void {
  listRoute(app, store, '/score-card', {
    operationId: 'getScoreCard',
    tag: 'projections',
    summary: 'Who promised and forecast what, and how it went',
    description:
      'Counts the assessments of projections: targets by status, forecasts by the size of their ' +
      'errors beside two simple forecasts. Those with most projections come first. Try ' +
      '`by=scenario`, or `by=horizon&kind=forecast`.',
    query: scoreCardQuery,
    item: scoreSchema,
    license: FACTS,
    asOf: true,
    filters: resolveFilters,
    shows: () => partsOfList('projection'),
    rows: listScores,
    count: countScores,
    key: scoreKey,
    keySchema: () => z.tuple([z.int32(), z.literal([0, 1]), z.string()])
  })
}

async function resolveFilters(
  snapshot: Snapshot,
  { by = 'attributed_to', ...query }: z.output<z.ZodObject<typeof scoreCardQuery>>
): Promise<{ filters: ScoreFilters; warnings: string[] }> {
  const { filters, warnings } = await resolveProjectionFilters(snapshot, query)
  return { filters: { ...filters, by, asked: askedIn(query) }, warnings }
}

/** The parameters that a list of the same projections has, also the time of the data. */
function askedIn(query: Record<string, unknown>): ScoreFilters['asked'] {
  return [...Object.keys(scoreCardQuery), 'as_of'].flatMap((name) => {
    const value = query[name]
    return value === undefined ? [] : [[name, [value].flat().join()] as const]
  })
}
