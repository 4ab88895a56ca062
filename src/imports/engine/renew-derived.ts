// Renews what is computed from the rows of a change: coverage figures, checks between claims,
// assessments of projections, tests of forecasts, and the statistics that PostgreSQL plans by.
import { renewAssessments } from '../../assessments/renewing/renew-assessments.ts'
import type { Breathe } from '../../breathe.ts'
import type { TouchedClaims } from '../../conflicts/checking/find-touched-scopes.ts'
import { type CheckProgress, renewChecks } from '../../conflicts/checking/renew-checks.ts'
import { refreshStatistics } from '../../db/refresh-statistics.ts'
import type { Snapshot } from '../../db/store.ts'
import type { TouchedSeries } from '../../evaluations/renewing/find-touched-series.ts'
import { renewEvaluations } from '../../evaluations/renewing/renew-evaluations.ts'
import { renewCoverage, type TouchedFigures } from './storage/renew-coverage.ts'

/** What a change has touched, and how many rows it wrote. */
export type TouchedByChange = {
  figures: TouchedFigures
  claims: TouchedClaims | 'all'
  ruleSeries: TouchedSeries
  rows: number
}

type RenewOptions = {
  /** The day of the revision. */
  today: string
  withdraw?: () => Promise<void>
  onChecked?: ((progress: CheckProgress) => void) | undefined
  breathe: Breathe
}

/**
 * Renews it as part of `revision`, in the transaction that wrote the rows. `withdraw` takes rows of
 * the catalogue out: coverage no longer refers to them then, and checks no longer know them.
 * Returns how many assessments changed.
 */
export async function renewDerived(
  snapshot: Snapshot,
  { figures, claims, ruleSeries, rows }: TouchedByChange,
  revision: number,
  { today, withdraw, onChecked, breathe }: RenewOptions
): Promise<{ assessments: number }> {
  await refreshStatistics(snapshot, rows)
  await renewCoverage(snapshot, figures)
  await withdraw?.()
  const checks = await renewChecks(snapshot, claims, revision, { onChecked, breathe })
  const assessments = await renewAssessments(snapshot, claims, { revision, today, breathe })
  await renewEvaluations(snapshot, ruleSeries, { revision, breathe })
  await refreshStatistics(snapshot, checks.inserted)
  return { assessments }
}
