// How far an import has come: by the bytes read, for nobody knows how many rows a file has; then by
// the sets of claims checked.

import type { CheckProgress } from '../conflicts/checking/renew-checks.ts'
import { clock, count, drawn, type Output, shownOn } from './progress-bar.ts'

/** `total` is undefined where a size is not known, as of standard input. */
export type Progress = { file: string; rows: number; bytes: number; total: number | undefined }
type Shown = Progress & { rate: number; share: number | undefined; secondsLeft: number | undefined }
type Checked = CheckProgress & { share: number; secondsLeft: number | undefined }

/** Reports to a terminal or a log. `end` takes the bar away. */
export function importProgressOn(output: Output, now: () => number = () => performance.now()) {
  const { show, end } = shownOn<Shown | Checked>(output, { bar, line }, now)
  const started = now()
  let read: number | undefined
  return {
    reading: (progress: Progress) => show(() => timed(progress, Math.max(now() - started, 1))),
    checking(progress: CheckProgress) {
      // Checks have a pace of their own.
      read ??= now()
      const since = read
      show(() => ({ ...progress, ...timeLeft(progress.done / progress.total, now() - since) }))
    },
    end
  }
}

function timed(progress: Progress, elapsedMs: number): Shown {
  const { rows, bytes, total } = progress
  const left = total
    ? timeLeft(Math.min(bytes / total, 1), elapsedMs)
    : { share: undefined, secondsLeft: undefined }
  return { ...progress, rate: Math.round((rows / elapsedMs) * 1_000), ...left }
}

function timeLeft(
  share: number,
  elapsedMs: number
): { share: number; secondsLeft: number | undefined } {
  return {
    share,
    secondsLeft: share > 0 ? Math.ceil(((elapsedMs / share) * (1 - share)) / 1_000) : undefined
  }
}

function bar(shown: Shown | Checked): string {
  const { share, secondsLeft } = shown
  const left = secondsLeft === undefined ? [] : [`${clock(secondsLeft)} left`]
  if ('done' in shown)
    return (
      `checking ${drawn(shown.share)}  ` +
      `${[`${count(shown.done)} of ${count(shown.total)} sets of claims`, ...left].join(', ')}`
    )
  const figures = [`${count(shown.rows)} rows`, `${count(shown.rate)} rows/s`, ...left]
  return (
    `importing ${share === undefined ? '' : `${drawn(share)}  `}${figures.join(', ')}  ` +
    `${shown.file}`
  )
}

function line(shown: Shown | Checked) {
  const seconds_left = shown.secondsLeft ?? null
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
