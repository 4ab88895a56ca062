// Written by `npm run bench:forecast -- --calibrate` from the training parts of the 645 yearly
// series of the M3 competition: how far each method missed, as a multiple of the mean absolute
// difference of the series. `misses` are one step ahead, a value a level; `growth` is the power of
// the steps by which they grow. `short` widens them for series of 2, 3, … 9 values, whose scale is
// known less well.
import type { Method } from './index.ts'

export const CALIBRATION_LEVELS: readonly number[] = [50, 60, 70, 80, 90, 95, 99]

export const CALIBRATION: Record<
  Method,
  { growth: number; misses: readonly number[]; short: readonly number[] }
> = {
  auto: {
    growth: 0.711,
    misses: [0.734, 0.961, 1.265, 1.714, 2.557, 3.562, 6.352],
    short: [2.646, 1.596, 1.224, 1.0, 1.0, 1.0, 1.0, 1.0]
  },
  naive: {
    growth: 0.78,
    misses: [0.942, 1.184, 1.519, 1.966, 2.835, 3.88, 6.667],
    short: [2.19, 1.341, 1.181, 1.0, 1.0, 1.0, 1.0, 1.0]
  },
  drift: {
    growth: 0.731,
    misses: [0.798, 1.02, 1.32, 1.745, 2.567, 3.456, 6.173],
    short: [2.63, 1.581, 1.181, 1.0, 1.0, 1.0, 1.0, 1.0]
  },
  robust: {
    growth: 0.727,
    misses: [0.812, 1.038, 1.33, 1.762, 2.585, 3.55, 6.412],
    short: [2.584, 1.557, 1.215, 1.0, 1.0, 1.0, 1.0, 1.0]
  },
  linear: {
    growth: 0.499,
    misses: [1.33, 1.706, 2.216, 2.955, 4.246, 5.68, 10.228],
    short: [2.023, 1.248, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0]
  },
  simple: {
    growth: 0.779,
    misses: [0.948, 1.189, 1.526, 1.976, 2.844, 3.892, 6.671],
    short: [2.185, 1.337, 1.186, 1.0, 1.0, 1.0, 1.0, 1.0]
  },
  holt: {
    growth: 0.703,
    misses: [0.806, 1.044, 1.369, 1.81, 2.705, 3.679, 6.569],
    short: [2.572, 1.54, 1.166, 1.0, 1.116, 1.091, 1.043, 1.0]
  },
  damped: {
    growth: 0.685,
    misses: [0.773, 1.026, 1.358, 1.818, 2.659, 3.708, 6.627],
    short: [2.601, 1.56, 1.22, 1.0, 1.018, 1.0, 1.0, 1.0]
  },
  theta: {
    growth: 0.735,
    misses: [0.79, 1.034, 1.352, 1.807, 2.663, 3.738, 6.57],
    short: [2.449, 1.483, 1.18, 1.0, 1.0, 1.0, 1.0, 1.0]
  }
}
