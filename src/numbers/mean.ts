/** Arithmetic mean of at least one number. */
export function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length
}

/** Median of at least one number; for an even count, the mean of the middle two. */
export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b)
  const middle = Math.floor(sorted.length / 2)
  const upper = sorted[middle] ?? Number.NaN
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? Number.NaN) + upper) / 2
}

/** Differences from each value to the next: one fewer than values. */
export function differences(values: readonly number[]): number[] {
  return values.slice(1).map((value, index) => value - (values[index] ?? Number.NaN))
}

/** Whether all values are above zero, or all below. */
export function haveOneSign(values: readonly number[]): boolean {
  return values.every((value) => value > 0) || values.every((value) => value < 0)
}

/** `1, 2, …, horizon`, the steps ahead. */
export function stepsAhead(horizon: number): number[] {
  return Array.from({ length: horizon }, (_, index) => index + 1)
}
