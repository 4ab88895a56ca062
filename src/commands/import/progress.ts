// Shows the progress of an import: first by the bytes read, because the number of rows in a file is
// not known; then by the sets of claims checked.
import type { CheckProgress } from '../../conflicts/checking/renew-checks.ts'
import { formatCount, formatSeconds } from '../shared/format.ts'
import { drawBar, type Output, secondsLeft, showProgress } from '../shared/progress-bar.ts'

/** `total` is undefined if a size is not known, such as that of standard input. */
export type Progress = { file: string; rows: number; bytes: number; total: number | undefined }
type Read = Progress & { rate: number; share: number | undefined; left: number | undefined }
type Checked = CheckProgress & { share: number; left: number | undefined }

/** Reports to a terminal or a log. `end` takes the bar away. */
export function showImportProgress(output: Output, now: () => number = () => performance.now()) {
  const { show, end } = showProgress<Read | Checked>(output, { bar, line }, now)
  const started = now()
  let read: number | undefined
  return {
    reading: (progress: Progress) => show(() => measure(progress, Math.max(now() - started, 1))),
    checking(progress: CheckProgress) {
      // Checks have another pace than reading.
      read ??= now()
      const elapsedMs = now() - read
      const share = progress.done / progress.total
      show(() => ({ ...progress, share, left: secondsLeft(share, elapsedMs) }))
    },
    end
  }
}

function measure(progress: Progress, elapsedMs: number): Read {
  const { rows, bytes, total } = progress
  const share = total ? Math.min(bytes / total, 1) : undefined
  return {
    ...progress,
    rate: Math.round((rows / elapsedMs) * 1_000),
    share,
    left: share === undefined ? undefined : secondsLeft(share, elapsedMs)
  }
}

function bar(shown: Read | Checked): string {
  const { share, left } = shown
  const drawn = share === undefined ? '' : `${drawBar(share)}  `
  const ending = left === undefined ? [] : [`${formatSeconds(left)} left`]
  if ('done' in shown) {
    const checked = `${formatCount(shown.done)} of ${formatCount(shown.total)} sets of claims`
    return `checking ${drawn}${[checked, ...ending].join(', ')}`
  }
  const figures = [`${formatCount(shown.rows)} rows`, `${formatCount(shown.rate)} rows/s`]
  return `importing ${drawn}${[...figures, ...ending].join(', ')}  ${shown.file}`
}

function line(shown: Read | Checked) {
  const seconds_left = shown.left ?? null
  if ('done' in shown)
    return { phase: 'checking', checked: shown.done, total: shown.total, seconds_left }
  const { file, rows, bytes, total, rate } = shown
  return {
    phase: 'importing',
    file,
    rows,
    rows_per_second: rate,
    bytes,
    total_bytes: total ?? null,
    seconds_left
  }
}
