// How far a copy has come: a bar where somebody watches, else a line of JSON now and then for the log.
import type { Progress, Report } from './copy.ts'

const BAR_EVERY_MS = 100
const LINE_EVERY_MS = 5_000
const BAR_CHARACTERS = 24
const CLEAR_LINE = '\r\u001b[2K'

/** What is used of process.stderr. */
export type Output = { isTTY?: boolean; columns?: number; write: (text: string) => unknown }
type Shown = Progress & { rate: number; secondsLeft: number }

/** Reports to a terminal or a log. `end` takes the bar away. */
export function progressOn(output: Output, now: () => number = () => performance.now()): { report: Report; end: () => void } {
  const { every, show } = output.isTTY ? { every: BAR_EVERY_MS, show: bar } : { every: LINE_EVERY_MS, show: line }
  let phase = ''
  let started = now()
  let shown = started
  let reported = started
  const report: Report = (progress) => {
    if (progress.phase !== phase) started = reported
    phase = progress.phase
    reported = now()
    if (reported - shown < every) return
    shown = reported
    output.write(show(timed(progress, reported - started), output.columns ?? 80))
  }
  return { report, end: () => void (output.isTTY && output.write(CLEAR_LINE)) }
}

function timed(progress: Progress, elapsedMs: number): Shown {
  const rate = Math.round((progress.rows / Math.max(elapsedMs, 1)) * 1_000)
  return { ...progress, rate, secondsLeft: Math.ceil(Math.max(progress.total - progress.rows, 0) / Math.max(rate, 1)) }
}

function bar({ phase, table, rows, total, rate, secondsLeft }: Shown, columns: number): string {
  const share = total === 0 ? 1 : Math.min(rows / total, 1)
  const filled = Math.round(share * BAR_CHARACTERS)
  const drawn = '█'.repeat(filled).padEnd(BAR_CHARACTERS, '░')
  const figures = `${count(rows)} of ${count(total)} rows, ${count(rate)} rows/s, ${clock(secondsLeft)} left`
  // A line that wraps could not be drawn over.
  return CLEAR_LINE + `${phase} ${drawn} ${Math.floor(share * 100)} %  ${figures}  ${table}`.slice(0, columns - 1)
}

function line({ phase, table, rows, total, rate, secondsLeft }: Shown): string {
  return `${JSON.stringify({ time: new Date().toISOString(), phase, table, rows, total, rows_per_second: rate, seconds_left: secondsLeft })}\n`
}

function clock(seconds: number): string {
  return seconds < 60 ? `${seconds} s` : `${Math.floor(seconds / 60)} min ${seconds % 60} s`
}

function count(number: number): string {
  return number.toLocaleString('en')
}
