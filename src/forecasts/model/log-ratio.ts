/**
 * How far a value lies from another of the same sign, as the logarithm of their ratio. It stays
 * finite where the ratio is beyond what a number can hold.
 */
export function logRatio(value: number, other: number): number {
  const ratio = value / other
  return Math.log(Math.min(Number.MAX_VALUE, Math.max(Number.MIN_VALUE, ratio)))
}
