// `npm run bench:forecast -- --calibrate`: writes src/forecasts/model/calibration.json again, only
// from the training parts of three competitions. At the newest origins of a series with at least
// eight values before, each method forecasts up to six steps, and its misses are divided by the
// spread of those values. Each series counts once, whatever its number of origins, and each
// competition as much as the others. No test value is read.
import { writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { forecast, METHODS, type Method } from '../src/forecasts/model/index.ts'
import { spreadOf } from '../src/forecasts/model/intervals.ts'
import type { Competitions, Split } from './competitions.ts'

const LEVELS = [50, 60, 70, 80, 90, 95, 99]
const ORIGIN_MIN = 8
const ORIGINS_MAX = 12
const STEPS = 6
/** By which power of the steps misses grow: measured on the three sets it is 0.6 to 0.8. */
const GROWTH = 0.6
type Weighted = { miss: number; weight: number }

/** Writes the table for all methods. */
export function calibrate(competitions: Competitions): void {
  const sets = Object.values(competitions)
  const methods = METHODS.map((method) => [method, roundAll(calibrationOf(method, sets))])
  const table = { levels: LEVELS, methods: Object.fromEntries(methods) }
  const file = new URL('../src/forecasts/model/calibration.json', import.meta.url)
  writeFileSync(fileURLToPath(file), `${JSON.stringify(table, null, 2)}\n`)
}

function calibrationOf(method: Method, sets: readonly Split[][]): Calibration {
  const misses = sets.flatMap((set) =>
    set.flatMap(({ train }): Weighted[] => {
      const own = missesOf(method, train)
      return own.map((miss) => ({ miss, weight: 1 / own.length / set.length }))
    })
  )
  return { growth: GROWTH, misses: LEVELS.map((level) => quantile(misses, level / 100)) }
}

/** Scaled misses of one series, one step ahead as it were, over its newest origins. */
function missesOf(method: Method, train: readonly number[]): number[] {
  const first = Math.max(ORIGIN_MIN, train.length - ORIGINS_MAX)
  const origins = train.slice(first).map((_, index) => first + index)
  return origins.flatMap((origin) => missesAt(method, train, origin))
}

/**
 * Scaled misses of one forecast from all values before it, as the spread is of all of them; none if
 * they never change.
 */
function missesAt(method: Method, train: readonly number[], origin: number): number[] {
  const past = train.slice(0, origin)
  const spread = spreadOf(past)
  if (spread === 0) return []
  const { points } = forecast(past, { horizon: STEPS, method, levels: [], crossesBreaks: true })
  const later = train.slice(origin, origin + STEPS)
  return later.map((value, step) => {
    const miss = Math.abs(value - (points[step]?.mean ?? Number.NaN))
    return miss / spread / (step + 1) ** GROWTH
  })
}

function quantile(misses: readonly Weighted[], share: number): number {
  const total = misses.reduce((sum, { weight }) => sum + weight, 0)
  let seen = 0
  for (const { miss, weight } of misses.toSorted((a, b) => a.miss - b.miss)) {
    seen += weight
    if (seen >= share * total) return miss
  }
  return Number.NaN
}

type Calibration = { growth: number; misses: number[] }

function roundAll({ growth, misses }: Calibration): Calibration {
  const round = (number: number) => Number(number.toFixed(3))
  return { growth: round(growth), misses: misses.map(round) }
}
