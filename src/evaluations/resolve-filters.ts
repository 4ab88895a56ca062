// Looks up the metrics of a request, and says why some of them have no evaluation.
import type { Snapshot } from '../db/store.ts'
import { isByYear, isForecastable } from '../forecasts/forecast-series.ts'
import { TREND_VALUES_MIN } from '../forecasts/model/index.ts'
import { whySenseless } from '../forecasts/refusals.ts'
import { type Problem, refusedParameter } from '../http/problems.ts'
import { resolveLists } from '../identifiers/resolve.ts'
import {
  type Evaluated,
  findEvaluated,
  findFrequencies,
  findLacks,
  someEvaluated
} from './evaluated-queries.ts'
import { frequencyOf } from './frequencies.ts'
import type { EvaluationFilters } from './queries.ts'

/** Refuses metrics that cannot be forecast, and warns of filters that no evaluation meets. */
export async function resolveFilters(
  snapshot: Snapshot,
  query: EvaluationFilters
): Promise<{ filters: EvaluationFilters; warnings: string[] }> {
  const { ids, warnings } = await resolveLists(snapshot, query, { metric: 'metric' })
  const filters = { ...query, ...ids }
  const named = ids.metric ? await findEvaluated(snapshot, ids.metric) : []
  const [senseless] = named
  if (senseless && !named.some(isForecastable)) throw await refuse(snapshot, senseless)
  const lacking: string[] = []
  for (const one of named) lacking.push(...(await whyNone(snapshot, one, query)))
  if (!senseless) lacking.push(...(await whyEmpty(snapshot, filters)))
  return { filters, warnings: [...warnings, ...lacking] }
}

/** Why a metric has no evaluation that the other filters allow. */
async function whyNone(
  snapshot: Snapshot,
  metric: Evaluated,
  { topic, frequency }: EvaluationFilters
): Promise<string[]> {
  const { id, frequencies } = metric
  if (!isForecastable(metric)) return [`metric: ${whySenseless(metric)}`]
  if (topic && !topic.some((one) => one === metric.topic))
    return [`topic: ${id} belongs to ${metric.topic}, not to ${topic.join(' or ')}.`]
  if (frequencies.length === 0)
    return [`metric: ${id} has no evaluation, because ${await whatLacks(snapshot, metric)}`]
  if (!frequency || frequency.some((one) => frequencies.includes(one))) return []
  return [`frequency: ${id} is evaluated only at ${frequencies.join(', ')}.`]
}

async function whatLacks(snapshot: Snapshot, metric: Evaluated): Promise<string> {
  const { calendars, neverChanged } = await findLacks(snapshot, metric.id)
  if (calendars.length === 0) return 'no claim about it names a period.'
  if (!calendars.some((calendar) => frequencyOf(calendar, isByYear(metric, { calendar }))))
    return (
      'its figures come neither each year nor each quarter, month or week: single dates and ' +
      'other periods have no frequency.'
    )
  return neverChanged
    ? 'the values of its series were all the same before each time of a forecast, or too few.'
    : `none of its series has ${TREND_VALUES_MIN + 1} values in a row. Fewer leave none to ` +
        'compare with a forecast.'
}

/** Why there is nothing of any metric. */
async function whyEmpty(snapshot: Snapshot, filters: EvaluationFilters): Promise<string[]> {
  const { topic, frequency } = filters
  if (!topic && !frequency) return []
  const found = await findFrequencies(snapshot, { topic })
  const what = topic ? `no metric of ${topic.join(' or ')}` : 'no metric'
  if (found.length === 0) return [`${topic ? 'topic' : 'frequency'}: ${what} has an evaluation.`]
  if (!frequency || frequency.some((one) => found.includes(one))) return []
  const only = found.join(', ')
  return [`frequency: ${what} is evaluated at ${frequency.join(' or ')}, only at ${only}.`]
}

async function refuse(snapshot: Snapshot, metric: Evaluated): Promise<Problem> {
  const others = await someEvaluated(snapshot)
  const requests = others.map((id) => `/v1/forecasts/evaluation?metric=${id}`)
  const allowed = requests.map((request) => `GET ${request}`)
  const works = requests[0] ?? null
  return refusedParameter('metric', whySenseless(metric), allowed, { works })
}
