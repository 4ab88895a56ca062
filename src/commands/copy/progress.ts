// Shows the progress of a copy.
import type { CopyProgress, ReportCopy } from '../../db/copy/copy-database.ts'
import { formatCount, formatSeconds } from '../shared/format.ts'
import { drawBar, type Output, secondsLeft, showProgress } from '../shared/progress-bar.ts'

type Shown = CopyProgress & { share: number; rate: number; left: number | undefined }

/** Reports to a terminal or a log. `end` takes the bar away. */
export function showCopyProgress(
  output: Output,
  now: () => number = () => performance.now()
): { report: ReportCopy; end: () => void } {
  const { show, end } = showProgress(output, { bar, line }, now)
  let phase = ''
  let started = now()
  let reported = started
  const report: ReportCopy = (progress) => {
    if (progress.phase !== phase) started = reported
    phase = progress.phase
    reported = now()
    show(() => measure(progress, reported - started))
  }
  return { report, end }
}

function measure(progress: CopyProgress, elapsedMs: number): Shown {
  const { rows, total } = progress
  // The source may have got more rows since they were counted.
  const share = total === 0 ? 1 : Math.min(rows / total, 1)
  const rate = Math.round((rows / Math.max(elapsedMs, 1)) * 1_000)
  return { ...progress, share, rate, left: secondsLeft(share, elapsedMs) }
}

function bar({ phase, table, rows, total, share, rate, left }: Shown): string {
  const figures = [
    `${formatCount(rows)} of ${formatCount(total)} rows`,
    `${formatCount(rate)} rows/s`,
    ...(left === undefined ? [] : [`${formatSeconds(left)} left`])
  ]
  return `${phase} ${drawBar(share)}  ${figures.join(', ')}  ${table}`
}

function line({ phase, table, rows, total, rate, left }: Shown) {
  return { phase, table, rows, total, rows_per_second: rate, seconds_left: left ?? null }
}
