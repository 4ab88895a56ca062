// How accurate `auto` is on monthly and quarterly series beside seasonal naive, which repeats the
// same month of the year before: the prices and the trade of the starter data, and the series that
// come with R.
import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { parse } from 'csv-parse/sync'
import { forecast } from '../src/forecasts/model/index.ts'
import { mean } from '../src/numbers/mean.ts'
import { tableOf } from './report.ts'

const STARTER = new URL('../src/starter/', import.meta.url)
const ORIGINS = 5
/** Years that a forecast uses, and steps ahead, by the number of values a year. */
const YEARS = 20
const HORIZONS: Record<number, number> = { 12: 12, 4: 8 }
const LEVELS = [80, 95]

type Seasonal = { yearly: number; values: number[] }
type Errors = { auto: number; seasonal: number; naive: number; inside: number[][] }

/** The table, and what is not in it because R is not installed. */
export function seasonalParagraphs(): string[] {
  const others = readR()
  const sets: [string, Seasonal[]][] = [
    ['monthly prices of the starter data', readPrices()],
    ['monthly series of R', others.filter(({ yearly }) => yearly === 12)],
    ['quarterly series of R', others.filter(({ yearly }) => yearly === 4)]
  ]
  const rows = sets.filter(([, series]) => series.length > 0).map(rowOf)
  return [
    tableOf(rows),
    ...(others.length > 0 ? [] : ['The series of R were not measured: Rscript is not installed.']),
    tradeParagraph()
  ]
}

function rowOf([name, series]: [string, readonly Seasonal[]]) {
  const judged = series.map(judge).filter(({ auto }) => Number.isFinite(auto))
  const withIntervals = judged.filter(({ inside }) => inside.length > 0)
  const over = (pick: (errors: Errors) => number) => mean(judged.map(pick)).toFixed(3)
  const better = mean(judged.map(({ auto, seasonal }) => Number(auto < seasonal)))
  const insideAt = (level: number) => {
    const shares = withIntervals.map(({ inside }) => mean(inside.map((hits) => hits[level] ?? 0)))
    return (100 * mean(shares)).toFixed(1)
  }
  return {
    series: `${name}: ${judged.length}`,
    auto: over(({ auto }) => auto),
    'seasonal naive': over(({ seasonal }) => seasonal),
    naive: over(({ naive }) => naive),
    'auto better than seasonal naive': `${(100 * better).toFixed(0)} %`,
    'in 80 %': insideAt(0),
    'in 95 %': insideAt(1)
  }
}

/**
 * The errors of one series from its newest origins, each a mean over the steps ahead, divided by
 * the mean absolute difference from the year before in the training part.
 */
function judge({ yearly, values }: Seasonal): Errors {
  const horizon = HORIZONS[yearly] ?? yearly
  const found = Array.from({ length: ORIGINS }, (_, back) => values.length - horizon * (back + 1))
    .filter((origin) => origin >= 3 * yearly)
    .flatMap((origin) => judgeOrigin(values, { origin, yearly, horizon }) ?? [])
  const over = (pick: (errors: Errors) => number) => mean(found.map(pick))
  return {
    auto: over(({ auto }) => auto),
    seasonal: over(({ seasonal }) => seasonal),
    naive: over(({ naive }) => naive),
    inside: found.flatMap(({ inside }) => inside)
  }
}

function judgeOrigin(
  values: readonly number[],
  { origin, yearly, horizon }: { origin: number; yearly: number; horizon: number }
): Errors | undefined {
  const training = values.slice(Math.max(0, origin - YEARS * yearly), origin)
  const later = values.slice(origin, origin + horizon)
  const at = (index: number) => training.at(index) ?? Number.NaN
  const scale = mean(training.slice(yearly).map((value, index) => Math.abs(value - at(index))))
  if (scale === 0) return undefined
  const { points } = forecast(training, { horizon, yearly, levels: LEVELS })
  const missOf = (expected: (step: number) => number) =>
    mean(later.map((value, step) => Math.abs(value - expected(step)))) / scale
  return {
    auto: missOf((step) => points[step]?.mean ?? Number.NaN),
    seasonal: missOf((step) => at((step % yearly) - yearly)),
    naive: missOf(() => at(-1)),
    // Values that never moved have no interval.
    inside: later.flatMap((value, step) => {
      const intervals = points[step]?.intervals ?? []
      const hits = intervals.map(({ lower, upper }) => Number(lower <= value && value <= upper))
      return hits.length > 0 ? [hits] : []
    })
  }
}

/**
 * The monthly trade of the starter data has many gaps. So each month counts whose month before and
 * whose month a year before are known.
 */
function tradeParagraph(): string {
  const errors = ['goods_exports', 'goods_imports'].flatMap((metric) => {
    const byMonth = readTrade(metric)
    return [...byMonth.keys()].flatMap((month) => {
      const [value, last] = [byMonth.get(month), byMonth.get(monthsBefore(month, 12))]
      const run = runBefore(byMonth, month)
      if (value === undefined || last === undefined || run.length === 0) return []
      const [point] = forecast(run, { horizon: 1, yearly: 12, levels: [] }).points
      return {
        auto: Math.abs(value - (point?.mean ?? Number.NaN)),
        seasonal: Math.abs(value - last)
      }
    })
  })
  const millions = (pick: (one: { auto: number; seasonal: number }) => number) =>
    (mean(errors.map(pick)) / 1e6).toFixed(1)
  return (
    `Monthly trade of Pakistan with Afghanistan, the ${errors.length} months whose month ` +
    `before and ` +
    'whose month a year before are known: mean error of `auto` ' +
    `${millions(({ auto }) => auto)} million dollars, of seasonal naive ` +
    `${millions(({ seasonal }) => seasonal)} million.`
  )
}

/** The values of the months before one, without a gap, in order of time. */
function runBefore(byMonth: ReadonlyMap<string, number>, month: string): number[] {
  const before = monthsBefore(month, 1)
  const value = byMonth.get(before)
  return value === undefined ? [] : [...runBefore(byMonth, before), value]
}

function monthsBefore(month: string, count: number): string {
  const date = new Date(`${month}-01T00:00:00Z`)
  date.setUTCMonth(date.getUTCMonth() - count)
  return date.toISOString().slice(0, 7)
}

function readTrade(metric: string): Map<string, number> {
  const rows = rowsOf('claims.csv').filter(
    (row) =>
      row['metric'] === metric &&
      row['subject'] === 'PAK' &&
      row['partner'] === 'AFG' &&
      /^\d{4}-\d\d$/.test(row['period'] ?? '')
  )
  return new Map(rows.map(({ period = '', value }) => [period, Number(value)]))
}

function readPrices(): Seasonal[] {
  const rows = rowsOf('series/worldbank-commodities/data.csv')
  const names = Object.keys(rows[0] ?? {}).filter((name) => name !== 'period')
  return names.map((name) => ({ yearly: 12, values: rows.map((row) => Number(row[name])) }))
}

function rowsOf(file: string): Record<string, string | undefined>[] {
  return parse(readFileSync(new URL(file, STARTER)), { columns: true })
}

/** The series that come with R; none if R is not installed. */
function readR(): Seasonal[] {
  const script = fileURLToPath(new URL('seasonal.R', import.meta.url))
  const { status, stdout } = spawnSync('Rscript', [script], { encoding: 'utf8' })
  if (status !== 0) return []
  const rows: Record<string, string>[] = parse(stdout, { columns: true })
  return rows.map(({ yearly, values = '' }) => ({
    yearly: Number(yearly),
    values: values.split(' ').map(Number)
  }))
}
