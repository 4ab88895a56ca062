// The rules that choose one claim for each period. Pure functions.

import { compare, publishedOn, type SeriesClaim } from '../observations/series/points.ts'
import { BOUNDS, SOURCE_KINDS } from '../vocabularies.ts'

export const RULES = ['preferred', 'latest_published', 'median'] as const
export const SOURCE_PREFIX = 'source:'
/** The name of a rule, or the source whose claims are taken. */
export type Rule = (typeof RULES)[number] | `${typeof SOURCE_PREFIX}${string}`

type Rival = Pick<SeriesClaim, 'id' | 'value' | 'low' | 'high' | 'bound' | 'source'>
type Order = (one: Rival, other: Rival) => number

/**
 * The order of the kinds in the vocabulary: sources that count or publish officially come before
 * sources that repeat figures.
 */
const PLACE_OF_KIND = new Map(SOURCE_KINDS.map((kind, place) => [kind, place]))
/** The order of bounds: a claim that leaves less open is better. The two open bounds are equal. */
export const EXACTNESS: readonly (readonly Rival['bound'][])[] = [
  ['exact'],
  ['about'],
  ['range'],
  ['at_least', 'at_most']
]
const PLACE_OF_BOUND = new Map(
  BOUNDS.map((bound) => [bound, EXACTNESS.findIndex((bounds) => bounds.includes(bound))])
)

const byKind: Order = (one, other) =>
  placeOf(PLACE_OF_KIND, one.source.kind) - placeOf(PLACE_OF_KIND, other.source.kind)
const byBound: Order = (one, other) =>
  placeOf(PLACE_OF_BOUND, one.bound) - placeOf(PLACE_OF_BOUND, other.bound)
const byPublished: Order = (one, other) => compare(publishedOn(other), publishedOn(one))
const byId: Order = (one, other) => compare(one.id, other.id)
const byFigure: Order = (one, other) => compare(middleOf(one), middleOf(other))

const byPreference: Order = (one, other) =>
  byKind(one, other) || byBound(one, other) || byPublished(one, other) || byId(one, other)
const byNews: Order = (one, other) => byPublished(one, other) || byPreference(one, other)
const bySize: Order = (one, other) => byFigure(one, other) || byPreference(one, other)

/**
 * Takes a claim from those of one period, in any order; undefined if the rule accepts none of them.
 */
export function takeClaim<C extends Rival>(claims: readonly C[], rule: Rule): C | undefined {
  // If the number is even, take the lower one: nobody gave the mean of the two.
  if (rule === 'median') return claims.toSorted(bySize)[Math.floor((claims.length - 1) / 2)]
  if (rule === 'latest_published') return first(claims, byNews)
  return first(
    claims.filter((claim) => isCandidate(claim, rule)),
    byPreference
  )
}

/** Whether a rule may take a claim. */
export function isCandidate({ source }: Rival, rule: Rule): boolean {
  const wanted = sourceOf(rule)
  return wanted === undefined || source.id === wanted
}

/** The source that a rule names; undefined if it names none. */
export function sourceOf(rule: Rule): string | undefined {
  return rule.startsWith(SOURCE_PREFIX) ? rule.slice(SOURCE_PREFIX.length) : undefined
}

/** The figure that orders a claim; for a range it is the middle. */
export function middleOf({ value, low, high }: Rival): number {
  return value ?? (low ?? 0) / 2 + (high ?? 0) / 2
}

function first<C extends Rival>(claims: readonly C[], order: Order): C | undefined {
  return claims.reduce<C | undefined>(
    (best, claim) => (best === undefined || order(claim, best) < 0 ? claim : best),
    undefined
  )
}

function placeOf<T>(places: ReadonlyMap<T, number>, word: T): number {
  return places.get(word) ?? places.size
}
