/**
 * The value that the way from a base to a target asks for, after a share (0 to 1) of the time:
 * equal growth; equal amounts for rates, and where no growth leads to the target. Null if it is not
 * finite.
 */
export function askedValue(
  base: number,
  target: number,
  { share, isRate }: { share: number; isRate: boolean }
): number | null {
  const part = Math.min(1, Math.max(0, share))
  const value =
    !isRate && base > 0 && target > 0
      ? base * (target / base) ** part
      : base + (target - base) * part
  return Number.isFinite(value) ? value : null
}
