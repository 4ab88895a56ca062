// Ids that are asked for in the wrong place, or in the wrong case.
import type { Snapshot } from '../db/store.ts'
import { listPath } from '../nouns.ts'
import { existingIds, type NamedNoun } from './queries.ts'

/** A thing with the id that was given. */
export type Elsewhere = { noun: NamedNoun; id: string; called: string; link: string }

/** How a thing is called in a sentence. Countries are entities too. */
const CALLED: Record<Exclude<NamedNoun, 'country'>, string> = {
  observation: 'a claim',
  projection: 'a projection',
  event: 'an event',
  source: 'a source',
  metric: 'a metric',
  scenario: 'a scenario',
  alias: 'an alias',
  leg: 'a leg',
  corridor: 'a corridor',
  product: 'a product',
  entity: 'an entity',
  unit: 'a unit'
}

/** The thing whose id is the value in any case: of the same noun first, then of the others. */
export async function findElsewhere(
  snapshot: Snapshot,
  noun: NamedNoun,
  value: string
): Promise<Elsewhere | undefined> {
  const spellings = [...new Set([value, value.toUpperCase(), value.toLowerCase()])]
  const own = noun === 'country' ? 'entity' : noun
  // Object.keys forgets the names that the type has.
  const others = (Object.keys(CALLED) as (keyof typeof CALLED)[]).filter((one) => one !== own)
  for (const one of [own, ...others] as const) {
    const [id] = await existingIds(snapshot, one, spellings)
    if (id !== undefined) return { noun: one, id, called: CALLED[one], link: linkTo(one, id) }
  }
  return undefined
}

function linkTo(noun: NamedNoun, id: string): string {
  const encoded = encodeURIComponent(id)
  return noun === 'scenario'
    ? `/v1/projections?scenario=${encoded}`
    : `${listPath(noun)}/${encoded}`
}
