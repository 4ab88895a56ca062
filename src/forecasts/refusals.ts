// The problems of a metric that has no forecast, with requests that work.
import type { Snapshot } from '../db/store.ts'
import { type Problem, refusedParameter } from '../http/problems.ts'
import { hasAuthorSeries } from '../observations/series/author-queries.ts'
import type { Traits } from '../observations/series/traits.ts'
import { hasClaims, workingRequests } from './queries.ts'

/** Why a metric cannot be forecast from its past. */
export function whySenseless({ id, unit, kind }: Pick<Traits, 'id' | 'unit' | 'kind'>): string {
  const what =
    unit === 'rank'
      ? 'a rank, which moves by what others do'
      : `a ${kind}, which changes by building`
  return `${id} is ${what}: a forecast makes no sense.`
}

/** The problem of a metric that cannot be forecast from its past. */
export async function refuseSenseless(snapshot: Snapshot, metric: Traits): Promise<Problem> {
  return refusedMetric(whySenseless(metric), await workingRequests(snapshot, undefined))
}

/** The problem of a metric without a series that the filters allow. */
export async function refuseWithoutSeries(snapshot: Snapshot, metric: string): Promise<Problem> {
  const own = await workingRequests(snapshot, metric)
  const requests = own.length > 0 ? own : await workingRequests(snapshot, undefined)
  return refusedMetric(`${metric} has no series${await whyNone(snapshot, metric)}.`, requests)
}

async function whyNone(snapshot: Snapshot, metric: string): Promise<string> {
  if (await hasAuthorSeries(snapshot, { metric })) return ' that all filters allow'
  return (await hasClaims(snapshot, metric))
    ? ': no claim about it names a period'
    : ': there are no claims about it'
}

/** The problem for a metric, with requests that work if there are any. */
function refusedMetric(what: string, requests: string[]): Problem {
  const message = requests[0] ? `${what} A request that works: GET ${requests[0]}.` : what
  const allowed = requests.map((request) => `GET ${request}`)
  return refusedParameter('metric', message, allowed, { works: requests[0] ?? null })
}
