// When a stated figure agrees with a claim. Pure.
import { halfUnit } from '../../numbers/printed.ts'

/** A figure in the unit of its metric, and half a unit of its last printed digit. */
export type Figure = { value: number; half: number }
/** What a claim says. At least one of the figures is not null. */
export type ClaimedFigure = {
  value: number | null
  low: number | null
  high: number | null
  text: string
}
/** From the least to the most that is claimed; the same figure twice for a single one. */
export type Interval = { low: number; high: number }

/** Figures that differ by less, as a share of the claim, are the same after rounding on the way. */
export const ROUNDING = 0.005
/** An error of binary fractions. */
const NOISE = 1e-9

/** The interval of a claim. Words such as `about` or `more than` do not widen it. */
export function intervalOf({ value, low, high }: ClaimedFigure): Interval {
  const ends = [value, low, high].filter((end) => end !== null)
  return { low: Math.min(...ends), high: Math.max(...ends) }
}

/** From the least to the most of several claims; null if there are none. */
export function rangeOf(claims: readonly ClaimedFigure[]): Interval | null {
  if (claims.length === 0) return null
  const all = claims.map(intervalOf)
  return {
    low: Math.min(...all.map(({ low }) => low)),
    high: Math.max(...all.map(({ high }) => high))
  }
}

/**
 * How far a figure lies from a claim: below zero if it lies under the nearest end of the interval,
 * zero inside. `nearest` is that end.
 */
export function distanceTo(
  value: number,
  claim: ClaimedFigure
): { difference: number; nearest: number } {
  const { low, high } = intervalOf(claim)
  if (value < low) return { difference: value - low, nearest: low }
  if (value > high) return { difference: value - high, nearest: high }
  return { difference: 0, nearest: value }
}

/**
 * Whether a figure agrees with a claim: within half a unit of the coarser last printed digit, or
 * within half a percent of the claim.
 */
export function agrees({ value, half }: Figure, claim: ClaimedFigure): boolean {
  const { difference, nearest } = distanceTo(value, claim)
  const distance = Math.abs(difference)
  const reach = Math.max(half, ROUNDING * Math.abs(nearest))
  if (distance <= reach + NOISE * Math.abs(nearest)) return true
  // Reading the printed digits of the claim costs most.
  return distance <= halfUnit(nearest, claim.text) + NOISE * Math.abs(nearest)
}

/** A figure multiplied: half its unit is multiplied too. */
export function times({ value, half }: Figure, factor: number): Figure {
  return { value: value * factor, half: half * factor }
}
