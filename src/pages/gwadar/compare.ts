// Compares two ways: which is longer, as far as the claims of their legs tell.
import type { Length } from '../../network/model/network.ts'

export type Span = Pick<Length, 'value' | 'low' | 'high'>
/** `undecided` if the difference may be on either side of nothing. */
export type Verdict = 'shorter' | 'longer' | 'undecided'
export type Comparison = {
  city: string
  /** The port that Gwadar is measured against. */
  port: string
  /** Kilometres to Gwadar, and how many more than to the other port. */
  km: number
  difference: Span
  /** Whether the way to the other port goes a long way round. */
  isDetour: boolean
  verdict: Verdict
}

/**
 * A way so many times longer than the straight line makes a detour: the data seem to lack a nearer
 * leg. Ways over mountains have up to 1.6.
 */
const DETOUR = 1.7

/**
 * How much longer one way is than another. Legs that both have cancel out, whatever their length
 * is, so that the range is that of the other legs alone.
 */
export function differenceOf(
  one: readonly string[],
  other: readonly string[],
  lengthOf: (leg: string) => Span | null
): Span {
  const own = spanOf(one.filter((leg) => !other.includes(leg)))
  const theirs = spanOf(other.filter((leg) => !one.includes(leg)))
  return {
    value: own.value - theirs.value,
    low: own.low - theirs.high,
    high: own.high - theirs.low
  }

  function spanOf(legs: readonly string[]): Span {
    const sum = (end: keyof Span) =>
      legs.reduce((total, leg) => total + (lengthOf(leg)?.[end] ?? 0), 0)
    return { value: sum('value'), low: sum('low'), high: sum('high') }
  }
}

/**
 * A difference that may be none is no difference, and to be shorter than a detour proves nothing.
 */
export function verdictOf({ low, high }: Span, isDetour: boolean): Verdict {
  if (high < 0 && !isDetour) return 'shorter'
  return low > 0 ? 'longer' : 'undecided'
}

export function makesDetour(km: number, straight: number | null): boolean {
  return straight !== null && km > DETOUR * straight
}
