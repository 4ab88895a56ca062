// Checks the parameter `aggregate`, and says which calendars are read for it.
import type { Snapshot } from '../db/store.ts'
import { refusedParameter } from '../http/problems.ts'
import { wordOf } from '../periods/calendars.ts'
import type { Aggregation } from './aggregate-points.ts'
import { findAggregation } from './aggregation-queries.ts'
import { AGGREGATE_CALENDARS, type Aggregate } from './model/aggregate.ts'

/**
 * The calendars that are read: those asked for, or for aggregates the shorter ones among them.
 * Throws a problem if none of them is shorter.
 */
export function calendarsToRead(
  aggregate: Aggregate | undefined,
  asked: readonly string[] | undefined
): string[] | undefined {
  if (aggregate === undefined) return asked && [...asked]
  const shorter = Object.keys(AGGREGATE_CALENDARS[aggregate].parts)
  const read = asked ? shorter.filter((one) => asked.includes(one)) : shorter
  if (read.length > 0) return read
  const allowed = shorter.map(wordOf)
  const message =
    `\`aggregate=${aggregate}\` needs series of the calendar ${allowed.join(' or ')}; ` +
    `asked for is ${asked?.map(wordOf).join(', ')}.`
  throw refusedParameter('aggregate', message, allowed)
}

/** How points are aggregated. Throws a problem if figures of the metric are not. */
export async function planAggregation(
  snapshot: Snapshot,
  metric: string,
  period: Aggregate | undefined
): Promise<Aggregation | undefined> {
  if (period === undefined) return undefined
  const method = await findAggregation(snapshot, metric)
  if (method !== 'none') return { period, method }
  const message =
    `Figures of ${metric} do not add up and have no mean: ` +
    `\`aggregation\` of ${metric} is none.`
  throw refusedParameter('aggregate', message, ['a metric whose aggregation is sum or mean'])
}
