// `npm run bench:forecast -- --calibrate`: writes src/forecasts/model/calibration.json again, only
// from the training parts of the M3 yearly series. At every origin with at least ten values, each
// method forecasts up to six steps, and its misses are divided by the scale of the values before.
// Each series counts once, whatever its number of origins. No test value is read.
import { writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { forecast, METHODS, type Method } from '../src/forecasts/model/index.ts'
import { scaleOf } from '../src/forecasts/model/intervals.ts'
import { mean } from '../src/numbers/mean.ts'
import type { M3Series } from './m3.ts'

const LEVELS = [50, 60, 70, 80, 90, 95, 99]
const ORIGIN_MIN = 10
const STEPS = 6
/**
 * The shortest of the series with fewer values than ORIGIN_MIN. Their scale is known less well, so
 * their intervals must be wider.
 */
const SHORT_MIN = 2
const SHORT_LEVELS = [80, 95]
type Weighted = { miss: number; weight: number }

/** Writes the table for all methods. */
export function calibrate(series: readonly M3Series[]): void {
  const methods = METHODS.map((method) => [method, roundAll(calibrationOf(method, series))])
  const table = { levels: LEVELS, methods: Object.fromEntries(methods) }
  const file = new URL('../src/forecasts/model/calibration.json', import.meta.url)
  writeFileSync(fileURLToPath(file), `${JSON.stringify(table, null, 2)}\n`)
}

function calibrationOf(method: Method, series: readonly M3Series[]) {
  const misses = Array.from({ length: STEPS }, (): Weighted[] => [])
  for (const { train } of series) {
    for (const [step, own] of missesOf(method, train).entries())
      misses[step]?.push(...own.map((miss) => ({ miss, weight: 1 / own.length })))
  }
  const table = misses.map((all) => LEVELS.map((level) => quantile(all, level / 100)))
  const growth = mean(
    [80, 90, 95].map((level) => slope(table.map((row) => row[LEVELS.indexOf(level)] ?? Number.NaN)))
  )
  const oneAhead = LEVELS.map((_, index) =>
    mean(table.map((row, step) => (row[index] ?? Number.NaN) / (step + 1) ** growth))
  )
  const lengths = Array.from({ length: ORIGIN_MIN - SHORT_MIN }, (_, index) => SHORT_MIN + index)
  return {
    growth,
    misses: oneAhead,
    short: lengths.map((length) => widening(method, series, length, { growth, misses: oneAhead }))
  }
}

/**
 * How much wider intervals must be after few values: the quantiles of their misses, divided by the
 * calibrated ones.
 */
function widening(
  method: Method,
  series: readonly M3Series[],
  length: number,
  { growth, misses }: { growth: number; misses: number[] }
) {
  const all = series.flatMap(({ train }) => {
    const own = missesAt(method, train, length).map((miss, step) => miss / (step + 1) ** growth)
    return own.map((miss) => ({ miss, weight: 1 / own.length }))
  })
  // Never narrower: few values cannot say more than many.
  return Math.max(
    1,
    mean(
      SHORT_LEVELS.map(
        (level) => quantile(all, level / 100) / (misses[LEVELS.indexOf(level)] ?? Number.NaN)
      )
    )
  )
}

/** Scaled misses by step, over all origins of one series. */
function missesOf(method: Method, train: readonly number[]): number[][] {
  const misses = Array.from({ length: STEPS }, (): number[] => [])
  for (let origin = ORIGIN_MIN; origin < train.length; origin += 1) {
    for (const [step, miss] of missesAt(method, train, origin).entries()) misses[step]?.push(miss)
  }
  return misses
}

/** Scaled misses of one forecast, by step; none if the values before it never change. */
function missesAt(method: Method, train: readonly number[], origin: number): number[] {
  const past = train.slice(0, origin)
  const scale = scaleOf(past)
  if (scale === 0) return []
  const { points } = forecast(past, { horizon: STEPS, method, levels: [] })
  return train
    .slice(origin, origin + STEPS)
    .map((value, step) => Math.abs(value - (points[step]?.mean ?? Number.NaN)) / scale)
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

/** The least-squares power `g` of `values[h] = c · (h + 1)^g`. */
function slope(values: readonly number[]): number {
  const xs = values.map((_, step) => Math.log(step + 1))
  const ys = values.map(Math.log)
  const [x, y] = [mean(xs), mean(ys)]
  return (
    mean(xs.map((one, index) => (one - x) * ((ys[index] ?? Number.NaN) - y))) /
    mean(xs.map((one) => (one - x) ** 2))
  )
}

type Calibration = { growth: number; misses: number[]; short: number[] }

function roundAll({ growth, misses, short }: Calibration): Calibration {
  const round = (number: number) => Number(number.toFixed(3))
  return { growth: round(growth), misses: misses.map(round), short: short.map(round) }
}
