// The rule by which a stated figure gets its verdict, as far as the claims of one thing and period
// decide it. Pure.
import { agrees, type ClaimedFigure, type Figure, rangeOf, times } from './agreement.ts'

/** The verdicts, in the order in which they are tried. */
export const VERDICTS = [
  'agrees',
  'agrees_with_some',
  'within_range',
  'other_unit',
  'other_currency',
  'other_period',
  'other_direction',
  'outside_all',
  'no_claim'
] as const
export type Verdict = (typeof VERDICTS)[number]

/** A slip of scales: the word that was lost or added, and by what it multiplies. */
export type Slip = { word: 'thousand' | 'million' | 'lakh' | 'crore'; factor: number }
const SCALES: readonly Slip[] = [
  { word: 'thousand', factor: 1e3 },
  { word: 'million', factor: 1e6 },
  { word: 'lakh', factor: 1e5 },
  { word: 'crore', factor: 1e7 }
]
/** Each scale, first as if the word had been lost, then as if it had been added. */
const SLIPS = SCALES.flatMap((scale) => [scale, { ...scale, factor: 1 / scale.factor }])

/** The claims with which a figure agrees. */
export function agreeing<Claim extends ClaimedFigure>(
  figure: Figure,
  claims: readonly Claim[]
): Claim[] {
  return claims.filter((claim) => agrees(figure, claim))
}

/** The verdict on a figure as it stands; undefined if it lies outside of all claims. */
export function verdictAsStated(
  figure: Figure,
  claims: readonly ClaimedFigure[]
): 'agrees' | 'agrees_with_some' | 'within_range' | undefined {
  const range = rangeOf(claims)
  if (!range) return undefined
  const { length } = agreeing(figure, claims)
  if (length === claims.length) return 'agrees'
  if (length > 0) return 'agrees_with_some'
  return range.low <= figure.value && figure.value <= range.high ? 'within_range' : undefined
}

/**
 * The first scale by which a figure agrees with a claim; undefined if there is none. Zero has no
 * scale, neither as the figure nor as an end of a claim.
 */
export function findSlip<Claim extends ClaimedFigure>(
  figure: Figure,
  claims: readonly Claim[]
): { slip: Slip; figure: Figure; claims: Claim[] } | undefined {
  if (figure.value === 0) return undefined
  const some = claims.filter(({ value, low, high }) => ![value, low, high].includes(0))
  for (const slip of SLIPS) {
    const slipped = times(figure, slip.factor)
    const close = agreeing(slipped, some)
    if (close.length > 0) return { slip, figure: slipped, claims: close }
  }
  return undefined
}
