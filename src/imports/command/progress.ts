// How far an import has come: by the bytes read, for nobody knows how many rows a file has.
import { clock, count, drawn, type Output, shownOn } from '../../db/progress.ts'

/** `total` is undefined where a size is not known, as of standard input. */
export type Progress = { file: string; rows: number; bytes: number; total: number | undefined }
type Shown = Progress & { rate: number; share: number | undefined; secondsLeft: number | undefined }

/** Reports to a terminal or a log. `end` takes the bar away. */
export function importProgressOn(output: Output, now: () => number = () => performance.now()) {
  const { show, end } = shownOn(output, { bar, line }, now)
  const started = now()
  return { report: (progress: Progress) => show(() => timed(progress, Math.max(now() - started, 1))), end }
}

function timed(progress: Progress, elapsedMs: number): Shown {
  const { rows, bytes, total } = progress
  const share = total ? Math.min(bytes / total, 1) : undefined
  const secondsLeft = share ? Math.ceil(((elapsedMs / share) * (1 - share)) / 1_000) : undefined
  return { ...progress, rate: Math.round((rows / elapsedMs) * 1_000), share, secondsLeft }
}

function bar({ file, rows, rate, share, secondsLeft }: Shown): string {
  const figures = [`${count(rows)} rows`, `${count(rate)} rows/s`, ...(secondsLeft === undefined ? [] : [`${clock(secondsLeft)} left`])]
  return `importing ${share === undefined ? '' : `${drawn(share)}  `}${figures.join(', ')}  ${file}`
}

function line({ file, rows, bytes, total, rate, secondsLeft }: Shown) {
  return {
    ...{ phase: 'importing', file, rows, rows_per_second: rate, bytes },
    ...{ total_bytes: total ?? null, seconds_left: secondsLeft ?? null }
  }
}
