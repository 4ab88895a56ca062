// `npm run bench:forecast`: runs every method on the M3 yearly series, six steps ahead, and shows
// the published figures of M3 beside the results; then `auto` and its intervals on the yearly
// series of three competitions.
import { backtest } from '../src/forecasts/model/backtest.ts'
import { forecast, METHODS, type Method } from '../src/forecasts/model/index.ts'
import { differences, mean, median } from '../src/numbers/mean.ts'
import { breakTable } from './break-tables.ts'
import { calibrate } from './calibrate.ts'
import { readCompetitions, readM3, type Split } from './competitions.ts'
import { readEarlier } from './earlier-model.ts'
import { intervalTable } from './interval-tables.ts'
import { table, writeSection } from './report.ts'
import { seasonalParagraphs } from './seasonal.ts'

const HORIZON = 6
const LEVELS = [80, 95]
/** The commit before these intervals and seasons. */
const BEFORE = 'ccbd098c'

const data = readM3()
const competitions = readCompetitions()
if (!data || !competitions) {
  console.error('The series are not at hand: ../shared/data/forecast/m3_yearly.csv is missing.')
  process.exit(1)
}
const { series, published } = data
if (process.argv.includes('--calibrate')) calibrate(competitions)
else {
  const results = METHODS.map((method) => ({ method, ...measure(method, series) }))
  const auto = results.find(({ method }) => method === 'auto')
  writeSection('forecast', [
    `M3 yearly, ${series.length} series, ${HORIZON} steps ahead, beside the published figures:`,
    accuracyTable(results),
    'Share of test values inside the intervals of `auto`, by step, in percent:',
    coverageTable(auto?.coverage ?? {}),
    '`auto` and its intervals on three competitions: coverage in percent, and the interval score ' +
      '(width, and what lies outside), which is better where it is lower:',
    intervalTable(competitions, { before: await readEarlier(BEFORE), now: forecast }),
    `(Before: commit ${BEFORE}. The choice was made on the series that are not every second one.)`,
    'Months and quarters: mean absolute error of `auto` beside seasonal naive, scaled by the ' +
      'mean absolute difference from the year before, from five origins of each series:',
    ...seasonalParagraphs(),
    'Likely breaks in level, found by themselves and planted, and `auto` on those series ' +
      'from all values and from the break on:',
    breakTable(competitions),
    `\`auto\` on 60 values: ${millisecondsOf(60)} ms, on 240 months with a season ` +
      `${millisecondsOf(240, 12)} ms; with the backtest from 20 origins ` +
      `${milliseconds(() => backtest(waves(240), { horizon: 12, yearly: 12 })).toFixed(2)} ms.`
  ])
}

type Measured = { method: string } & ReturnType<typeof measure>

function accuracyTable(results: readonly Measured[]): string {
  const ours = results.map(({ method, smape, mase, coverage, microseconds }) => ({
    method: `${method} (ours)`,
    smape,
    mase,
    inside: percent(mean(coverage[95] ?? [])),
    microseconds: Math.round(microseconds)
  }))
  const others = published.map((row) => ({ ...row, inside: '', microseconds: '' }))
  return table(
    ['method', 'sMAPE', 'MASE', 'in 95 %', 'µs a series'],
    [...ours, ...others]
      .sort((a, b) => a.mase - b.mase)
      .map(({ method, smape, mase, inside, microseconds }) => [
        method,
        smape.toFixed(3),
        mase.toFixed(3),
        inside,
        microseconds
      ])
  )
}

function coverageTable(coverage: Measured['coverage']): string {
  const steps = Array.from({ length: HORIZON }, (_, step) => String(step + 1))
  return table(
    ['level', ...steps, 'all'],
    LEVELS.map((level) => {
      const shares = coverage[level] ?? []
      return [`${level} %`, ...shares.map(percent), percent(mean(shares))]
    })
  )
}

/** Values that are neither constant nor a straight line, with a season of twelve. */
function waves(length: number): number[] {
  return Array.from(
    { length },
    (_, time) =>
      1000 + 20 * time + 150 * Math.sin(time) + 40 * Math.cos(7 * time) + 300 * season(time)
  )
}

function season(time: number): number {
  return Math.sin((2 * Math.PI * time) / 12)
}

function millisecondsOf(length: number, yearly = 1): string {
  const values = waves(length)
  return milliseconds(() => forecast(values, { horizon: HORIZON, yearly })).toFixed(2)
}

/** Median time of a hundred runs. */
function milliseconds(run: () => unknown): number {
  const times = Array.from({ length: 100 }, () => {
    const start = process.hrtime.bigint()
    run()
    return Number(process.hrtime.bigint() - start) / 1e6
  })
  return median(times)
}

function measure(method: Method, series: readonly Split[]) {
  const inside: Record<number, number[][]> = Object.fromEntries(
    LEVELS.map((level) => [level, Array.from({ length: HORIZON }, () => [])])
  )
  const smapes: number[] = []
  const mases: number[] = []
  const start = process.hrtime.bigint()
  const answers = series.map(({ train }) =>
    forecast(train, { horizon: HORIZON, method, levels: LEVELS })
  )
  const microseconds = Number(process.hrtime.bigint() - start) / 1_000 / series.length
  for (const [index, { train, test }] of series.entries()) {
    const points = answers[index]?.points ?? []
    const errors = points.map(({ mean: expected }, step) =>
      Math.abs(expected - (test[step] ?? Number.NaN))
    )
    smapes.push(
      mean(
        errors.map(
          (error, step) =>
            (200 * error) / (Math.abs(points[step]?.mean ?? 0) + Math.abs(test[step] ?? 0))
        )
      )
    )
    mases.push(mean(errors) / mean(differences(train).map(Math.abs)))
    for (const [step, { intervals }] of points.entries()) {
      for (const { level, lower, upper } of intervals)
        inside[level]?.[step]?.push(
          Number(lower <= (test[step] ?? Number.NaN) && (test[step] ?? Number.NaN) <= upper)
        )
    }
  }
  const coverage = Object.fromEntries(
    LEVELS.map((level) => [level, (inside[level] ?? []).map(mean)])
  )
  return { smape: mean(smapes), mase: mean(mases), coverage, microseconds }
}

function percent(share: number): string {
  return (100 * share).toFixed(1)
}
