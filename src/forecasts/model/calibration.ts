// The misses of each method, as multiples of the mean absolute difference of a series. They were
// measured on the training parts of the 645 yearly series of the M3 competition. `npm run
// bench:forecast -- --calibrate` writes the table.
import table from './calibration.json' with { type: 'json' }
import type { Method } from './index.ts'

type Calibration = {
  /** Misses grow with this power of the steps. */
  growth: number
  /** Misses one step ahead, one for each level. */
  misses: readonly number[]
  /**
   * Factors that widen the intervals of series of 2, 3, … 9 values: their scale is known less well.
   */
  short: readonly number[]
}

/** Levels of intervals in percent. */
export const CALIBRATION_LEVELS: readonly number[] = table.levels
export const CALIBRATION: Record<Method, Calibration> = table.methods
