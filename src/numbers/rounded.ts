/** A number as it goes out, without the noise of binary fractions; null stays null. */
export function rounded<T extends number | null>(value: T, decimals: number): T {
  return (value === null ? null : Number(value.toFixed(decimals))) as T
}
