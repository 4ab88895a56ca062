// Finds the metric that values are divided by, and refuses those that make no sense.
import type { Snapshot } from '../db/store.ts'
import { refusedParameter } from '../http/problems.ts'
import { existingIds } from '../identifiers/queries.ts'
import { resolveAll } from '../identifiers/resolve.ts'
import { findTraits } from '../observations/series/queries.ts'
import type { Partnership, Traits } from '../observations/series/traits.ts'
import type { Transform } from './model/transform.ts'
import { AMOUNTS, listWholes } from './whole-queries.ts'

export type OtherMetric = Traits & Partnership

const POPULATION = 'population'

/** Whether figures of a metric are amounts, and no rates, indexes, lengths or durations. */
export function isAmount({ kind }: Traits): boolean {
  return AMOUNTS.includes(kind)
}

/** The metric that a transformation divides by; undefined if it needs none. */
export async function findOtherMetric(
  snapshot: Snapshot,
  metric: Traits,
  { transform, percent_of }: { transform: Transform; percent_of?: string | undefined }
): Promise<OtherMetric | undefined> {
  if (transform === 'per_capita') return findPopulation(snapshot, metric)
  if (transform !== 'percent_of' || percent_of === undefined) return undefined
  const { ids } = await resolveAll(snapshot, 'metric', 'percent_of', [percent_of])
  const other = await findTraits(snapshot, ids[0] ?? percent_of)
  if (isAmount(other) && other.unit === metric.unit) return other
  const reason = isAmount(other)
    ? `is in ${other.unit}, ${metric.id} in ${metric.unit}`
    : `is of the kind ${other.kind}, and only a flow or a stock can be a whole`
  const message = `${metric.id} is no part of ${other.id}: ${other.id} ${reason}.`
  throw refusedParameter('percent_of', message, await listWholes(snapshot, metric.unit))
}

async function findPopulation(snapshot: Snapshot, metric: Traits): Promise<OtherMetric> {
  const known = await existingIds(snapshot, 'metric', [POPULATION])
  if (known.length > 0 && metric.id !== POPULATION) return findTraits(snapshot, POPULATION)
  const message =
    known.length > 0
      ? '`per_capita` of the population is always 1.'
      : `\`per_capita\` needs the metric ${POPULATION}, which this data set does not have.`
  throw refusedParameter('transform', message, ['a transformation of the values alone'])
}
