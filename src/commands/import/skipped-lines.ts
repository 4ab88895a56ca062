// Writes what an import by a mapping gave and what it skipped.
import type { FilesResult } from '../../imports/engine/import-files.ts'
import { SKIP_REASONS, type Skipped, type SkipReason } from '../../mappings/skipped.ts'
import { formatCount } from '../shared/format.ts'

const SKIPPED_BECAUSE: Record<SkipReason, string> = {
  place: 'places that the data set does not have',
  indicator: 'indicators that the data set does not have (--new-metrics makes metrics of them)',
  product: 'products that the data set does not have',
  kind: 'metrics that are not about such places or products',
  forecast: 'forecasts, which are no claims',
  period: 'periods that the mapping leaves out'
}

/** What was skipped and why, and as the last line the counts of claims. */
export function skippedLines(counts: FilesResult['counts'], skipped: Skipped): string[] {
  return [...reasonLines(skipped), claimsLine(counts, skipped)]
}

function reasonLines({ names }: Skipped): string[] {
  return SKIP_REASONS.flatMap((reason) => {
    const { shown, more } = names[reason]
    if (shown.length === 0) return []
    const listed = shown.map(({ name, claims }) => `    ${name}: ${formatCount(claims)}`)
    if (more > 0) listed.push(`    and ${formatCount(more)} more`)
    return [`  skipped, ${SKIPPED_BECAUSE[reason]}:`, ...listed]
  })
}

/** The last line of an import by a mapping, for people and scripts. */
function claimsLine({ observation }: FilesResult['counts'], { claims }: Skipped): string {
  const { inserted = 0, corrected = 0, unchanged = 0 } = observation ?? {}
  return (
    `claims: ${formatCount(inserted)} new, ${formatCount(corrected)} corrected, ` +
    `${formatCount(unchanged)} unchanged, ${formatCount(claims)} skipped`
  )
}
