// The parts of the data set. Each has a revision of its own: the newest one that touched it. So an
// answer that shows only some parts stays as it is while others change.
import type { Noun } from './nouns.ts'

/** All of the data set. Its revision is the newest one of all, and stands in no row. */
export const ALL = 'data'
/**
 * What every answer may show beside figures: metrics, units, entities and their names, sources that
 * changed, products, scenarios. New metrics and sources are not in it: no earlier answer shows
 * them.
 */
export const CATALOGUE = 'catalogue'
export const SOURCES = 'sources'
export const EVENTS = 'events'
/** Projections and their assessments. */
export const PROJECTIONS = 'projections'

/** The claims about a metric, and what is computed from them alone. */
export function partOfMetric(id: string): string {
  return `metric:${id}`
}

/** Not here are those that show figures of any metric, as legs and corridors do. */
const PARTS_OF_NOUN: Partial<Record<Noun, readonly string[]>> = {
  alias: [CATALOGUE],
  entity: [CATALOGUE],
  event: [EVENTS, CATALOGUE],
  projection: [PROJECTIONS, CATALOGUE],
  scenario: [CATALOGUE],
  source: [SOURCES, CATALOGUE],
  unit: [CATALOGUE]
}

/** What a list of these things shows; undefined if it shows more, such as figures of any metric. */
export function partsOfList(noun: Noun): readonly string[] | undefined {
  return PARTS_OF_NOUN[noun]
}

/** What an answer about one thing shows; undefined if it shows more. */
export function partsOfThing(noun: Noun, id: string): readonly string[] | undefined {
  // A unit shows all metrics that use it, new ones too.
  if (noun === 'unit') return undefined
  return noun === 'metric' ? partsOfMetrics([id]) : PARTS_OF_NOUN[noun]
}

/** What answers about claims of these metrics show. */
export function partsOfMetrics(ids: readonly string[]): readonly string[] {
  return [...ids.map(partOfMetric), CATALOGUE]
}
