// The filters of projections as SQL.
import type { SQL } from 'drizzle-orm'
import { and, eq, gte, inArray, lte, ne, notInArray, or } from '../db/orm.ts'
import type { Snapshot } from '../db/store.ts'
import { meetSides, type SideConditions } from '../entities/conditions.ts'
import type { ASSESSMENT_STATUSES } from '../vocabularies.ts'
import type { ProjectionKind } from './schemas.ts'

/** Which projections to read. The ids are known to exist. */
export type ProjectionFilters = SideConditions & {
  metric?: string[] | undefined
  subject?: string[] | undefined
  partner?: string[] | undefined
  between?: string[] | undefined
  scenario?: string[] | undefined
  kind?: ProjectionKind[] | undefined
  source?: string[] | undefined
  attributed_to?: string | undefined
  status?: (typeof ASSESSMENT_STATUSES)[number][] | undefined
  target_from?: string | undefined
  target_to?: string | undefined
}

/** True for projections that meet all filters. */
export function meetFilters(snapshot: Snapshot, filters: ProjectionFilters): SQL | undefined {
  const { projection } = snapshot.tables
  const { metric, subject, partner, between, scenario, kind, source } = filters
  const { attributed_to, status, target_from, target_to } = filters
  return and(
    metric && inArray(projection.metric, metric),
    subject && inArray(projection.subject, subject),
    partner && inArray(projection.partner, partner),
    between &&
      and(
        inArray(projection.subject, between),
        inArray(projection.partner, between),
        ne(projection.subject, projection.partner)
      ),
    meetSides(snapshot, projection, filters),
    scenario && inArray(projection.scenario, scenario),
    kind && inArray(projection.kind, kind),
    source && inArray(projection.source, source),
    attributed_to === undefined ? undefined : eq(projection.attributed_to, attributed_to),
    status && hasStatus(snapshot, status),
    target_from
      ? and(
          gte(projection.target_starts_on, target_from),
          gte(projection.target_ends_on, target_from)
        )
      : undefined,
    target_to ? lte(projection.target_ends_on, target_to) : undefined
  )
}

function hasStatus(
  { db, now, tables: { projection, assessment } }: Snapshot,
  status: NonNullable<ProjectionFilters['status']>
): SQL | undefined {
  const { id } = assessment
  const kept = inArray(
    projection.id,
    db.select({ id }).from(assessment).where(inArray(assessment.status, status))
  )
  if (!now || !status.includes('not_assessable')) return kept
  // Targets of a revision from before there were assessments.
  const unknown = notInArray(projection.id, db.select({ id }).from(assessment))
  return or(kept, and(eq(projection.kind, 'target'), unknown))
}
