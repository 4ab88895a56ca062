// Resolves the parameters that observations and projections share: metric, subject, partner,
// between, country.
import type { Snapshot } from '../db/store.ts'
import { refusedParameter } from '../http/problems.ts'
import { resolveAll, resolveLists } from './resolve.ts'

type PairQuery = {
  metric?: string[] | undefined
  subject?: string[] | undefined
  partner?: string[] | undefined
  between?: [string, string] | undefined
  country?: string[] | undefined
}
type PairFilters = {
  metric?: string[] | undefined
  subject?: string[] | undefined
  partner?: string[] | undefined
  between?: string[] | undefined
  country?: string[] | undefined
}

/** Looks up the ids. Throws a problem if a parameter names nothing that exists. */
export async function resolvePairs(
  snapshot: Snapshot,
  query: PairQuery
): Promise<{ filters: PairFilters; warnings: string[] }> {
  const { ids, warnings } = await resolveLists(snapshot, query, {
    metric: 'metric',
    subject: 'entity',
    partner: 'entity',
    country: 'entity'
  })
  const pair = query.between && (await resolveAll(snapshot, 'entity', 'between', query.between))
  const between = pair?.ids
  if (between?.length === 1) {
    const message = `${between[0]} stands on both sides.`
    throw refusedParameter('between', message, ['two different entities'])
  }
  return { filters: { ...ids, between }, warnings: [...warnings, ...(pair?.warnings ?? [])] }
}
