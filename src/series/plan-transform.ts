// Turns the parameters that transform series into a plan: what is read, and what is computed.
import type { Snapshot } from '../db/store.ts'
import type { Stretch } from '../http/page.ts'
import type { QueryOf } from '../http/parameters.ts'
import type { Traits } from '../observations/series/traits.ts'
import { parsePeriod } from '../periods/read-period.ts'
import type { Aggregation } from './aggregate-points.ts'
import { checkBase } from './check-base.ts'
import { checkCompanions } from './check-companions.ts'
import { checkTransform } from './check-transform.ts'
import { findExchangeRate } from './exchange-rate.ts'
import { AGGREGATE_CALENDARS } from './model/aggregate.ts'
import { findOtherMetric } from './other-metric.ts'
import { addOtherSeries, addRates } from './other-series.ts'
import type { ServedSeries } from './page.ts'
import { planAggregation } from './plan-aggregate.ts'
import type { Rule } from './rules.ts'
import { type Span, spanToRead } from './span.ts'
import type { Transformation } from './transform-points.ts'
import type { transformQuery } from './transform-schemas.ts'

export type TransformQuery = QueryOf<typeof transformQuery>

/** Whether a transformation computes with series of other metrics. */
export function needsOthers({ transform, currency }: TransformQuery): boolean {
  const divides = transform === 'per_capita' || transform === 'percent_of'
  return divides || currency !== undefined
}

/** The series that a request asks for; without `calendars`: of all calendars. */
type Asked = { metric: Traits; calendars: readonly string[] | undefined; span: Span }

/** `reads` is the span whose claims are read; the others are undefined if not asked for. */
export type Plan = {
  reads: Span
  transformation?: Transformation | undefined
  aggregation?: Aggregation | undefined
}

/** Plans a transformation. Throws a problem if it makes no sense. */
export async function planTransform(
  snapshot: Snapshot,
  query: TransformQuery,
  { metric, calendars: asked, span }: Asked
): Promise<Plan> {
  const aggregation = await planAggregation(snapshot, metric.id, query.aggregate)
  // What is computed is computed from the aggregated points.
  const calendars = aggregation ? [AGGREGATE_CALENDARS[aggregation.period].calendar] : asked
  const { index_base, currency } = query
  checkCompanions(query.transform, query)
  // A currency alone converts the values, and nothing else is computed.
  const transform = query.transform ?? (currency === undefined ? undefined : 'lin')
  if (transform === undefined) return { reads: span, aggregation }
  const rate = await findExchangeRate(snapshot, metric, currency)
  checkTransform(transform, metric, calendars)
  checkBase(index_base, calendars)
  const other = await findOtherMetric(snapshot, metric, { ...query, transform })
  const base = index_base === undefined ? undefined : parsePeriod(index_base)
  const reads = spanToRead(span, transform, base)
  const transformation = { name: transform, readFrom: reads.from, base: index_base, other, rate }
  return { reads, transformation, aggregation }
}

type Found = Plan & { rule: Rule }

/** Adds the series that a transformation needs beside those of a page. */
export async function addNeeded(
  snapshot: Snapshot,
  stretch: Stretch<ServedSeries>,
  { transformation, rule, reads }: Found
): Promise<Stretch<ServedSeries>> {
  const { other, rate } = transformation ?? {}
  const divided = other ? await addOtherSeries(snapshot, stretch, { other, rule, reads }) : stretch
  if (!rate) return divided
  const { country, metric } = rate
  return addRates(snapshot, divided, { country, other: metric, rule, reads })
}
