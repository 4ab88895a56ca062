// Looks up the metrics of a request, and says why some of them have no evaluation.
import type { Snapshot } from '../db/store.ts'
import { isForecastable } from '../forecasts/forecast-series.ts'
import { TREND_VALUES_MIN } from '../forecasts/model/index.ts'
import { whySenseless } from '../forecasts/refusals.ts'
import { type Problem, refusedParameter } from '../http/problems.ts'
import { resolveLists } from '../identifiers/resolve.ts'
import { type Evaluated, type EvaluationFilters, findEvaluated, someEvaluated } from './queries.ts'

/** Refuses metrics that cannot be forecast, and warns of those without an evaluation. */
export async function resolveFilters(
  snapshot: Snapshot,
  query: EvaluationFilters
): Promise<{ filters: EvaluationFilters; warnings: string[] }> {
  const { ids, warnings } = await resolveLists(snapshot, query, { metric: 'metric' })
  const named = ids.metric ? await findEvaluated(snapshot, ids.metric) : []
  const [senseless] = named
  if (senseless && !named.some(isForecastable)) throw await refuse(snapshot, senseless)
  const lacking = named.flatMap((one) => whyNone(one, query.frequency) ?? [])
  return { filters: { ...query, ...ids }, warnings: [...warnings, ...lacking] }
}

function whyNone(metric: Evaluated, asked: readonly string[] | undefined): string | undefined {
  const { id, frequencies } = metric
  if (!isForecastable(metric)) return `metric: ${whySenseless(metric)}`
  if (frequencies.length === 0)
    return (
      `metric: ${id} has no evaluation, because none of its series has ${TREND_VALUES_MIN + 1} ` +
      'values in a row. Fewer leave none to compare with a forecast.'
    )
  if (!asked || asked.some((one) => frequencies.includes(one))) return undefined
  return `frequency: ${id} is evaluated only at ${frequencies.join(', ')}.`
}

async function refuse(snapshot: Snapshot, metric: Evaluated): Promise<Problem> {
  const others = await someEvaluated(snapshot)
  const requests = others.map((id) => `/v1/forecasts/evaluation?metric=${id}`)
  const allowed = requests.map((request) => `GET ${request}`)
  const works = requests[0] ?? null
  return refusedParameter('metric', whySenseless(metric), allowed, { works })
}
