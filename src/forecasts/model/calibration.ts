// How far each method missed, as a multiple of the mean absolute difference of a series: calibrated
// on the training parts of the 645 yearly series of the M3 competition. The table is written by
// `npm run bench:forecast -- --calibrate`.
import table from './calibration.json' with { type: 'json' }
import type { Method } from './index.ts'

type Calibration = {
  /** The power of the steps by which misses grow. */
  growth: number
  /** Misses one step ahead, one for each level. */
  misses: readonly number[]
  /**
   * Factors that widen the intervals of series of 2, 3, … 9 values: the scale of so few values is
   * known less well.
   */
  short: readonly number[]
}

/** Levels of intervals in percent. */
export const CALIBRATION_LEVELS: readonly number[] = table.levels
export const CALIBRATION: Record<Method, Calibration> = table.methods
