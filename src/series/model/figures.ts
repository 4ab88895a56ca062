// Figures of a series as exact decimals, or the reason why there is none.
import { signOf } from '../../numbers/exact-decimals.ts'

/** Why a figure has no value. */
export const REASONS = [
  'range',
  'open_bound',
  'no_period_before',
  'no_year_before',
  'no_year_step',
  'not_read',
  'no_base_period',
  'no_other_figure',
  'no_exchange_rate',
  'base_zero',
  'negative_values',
  'not_positive',
  'too_large'
] as const
export type Reason = (typeof REASONS)[number]

/** What a computation gives: a plain decimal, or the reason why there is none. */
export type Outcome = { value: string; reason: null } | { value: null; reason: Reason }
/** The figure of a period, with the ids of the claims that it is computed from. */
export type Figure = Outcome & { period: string; from: readonly string[] }

export function valued(value: string): Outcome {
  return { value, reason: null }
}

export function without(reason: Reason): Outcome {
  return { value: null, reason }
}

/**
 * Why a percentage of a figure is not computed: of zero there is none, and that of a figure below
 * zero would have the wrong sign. Undefined if it can be computed.
 */
export function refuseAsBase(base: string): Outcome | undefined {
  const sign = signOf(base)
  if (sign > 0) return undefined
  return without(sign === 0 ? 'base_zero' : 'negative_values')
}

/** Computes a figure from one figure. */
export function mapFigure(figure: Figure, compute: (value: string) => Outcome): Figure {
  return figure.value === null ? figure : { ...figure, ...compute(figure.value) }
}

/**
 * Computes a figure from two figures. The result names the claims of both, also where one of them
 * has no value. `missing` is the reason if there is no other figure.
 */
export function joinFigures(
  figure: Figure,
  other: Figure | undefined,
  missing: Reason,
  compute: (value: string, other: string) => Outcome
): Figure {
  if (figure.value === null) return figure
  if (!other) return { ...figure, ...without(missing) }
  const from = [...new Set([...figure.from, ...other.from])]
  if (other.value === null) return { ...figure, from, ...without(other.reason) }
  return { ...figure, from, ...compute(figure.value, other.value) }
}
