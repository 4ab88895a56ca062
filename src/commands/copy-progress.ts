// How far a copy has come.
import type { Progress, Report } from '../db/copy/copy-database.ts'
import { clock, count, drawn, type Output, shownOn } from './progress-bar.ts'

type Shown = Progress & { rate: number; secondsLeft: number }

/** Reports to a terminal or a log. `end` takes the bar away. */
export function progressOn(
  output: Output,
  now: () => number = () => performance.now()
): { report: Report; end: () => void } {
  const { show, end } = shownOn(output, { bar, line }, now)
  let phase = ''
  let started = now()
  let reported = started
  const report: Report = (progress) => {
    if (progress.phase !== phase) started = reported
    phase = progress.phase
    reported = now()
    show(() => timed(progress, reported - started))
  }
  return { report, end }
}

function timed(progress: Progress, elapsedMs: number): Shown {
  const rate = Math.round((progress.rows / Math.max(elapsedMs, 1)) * 1_000)
  return {
    ...progress,
    rate,
    secondsLeft: Math.ceil(Math.max(progress.total - progress.rows, 0) / Math.max(rate, 1))
  }
}

function bar({ phase, table, rows, total, rate, secondsLeft }: Shown): string {
  const figures = `${count(rows)} of ${count(total)} rows, ${count(rate)} rows/s, ${clock(secondsLeft)} left`
  return `${phase} ${drawn(total === 0 ? 1 : Math.min(rows / total, 1))}  ${figures}  ${table}`
}

function line({ phase, table, rows, total, rate, secondsLeft }: Shown) {
  return { phase, table, rows, total, rows_per_second: rate, seconds_left: secondsLeft }
}
