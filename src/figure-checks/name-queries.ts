// Reads the names of what figure checks are about, for sentences.
import { lookUp } from '../db/look-up.ts'
import type { Snapshot } from '../db/store.ts'
import { describeEntities } from '../identifiers/name-queries.ts'
import type { Thing } from './claim-queries.ts'

/** Names by id. */
export type ThingNames = {
  metrics: ReadonlyMap<string, string>
  places: ReadonlyMap<string, string>
}

/**
 * The names of the metrics, subjects and partners of some things. A metric that is found there has
 * claims, so it exists.
 */
export async function lookUpNames(
  snapshot: Snapshot,
  things: readonly Pick<Thing, 'metric' | 'subject' | 'partner'>[]
): Promise<ThingNames> {
  const ids = things.map(({ metric }) => metric)
  const metric = await lookUp(snapshot, 'metric', ids)
  const places = await describeEntities(
    snapshot,
    things.flatMap(({ subject, partner }) => (partner === null ? [subject] : [subject, partner]))
  )
  return {
    metrics: new Map(ids.map((id) => [id, metric(id).name])),
    places: new Map(places.map(({ id, name }) => [id, name]))
  }
}
