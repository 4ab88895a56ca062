// Compares two ways: which is longer, as far as the claims of their legs tell.
import type { Length } from '../../network/model/network.ts'

export type Span = Pick<Length, 'value' | 'low' | 'high'>
/** `unclear` if the difference may be on either side of nothing. */
export type Verdict = 'shorter' | 'longer' | 'unclear'
export type Comparison = { city: string; port: string; difference: Span; verdict: Verdict }

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

/** A difference that may be none is no difference. */
export function verdictOf({ low, high }: Span): Verdict {
  if (high < 0) return 'shorter'
  return low > 0 ? 'longer' : 'unclear'
}
