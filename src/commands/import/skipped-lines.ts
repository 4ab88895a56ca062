// Writes what an import by a mapping gave and what it skipped.
import type { FilesResult } from '../../imports/engine/import-files.ts'
import { SKIP_REASONS, type Skipped, type SkipReason } from '../../mappings/skipped.ts'
import { formatCount } from '../shared/format.ts'

const SKIPPED_BECAUSE: Record<SkipReason, string> = {
  place: 'places that the data set does not have',
  indicator: 'indicators that the data set does not have (--new-metrics makes metrics of them)',
  left_out: 'flows that the mapping leaves out (--new-metrics makes metrics of them)',
  product: 'products that the data set does not have',
  kind: 'metrics that are not about such places or products',
  forecast: 'forecasts without an edition, which are neither claims nor projections',
  period: 'periods that the mapping leaves out',
  older: 'figures of which a newer edition is there, by its source'
}

/** What was skipped and why, and as the last line the counts of claims. */
export function skippedLines(counts: FilesResult['counts'], skipped: Skipped): string[] {
  return [...reasonLines(skipped), ...projectionsLine(counts), claimsLine(counts, skipped.claims)]
}

/** What was skipped, by reason. */
export function reasonLines({ names }: Skipped): string[] {
  return SKIP_REASONS.flatMap((reason) => {
    const { shown, more } = names[reason]
    if (shown.length === 0) return []
    const listed = shown.map(({ name, claims }) => `    ${name}: ${formatCount(claims)}`)
    if (more > 0) listed.push(`    and ${formatCount(more)} more`)
    return [`  skipped, ${SKIPPED_BECAUSE[reason]}:`, ...listed]
  })
}

/** What became of forecasts, if the mapping makes projections of them. */
function projectionsLine({ projection }: FilesResult['counts']): string[] {
  if (!projection) return []
  const { inserted, corrected, unchanged } = projection
  return [
    `projections: ${formatCount(inserted)} new, ${formatCount(corrected)} corrected, ` +
      `${formatCount(unchanged)} unchanged`
  ]
}

/** The last line of an import by a mapping, for people and scripts. */
export function claimsLine({ observation }: FilesResult['counts'], skipped: number): string {
  const { inserted = 0, corrected = 0, unchanged = 0 } = observation ?? {}
  return (
    `claims: ${formatCount(inserted)} new, ${formatCount(corrected)} corrected, ` +
    `${formatCount(unchanged)} unchanged, ${formatCount(skipped)} skipped`
  )
}
