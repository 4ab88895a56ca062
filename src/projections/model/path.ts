import { stepsAhead } from '../../numbers/mean.ts'

export const SHAPES = ['compound', 'linear', 'logistic'] as const
export type Shape = (typeof SHAPES)[number]

/** The steepness of the S-curve: the ends are at 1 % and 99 % of the full curve. */
const STEEPNESS = Math.log(99)

/**
 * The values from `base` to `target` in `steps` equal steps of time, both ends included: `steps +
 * 1` numbers in the unit of the base.
 *
 * - `compound`: equal growth each step, `base · (target / base)^(t / steps)`. Both ends are
 *   greater than zero.
 * - `linear`: equal amounts each step.
 * - `logistic`: slow, fast, slow. The logistic function `1 / (1 + e^-x)` for x from -ln 99 to ln
 *   99 (Verhulst 1838), scaled to meet both ends.
 *
 * Throws a RangeError if a compound path cannot lead from base to target, or if an end is not
 * finite.
 */
export function path(base: number, target: number, steps: number, shape: Shape): number[] {
  if (!Number.isFinite(base) || !Number.isFinite(target))
    throw new RangeError('base and target must be finite numbers')
  if (shape === 'compound' && !(base > 0 && target > 0 && Number.isFinite(target / base))) {
    throw new RangeError(`no equal growth leads from ${base} to ${target}`)
  }
  const between = stepsAhead(steps - 1).map((step) => valueAt(base, target, step / steps, shape))
  return [base, ...between, target]
}

function valueAt(base: number, target: number, share: number, shape: Shape): number {
  if (shape === 'compound') return base * (target / base) ** share
  if (shape === 'linear') return base + (target - base) * share
  const curve = (x: number) => 1 / (1 + Math.exp(-x))
  const [start, end] = [curve(-STEEPNESS), curve(STEEPNESS)]
  return base + ((target - base) * (curve(STEEPNESS * (2 * share - 1)) - start)) / (end - start)
}
