import type { z } from 'zod'
import type { Snapshot } from '../db/store.ts'
import { checkSpan } from '../http/check-span.ts'
import { resolvePairs } from '../identifiers/pairs.ts'
import { resolveLists } from '../identifiers/resolve.ts'
import type { ProjectionFilters } from './conditions.ts'
import type { listProjectionsQuery } from './schemas.ts'

type Query = Omit<z.output<z.ZodObject<typeof listProjectionsQuery>>, 'sort'>

/** Turns the parameters of a list of projections into filters. Throws a problem for unknown ids. */
export async function resolveProjectionFilters(
  snapshot: Snapshot,
  query: Query
): Promise<{ filters: ProjectionFilters; warnings: string[] }> {
  const { subject_kind, partner_kind, kind, target_from, target_to } = query
  const { attributed_to, status } = query
  checkSpan('target_from', target_from, 'target_to', target_to)
  const { filters, warnings } = await resolvePairs(snapshot, query)
  const { ids, warnings: unknown } = await resolveLists(snapshot, query, {
    scenario: 'scenario',
    source: 'source'
  })
  return {
    filters: {
      ...filters,
      ...ids,
      subject_kind,
      partner_kind,
      kind,
      attributed_to,
      status,
      target_from,
      target_to
    },
    warnings: [...warnings, ...unknown]
  }
}
