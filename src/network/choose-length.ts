// Chooses the length of a leg among the claims about it. Every part of the service that adds up
// legs takes it from here.
import { type BOUNDS, SOURCE_KINDS } from '../vocabularies.ts'

/** A claim about the whole length of one leg. */
export type LengthClaim = {
  id: string
  value: number | null
  low: number | null
  high: number | null
  bound: (typeof BOUNDS)[number]
  /** The observation status: `E` marks a length that is computed. */
  status: string
  source: string
  source_kind: (typeof SOURCE_KINDS)[number]
  /** When the source was published: a year, a month or a day. */
  published: string | null
}

/** The length of a leg, from `low` to `high`, and the id of the claim that gives it. */
export type ChosenLength = {
  value: number
  low: number
  high: number
  computed: boolean
  observation: string
}

type Figure = LengthClaim & { value: number }

/**
 * The claim that is preferred by a relation decides; `preferredIds` has the ids of such claims. If
 * there is none, or several, a length comes before a limit, a published one before a computed one,
 * then the kind of source decides, then the newest, then the id. Null if no claim has a value.
 */
export function chooseLength(
  claims: readonly LengthClaim[],
  preferredIds: ReadonlySet<string>
): ChosenLength | null {
  const figures = claims.filter((claim): claim is Figure => claim.value !== null)
  const preferred = figures.filter(({ id }) => preferredIds.has(id))
  const [chosen] = (preferred.length > 0 ? preferred : figures).toSorted(byTrust)
  if (!chosen) return null
  const { value, id: observation } = chosen
  return { value, ...spanOf(chosen, claims), computed: isComputed(chosen), observation }
}

function isComputed({ status }: LengthClaim): boolean {
  return status === 'E'
}

/** A limit is no length: `at least 100 km` often covers only a part of the leg. */
function isLimit({ bound }: LengthClaim): boolean {
  return bound === 'at_least' || bound === 'at_most'
}

function byTrust(a: LengthClaim, b: LengthClaim): number {
  return (
    Number(isLimit(a)) - Number(isLimit(b)) ||
    Number(isComputed(a)) - Number(isComputed(b)) ||
    SOURCE_KINDS.indexOf(a.source_kind) - SOURCE_KINDS.indexOf(b.source_kind) ||
    compareTexts(b.published ?? '', a.published ?? '') ||
    compareTexts(a.id, b.id)
  )
}

function compareTexts(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}

/**
 * The ends of a computed length are those of the range that was computed with it; the ends of a
 * published one are the shortest and the longest that is published.
 */
function spanOf(chosen: Figure, claims: readonly LengthClaim[]): { low: number; high: number } {
  const ends = claims
    .filter((claim) => (isComputed(chosen) ? isComputedWith(chosen, claim) : !isComputed(claim)))
    .flatMap(endsOf)
  return { low: Math.min(chosen.value, ...ends), high: Math.max(chosen.value, ...ends) }
}

function isComputedWith(chosen: Figure, claim: LengthClaim): boolean {
  return isComputed(claim) && claim.bound === 'range' && claim.source === chosen.source
}

/** The lengths that a claim names. A limit counts too: it may be all that a part of a leg has. */
function endsOf(claim: LengthClaim): number[] {
  return [claim.value, claim.low, claim.high].filter((end) => end !== null)
}
