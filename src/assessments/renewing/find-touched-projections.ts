// Finds the projections whose assessment a change may have touched.
import type { TouchedClaims } from '../../conflicts/checking/find-touched-scopes.ts'
import { IDENTITIES } from '../../conflicts/model/identities.ts'
import { eq, inArray, lte } from '../../db/orm.ts'
import { chunks } from '../../db/rows.ts'
import type { Snapshot } from '../../db/store.ts'

type Moment = { revision: number; today: string }
type Place = { metric: string; subject: string; partner: string | null }

/**
 * The ids of projections to assess again, current and withdrawn ones: those that the revision
 * changed, those about whose pair it changed claims, those that rest on metrics or sources that it
 * corrected, and those whose assessment ends by `today`.
 */
export async function findTouchedProjections(
  snapshot: Snapshot,
  touched: TouchedClaims | 'all',
  { revision, today }: Moment
): Promise<string[]> {
  const { db, tables } = snapshot
  const { projection, projection_history, assessment } = tables
  if (touched === 'all') {
    const current = await db.select({ id: projection.id }).from(projection)
    const assessed = await db.select({ id: assessment.id }).from(assessment)
    return distinct([...current, ...assessed])
  }
  const { id } = projection
  const own = await db.select({ id }).from(projection).where(eq(projection.revision, revision))
  const replaced = await db
    .select({ id: projection_history.id })
    .from(projection_history)
    .where(eq(projection_history.retired_revision, revision))
  const due = await db
    .select({ id: assessment.id })
    .from(assessment)
    .where(lte(assessment.due_on, today))
  // The source of a projection says when the projection was made.
  const sourced = await db
    .select({ id })
    .from(projection)
    .where(inArray(projection.source, selectCorrectedSources(snapshot, revision)))
  const about = await findByClaims(snapshot, touched, revision)
  return distinct([...own, ...replaced, ...due, ...sourced, ...about])
}

async function findByClaims(
  snapshot: Snapshot,
  { places }: TouchedClaims,
  revision: number
): Promise<{ id: string }[]> {
  const pairs = new Set<string>()
  const metrics = new Set<string>()
  for (const place of places) {
    for (const metric of wholesOf(place.metric)) {
      metrics.add(metric)
      for (const key of keysOf(place)) pairs.add(`${metric} ${key}`)
    }
  }
  const corrected = await findCorrectedMetrics(snapshot, revision)
  const found: { id: string }[] = []
  for (const chunk of chunks(new Set([...metrics, ...corrected]))) {
    const rows = await listPlaces(snapshot, chunk)
    found.push(
      ...rows.filter(
        ({ metric, ...place }) =>
          corrected.has(metric) || keysOf(place).some((key) => pairs.has(`${metric} ${key}`))
      )
    )
  }
  return found
}

function listPlaces({ db, tables: { projection } }: Snapshot, metrics: string[]) {
  const { id, metric, subject, partner } = projection
  return db
    .select({ id, metric, subject, partner })
    .from(projection)
    .where(inArray(metric, metrics))
}

/** A metric, and those that it is a part of. */
function wholesOf(metric: string): string[] {
  const wholes = IDENTITIES.filter(({ parts }) => parts.includes(metric))
  return [metric, ...wholes.map(({ whole }) => whole)]
}

/**
 * The keys of a pair in any order. The figures of a subject without a partner may be made of those
 * with all partners, so the subject alone is a key too.
 */
function keysOf({ subject, partner }: Omit<Place, 'metric'>): string[] {
  return partner === null ? [subject] : [[subject, partner].sort().join(' '), subject]
}

/**
 * Metrics that the revision corrected, or about which a corrected source has claims, with the
 * metrics that these are parts of.
 */
async function findCorrectedMetrics(snapshot: Snapshot, revision: number): Promise<Set<string>> {
  const { db, tables } = snapshot
  const { metric_history, observation } = tables
  const metrics = await db
    .select({ id: metric_history.id })
    .from(metric_history)
    .where(eq(metric_history.retired_revision, revision))
  const told = await db
    .selectDistinct({ id: observation.metric })
    .from(observation)
    .where(inArray(observation.source, selectCorrectedSources(snapshot, revision)))
  return new Set([...metrics.map(({ id }) => id), ...told.flatMap(({ id }) => wholesOf(id))])
}

function selectCorrectedSources({ db, tables: { source_history } }: Snapshot, revision: number) {
  return db
    .select({ id: source_history.id })
    .from(source_history)
    .where(eq(source_history.retired_revision, revision))
}

function distinct(rows: readonly { id: string }[]): string[] {
  return [...new Set(rows.map(({ id }) => id))]
}
