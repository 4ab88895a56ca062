// Decides which claims are checked together, and which scopes a changed claim touches. Both follow
// from the same rule, so they are in one file.
import type { Claim, Scope } from './checks.ts'
import {
  familyOf,
  LEG_LENGTH,
  metricsOf,
  RATIOS,
  SECTIONED_METRICS,
  TRADE_SHARE,
  WORLD
} from './identities.ts'
import { divisionsOf, groupsIn } from './members.ts'

/**
 * A family of metrics and an unordered pair of entities, in alphabetical order, or one entity and
 * null.
 */
export type ScopeKey = { family: string; subject: string; partner: string | null }
/** The scopes of all pairs in which this entity has a share: they need its totals. */
export type SharesOf = { family: string; shares_of: string }

type Pair = { subject: string; partner: string | null }
/**
 * The claims that a scope needs: of these metrics, about these ordered pairs (its own pair first),
 * and about these subjects with any partner.
 */
export type ScopeQuery = { metrics: readonly string[]; pairs: Pair[]; every_partner_of: string[] }

const SHARE_FAMILY = familyOf(TRADE_SHARE.share)
/** The families that need the trade of their subject with all partners together. */
const FAMILIES_OF_RATIOS: readonly string[] = RATIOS.filter(
  ({ of }) => of === TRADE_SHARE.total
).map(({ ratio }) => familyOf(ratio))
/** Figures for all partners together: the total, and metrics with the world as partner. */
const TOTALS: readonly string[] = [
  TRADE_SHARE.total,
  TRADE_SHARE.trade,
  TRADE_SHARE.exports,
  TRADE_SHARE.imports
]

/** The scope that owns the checks whose stated claims have this place. */
export function scopeOf({
  metric,
  subject,
  partner
}: Pick<Claim, 'metric' | 'subject' | 'partner'>): ScopeKey {
  const family = familyOf(metric)
  return partner !== null && partner < subject
    ? { family, subject: partner, partner: subject }
    : { family, subject, partner }
}

/**
 * Every scope whose checks may change if a claim of this place is added, changed or withdrawn.
 * `groupsOf` gives the groups of an entity, with larger groups that contain its group: see {@link
 * groupsAround}. `corridorsOf` gives the corridors of a leg:
 * see {@link corridorsAlong}.
 */
export function scopesOf(
  place: Pick<Claim, 'metric' | 'subject' | 'partner'>,
  groupsOf: (entity: string) => readonly string[],
  corridorsOf: (leg: string) => readonly string[]
): (ScopeKey | SharesOf)[] {
  const { metric, subject, partner } = place
  const own = scopeOf(place)
  const touched: (ScopeKey | SharesOf)[] = [own]
  if (metric === LEG_LENGTH && partner === null)
    return [own, ...corridorsOf(subject).flatMap(scopesOfCorridor)]
  if (SECTIONED_METRICS.includes(metric))
    return partner === null ? touched : [own, scopeOf({ metric, subject, partner: null })]
  if (TOTALS.includes(metric) && (partner === WORLD || partner === null)) {
    if (partner === WORLD) touched.push(scopeOf({ metric, subject, partner: null }))
    touched.push({ family: own.family, shares_of: subject })
    for (const family of FAMILIES_OF_RATIOS) touched.push({ family, subject, partner: null })
  }
  if (partner === null || subject === WORLD || partner === WORLD) return touched
  const outside = (groups: readonly string[], other: string) =>
    groups.filter((group) => group !== other && !groupsOf(other).includes(group))
  for (const group of outside(groupsOf(subject), partner))
    touched.push(scopeOf({ ...place, subject: group }))
  for (const group of outside(groupsOf(partner), subject))
    touched.push(scopeOf({ ...place, partner: group }))
  return touched
}

/** The scopes in which the length of a corridor is compared with its legs. */
export function scopesOfCorridor(corridor: string): ScopeKey[] {
  return SECTIONED_METRICS.map((metric) => scopeOf({ metric, subject: corridor, partner: null }))
}

/**
 * The groups around each entity: the groups that have it as a member, and the groups that have all
 * of its members.
 */
export function groupsAround(
  groups: ReadonlyMap<string, readonly string[]>
): (entity: string) => readonly string[] {
  const around = new Map<string, string[]>()
  const add = (entity: string, group: string) =>
    around.set(entity, [...(around.get(entity) ?? []), group])
  for (const [group, members] of groups) {
    for (const member of members) add(member, group)
    for (const [other, some] of groups) {
      if (other !== group && some.length > 0 && some.every((member) => members.includes(member)))
        add(other, group)
    }
  }
  return (entity) => around.get(entity) ?? []
}

/** The corridors of each leg. */
export function corridorsAlong(
  corridors: ReadonlyMap<string, readonly string[]>
): (leg: string) => readonly string[] {
  const found = new Map<string, string[]>()
  for (const [corridor, legs] of corridors) {
    for (const leg of new Set(legs)) found.set(leg, [...(found.get(leg) ?? []), corridor])
  }
  return (leg) => found.get(leg) ?? []
}

/** The claims to load for a scope. `members` as in {@link Scope}. */
export function scopeQuery(
  { family, subject, partner }: ScopeKey,
  members: Scope['members']
): ScopeQuery {
  const needsTotals = partner === null && FAMILIES_OF_RATIOS.includes(family)
  const metrics = needsTotals ? [...metricsOf(family), ...TOTALS] : metricsOf(family)
  const pairs: Pair[] = [{ subject, partner }]
  if (partner !== null && partner !== subject) pairs.push({ subject: partner, partner: subject })
  for (const { place, group } of groupsIn({ subject, partner }, members)) {
    const other = place === 'subject' ? partner : subject
    for (const member of new Set(divisionsOf(group, members).flat())) {
      if (other !== null)
        pairs.push({ subject: member, partner: other }, { subject: other, partner: member })
    }
  }
  if (family === SHARE_FAMILY || needsTotals) pairs.push(...totalPairs(subject, partner))
  const sectioned = partner === null && metrics.some((metric) => SECTIONED_METRICS.includes(metric))
  return { metrics, pairs: distinct(pairs), every_partner_of: sectioned ? [subject] : [] }
}

function totalPairs(subject: string, partner: string | null): Pair[] {
  const sides = partner === null ? [subject] : [subject, partner]
  return sides.flatMap((side) => [
    { subject: side, partner: null },
    { subject: side, partner: WORLD }
  ])
}

function distinct(pairs: readonly Pair[]): Pair[] {
  return [...new Map(pairs.map((pair) => [`${pair.subject}|${pair.partner ?? ''}`, pair])).values()]
}
