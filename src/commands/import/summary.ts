// Writes the report of an import.
import type { FilesResult } from '../../imports/engine/import-files.ts'
import { warningText } from '../../imports/engine/plausibility/import-warnings.ts'
import type { Skipped } from '../../mappings/skipped.ts'
import { formatCount } from '../shared/format.ts'
import type { ImportArguments } from './arguments.ts'
import { skippedLines } from './skipped-lines.ts'

const [CHANGES_SHOWN_MAX, VALUE_CHARACTERS_MAX] = [20, 60]

/** The rows of each kind; for a dry run, also the first changes. */
export function summarizeImport(
  { rows, counts, changed, revision, shown, warnings }: FilesResult,
  { sources, dryRun }: ImportArguments,
  seconds: number,
  skipped?: Skipped
): string {
  const from = sources.length === 1 ? sources[0]?.file : `${sources.length} files`
  const read = `${formatCount(rows)} rows from ${from} in ${seconds.toFixed(1)} s`
  const pace = `${formatCount(Math.round(rows / Math.max(seconds, 0.001)))} rows/s`
  const lines = countLines(counts)
  if (!changed)
    lines.unshift(`Read ${read}: nothing differs, the data set stays at revision ${revision}.`)
  else if (dryRun)
    lines.unshift(
      `Dry run, nothing was kept: ${read} (${pace}) would make revision ${revision + 1}.`
    )
  else lines.unshift(`Imported ${read} (${pace}) as revision ${revision}.`)
  lines.push(...warnings.map((warning) => `  warning: ${warningText(warning)}`))
  if (changed && dryRun) lines.push(...changeLines(shown))
  if (skipped) lines.push(...skippedLines(counts, skipped))
  return lines.join('\n')
}

function countLines(counts: FilesResult['counts']): string[] {
  return Object.entries(counts).map(
    ([noun, { inserted, corrected, withdrawn, unchanged }]) =>
      `  ${noun}: ${formatCount(inserted)} new, ${formatCount(corrected)} corrected, ` +
      `${formatCount(unchanged)} unchanged` +
      (withdrawn > 0 ? `, ${formatCount(withdrawn)} withdrawn` : '')
  )
}

/** The first changes of a dry run. */
export function changeLines(shown: FilesResult['shown']): string[] {
  return shown.slice(0, CHANGES_SHOWN_MAX).map(({ noun, id, action, fields }) => {
    const changes = fields.map(
      ({ name, before, after }) => `${name} ${shorten(before)} → ${shorten(after)}`
    )
    return `  ${action} ${noun} ${id}${changes.length > 0 ? `: ${changes.join(', ')}` : ''}`
  })
}

function shorten(value: unknown): string {
  return (JSON.stringify(value) ?? 'null').slice(0, VALUE_CHARACTERS_MAX)
}
