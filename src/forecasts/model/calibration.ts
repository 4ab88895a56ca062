// The misses of each method, as multiples of the spread of a series (intervals.ts). They were
// measured on the training parts of the yearly series of three competitions: M1, M3 and tourism.
// `npm run bench:forecast -- --calibrate` writes the table.
import table from './calibration.json' with { type: 'json' }
import type { Method } from './index.ts'

type Calibration = {
  /** Misses grow with this power of the steps. */
  growth: number
  /** Misses one step ahead, one for each level. */
  misses: readonly number[]
}

/** Levels of intervals in percent. */
export const CALIBRATION_LEVELS: readonly number[] = table.levels
export const CALIBRATION: Record<Method, Calibration> = table.methods
