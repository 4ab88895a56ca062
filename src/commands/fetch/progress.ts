// Shows the progress of a fetch: first its pages, then the import of its rows.

import type { PagesProgress } from '../../fetch/read-pages.ts'
import type { ImportProgress } from '../../imports/engine/import-files.ts'
import { formatCount } from '../shared/format.ts'
import { drawBar, type Output, showProgress } from '../shared/progress-bar.ts'

type Shown = { label: string; share: number } & (
  | ({ phase: 'fetching' } & PagesProgress)
  | { phase: 'importing'; rows: number }
  | { phase: 'checking'; done: number; total: number }
)

/** `share` of a label is the part of all questions that were answered before it. */
export function showFetchProgress(output: Output, now: () => number = () => performance.now()) {
  const { show, end } = showProgress<Shown>(output, { bar, line }, now)
  return {
    reading: (label: string, share: number, progress: PagesProgress) =>
      show(() => ({ phase: 'fetching', label, share, ...progress })),
    importing: (label: string, share: number, progress: ImportProgress) =>
      show(() =>
        progress.phase === 'checking'
          ? { phase: 'checking', label, share, done: progress.done, total: progress.total }
          : { phase: 'importing', label, share, rows: progress.rows }
      ),
    end
  }
}

function bar(shown: Shown): string {
  return `${shown.phase} ${drawBar(shown.share)}  ${shown.label}: ${detail(shown)}`
}

function detail(shown: Shown): string {
  if (shown.phase === 'importing') return `${formatCount(shown.rows)} rows`
  if (shown.phase === 'checking')
    return `${formatCount(shown.done)} of ${formatCount(shown.total)} sets of claims`
  const pages = `${formatCount(shown.page)} pages`
  return shown.waiting
    ? `${pages}, waits ${shown.waiting.seconds} s: ${shown.waiting.reason}`
    : pages
}

function line({ waiting, ...shown }: Shown & { waiting?: PagesProgress['waiting'] }) {
  const { phase, label, share, ...numbers } = shown
  const waits = waiting ? { waiting_seconds: waiting.seconds, reason: waiting.reason } : {}
  return { phase, fetch: label, done_percent: Math.floor(share * 100), ...numbers, ...waits }
}
