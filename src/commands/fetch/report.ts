// Writes what a fetch gave: each metric apart, and as the last line the counts of all claims.
import type { Fetched } from '../../fetch/fetch-question.ts'
import { warningText } from '../../imports/engine/plausibility/import-warnings.ts'
import { claimsLine, reasonLines } from '../import/skipped-lines.ts'
import { changeLines } from '../import/summary.ts'
import { formatCount } from '../shared/format.ts'
import type { Outcome } from './fetch-plan.ts'

/** The report of some questions. */
export function reportOutcomes(outcomes: readonly Outcome[], dryRun: boolean): string {
  const lines = outcomes.flatMap((outcome) => [
    `${titleOf(outcome)}: ${'failure' in outcome ? outcome.failure : summaryOf(outcome.fetched, dryRun)}`,
    ...('failure' in outcome ? [] : detailLines(outcome.fetched, dryRun))
  ])
  return [...lines, totalLine(outcomes)].join('\n')
}

/** The line `claims: N new, N corrected, N unchanged, N skipped` of all questions together. */
export function totalLine(outcomes: readonly Outcome[]): string {
  const sum = { inserted: 0, corrected: 0, unchanged: 0 }
  let skipped = 0
  for (const outcome of outcomes) {
    if ('failure' in outcome) continue
    const { observation } = outcome.fetched.result.counts
    sum.inserted += observation?.inserted ?? 0
    sum.corrected += observation?.corrected ?? 0
    sum.unchanged += observation?.unchanged ?? 0
    skipped += outcome.fetched.skipped.claims + outcome.fetched.unasked
  }
  return claimsLine({ observation: { ...sum, withdrawn: 0, kept: 0 } }, skipped)
}

function titleOf({ plan, question: { label, code } }: Outcome): string {
  return [plan.upstream.name, label === code ? code : `${label} (${code})`].join(' ')
}

function summaryOf(fetched: Fetched, dryRun: boolean): string {
  const { result, pages, asked, retrieved, edition } = fetched
  const { changed, revision } = result
  const from = `${formatCount(pages)} ${pages === 1 ? 'page' : 'pages'}`
  const kept = asked < pages ? `, ${formatCount(pages - asked)} of them kept from before` : ''
  const dated = edition === '' ? '' : `, edition ${edition}`
  const read = `${from}${kept}${dated}, retrieved ${retrieved.slice(0, 10)}`
  if (!changed) return `${read}; nothing differs, the data set stays at revision ${revision}.`
  if (dryRun) return `${read}; a dry run, would be revision ${revision + 1}.`
  return `${read}; revision ${revision}.`
}

function detailLines({ result, skipped, unasked }: Fetched, dryRun: boolean): string[] {
  const { inserted = 0, corrected = 0, unchanged = 0 } = result.counts.observation ?? {}
  return [
    `  ${formatCount(inserted)} new, ${formatCount(corrected)} corrected, ` +
      `${formatCount(unchanged)} unchanged`,
    ...result.warnings.map((warning) => `  warning: ${warningText(warning)}`),
    ...(dryRun ? changeLines(result.shown) : []),
    ...reasonLines(skipped),
    ...everythingSkipped(inserted + corrected + unchanged, skipped.claims),
    ...(unasked > 0 ? [`  skipped, rows that were not asked for: ${formatCount(unasked)}`] : [])
  ]
}

/** A word about an answer of which nothing was taken, because the run does not fail by that. */
function everythingSkipped(taken: number, skipped: number): string[] {
  return taken === 0 && skipped > 0
    ? ['  nothing was taken: every figure was skipped, for the reasons above']
    : []
}
