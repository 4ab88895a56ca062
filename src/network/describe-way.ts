// Describes a way as answers have it: its length, crossings, closures and legs, with their claims.
import type { z } from 'zod'
import { CLAIMS_SHOWN_MAX, type lengthClaim } from './claim-schemas.ts'
import { type Crossing, describeCrossings } from './describe-crossings.ts'
import { LEG_TIME_METRICS } from './metrics.ts'
import { closuresOn, type Shut } from './model/closures.ts'
import { crossingsOf } from './model/crossings.ts'
import { measureRoute } from './model/measure.ts'
import type { Closure } from './model/network.ts'
import { profileOf } from './model/profile.ts'
import { endOf, passedOf, type Route, type Step, startOf } from './model/route.ts'
import { isLength, type KnownNetwork } from './queries.ts'
import type { NetworkClaim } from './row-queries.ts'
import type { closureSchema, partsSum, routeLeg, wayFields } from './schemas.ts'

/** A way as routes and corridors show it. */
export type DescribedWay = z.output<z.ZodObject<typeof wayFields>>
type Parts = z.output<typeof partsSum>

/** A way in few words. `shut` has what is shut on the day that was asked for. */
export function outlineWay({ network: { places } }: KnownNetwork, route: Route, shut: Shut) {
  const legs = route.steps.map(({ leg }) => leg)
  return {
    ...measureRoute(route, places),
    modes: [...new Set(legs.map(({ mode }) => mode))],
    crossings: crossingsOf(route, places),
    closures: closuresOn(route, shut),
    planned: legs.filter(({ state }) => state === 'planned').map(({ id }) => id)
  }
}

/** Describes a way with all that is claimed of it. */
export function describeWay(known: KnownNetwork, route: Route, shut: Shut): DescribedWay {
  const outline = outlineWay(known, route, shut)
  const { borders } = outline
  const crossings = describeCrossings(known, outline.crossings)
  const keyOf = (place: string, direction: string | null) => `${place} ${direction}`
  const at = new Map(crossings.map((one) => [keyOf(one.place, one.direction), one]))
  return {
    ...outline,
    crossings,
    closures: outline.closures.map(closureOf),
    border_hours: sumAtBorders(crossings, borders, 'hours'),
    border_dollars: sumAtBorders(crossings, borders, 'dollars'),
    days: daysOf(known, route, crossings, borders),
    dollars: dollarsOf(known, route, crossings, borders),
    legs: route.steps.map((step) => legOf(known, step)),
    profile: profileOf(
      route,
      known.network.places,
      ({ place, direction }) => at.get(keyOf(place.id, direction))?.hours?.value ?? null,
      ({ place, direction }) => at.get(keyOf(place.id, direction))?.dollars?.value ?? null
    )
  }
}

/**
 * The hours or dollars at all borders. A border has two sides, and is only known if both are: a
 * side without a post in the data is a part that nobody knows.
 */
export function sumAtBorders(
  crossings: readonly Crossing[],
  borders: number,
  of: 'hours' | 'dollars'
): Parts {
  return sumOf(partsAtBorders(crossings, borders, of))
}

function partsAtBorders(crossings: readonly Crossing[], borders: number, of: 'hours' | 'dollars') {
  const parts = crossings.map((crossing) => crossing[of]?.value)
  const without = Math.max(0, 2 * borders - parts.length)
  return [...parts, ...Array.from({ length: without }, () => undefined)]
}

/** A sum that is null unless all parts are known. */
function sumOf(parts: readonly (number | undefined)[]): Parts {
  const known = parts.filter((part) => part !== undefined)
  const isWhole = known.length === parts.length
  return {
    value: isWhole ? rounded(known.reduce((sum, part) => sum + part, 0)) : null,
    known: known.length,
    of: parts.length
  }
}

function rounded(value: number): number {
  return Math.round(value * 100) / 100
}

const HOURS_A_DAY = 24

/** The days on the way: hours on each leg, and at each crossing. */
function daysOf(
  known: KnownNetwork,
  { steps }: Route,
  crossings: readonly Crossing[],
  borders: number
): Parts {
  const isTime = ({ metric, value }: NetworkClaim) =>
    value !== null && LEG_TIME_METRICS.some((one) => one === metric)
  const driving = steps.map(({ leg }) => known.claimsAbout(leg.id).find(isTime)?.value ?? undefined)
  const { value, ...parts } = sumOf([...driving, ...partsAtBorders(crossings, borders, 'hours')])
  return { value: value === null ? null : rounded(value / HOURS_A_DAY), ...parts }
}

/** The dollars on the way: the cost of a container on each leg, and what each crossing costs. */
function dollarsOf(
  known: KnownNetwork,
  { steps }: Route,
  crossings: readonly Crossing[],
  borders: number
): Parts {
  const isCost = ({ metric, value }: NetworkClaim) => metric === 'container_cost' && value !== null
  const costs = steps.map(({ leg }) => known.claimsAbout(leg.id).find(isCost)?.value ?? undefined)
  return sumOf([...costs, ...partsAtBorders(crossings, borders, 'dollars')])
}

/** A closure as answers have it. */
export function closureOf(closure: Closure): z.output<typeof closureSchema> {
  const { id, entity, kind, scope, starts_on, ends_on, last_seen, title, source } = closure
  const when = { since: starts_on, until: ends_on, last_seen }
  return { event: id, entity, kind, scope, ...when, title, source }
}

function legOf(known: KnownNetwork, step: Step): z.output<typeof routeLeg> {
  const { id, mode, state } = step.leg
  return {
    leg: id,
    name: known.legs.get(id)?.name ?? id,
    from: startOf(step),
    to: endOf(step),
    mode,
    state,
    passes: [...passedOf(step)],
    length_km: known.lengthOf(id),
    claims: lengthClaims(known, id)
  }
}

/** The claims of the length of a leg, the one that decides first. */
export function lengthClaims(known: KnownNetwork, leg: string): z.output<typeof lengthClaim>[] {
  const claims = known.claimsAbout(leg).filter(isLength)
  return claims
    .map(({ id, value, low, high, bound, text, status, attributed_to, source }) => {
      const said = { id, value, low, high, bound, text, status, attributed_to, source: source.id }
      return { ...said, preferred: id === known.lengthOf(leg)?.observation }
    })
    .toSorted((one, other) => Number(other.preferred) - Number(one.preferred))
    .slice(0, CLAIMS_SHOWN_MAX)
}

/** What a claim about a whole way says, as it is. */
export function showClaim({ ends_on: _, ...claim }: NetworkClaim) {
  return claim
}
