/** Rounds a number for an answer, without the noise of binary fractions. Null stays null. */
export function rounded<T extends number | null>(value: T, decimals: number): T {
  return (value === null ? null : Number(value.toFixed(decimals))) as T
}
