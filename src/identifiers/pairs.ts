// Resolves the parameters that observations and projections share: metric, subject, partner,
// between.
import type { Snapshot } from '../db/store.ts'
import { parameterProblem } from '../http/problems.ts'
import { type Resolved, resolveAll, resolveList } from './resolve.ts'

type PairQuery = {
  metric?: string[] | undefined
  subject?: string[] | undefined
  partner?: string[] | undefined
  between?: [string, string] | undefined
}
type PairFilters = {
  metric?: string[] | undefined
  subject?: string[] | undefined
  partner?: string[] | undefined
  between?: string[] | undefined
}

/** Looks up the ids. Throws a problem if a parameter names nothing that exists. */
export async function resolvePairs(
  snapshot: Snapshot,
  query: PairQuery
): Promise<{ filters: PairFilters; warnings: string[] }> {
  const found: Partial<Record<'metric' | 'subject' | 'partner', Resolved>> = {}
  if (query.metric) found.metric = await resolveList(snapshot, 'metric', 'metric', query.metric)
  if (query.subject) found.subject = await resolveList(snapshot, 'entity', 'subject', query.subject)
  if (query.partner) found.partner = await resolveList(snapshot, 'entity', 'partner', query.partner)
  const between = query.between && (await resolveAll(snapshot, 'entity', 'between', query.between))
  if (between?.length === 1) {
    throw parameterProblem('invalid_parameter', [
      {
        pointer: '/query/between',
        message: `${between[0]} stands on both sides.`,
        allowed: ['two different entities']
      }
    ])
  }
  const { metric, subject, partner } = found
  return {
    filters: { metric: metric?.ids, subject: subject?.ids, partner: partner?.ids, between },
    warnings: [metric, subject, partner].flatMap((one) => one?.warnings ?? [])
  }
}
