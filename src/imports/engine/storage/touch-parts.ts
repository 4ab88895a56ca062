// Writes which parts of the data a revision has touched (parts.ts).
import { sql } from '../../../db/orm.ts'
import { chunks } from '../../../db/rows.ts'
import type { Snapshot } from '../../../db/store.ts'
import { CATALOGUE, EVENTS, PROJECTIONS, partOfMetric, SOURCES } from '../../../parts.ts'
import type { RowCounts } from '../make-revision.ts'
import type { TableName } from './stored-rows.ts'

type Counts = Partial<Record<TableName, RowCounts>>

/**
 * What a revision has changed; `assessments` is the number of those that changed, and `finished`
 * the time of the revision.
 */
export type Touched = {
  metrics: ReadonlySet<string> | 'all'
  counts: Counts
  assessments: number
  finished: string
}

/** The parts of tables whose rows are shown only by answers about themselves. */
const OWN_PARTS: Partial<Record<TableName, string>> = { event: EVENTS, projection: PROJECTIONS }

/** Writes the touched parts as part of a revision. The first revision touches all of them. */
export async function touchParts(
  snapshot: Snapshot,
  touched: Touched,
  revision: number
): Promise<void> {
  if (snapshot.revision === 0) await touchAll(snapshot, revision)
  // What a projection should have reached is told for the day of the newest revision.
  const isNewDay = snapshot.updatedAt?.slice(0, 10) !== touched.finished.slice(0, 10)
  const parts = [...partsOf(touched), ...(isNewDay ? [PROJECTIONS] : [])]
  await writeParts(snapshot, [...new Set(parts)], revision)
}

/** Writes that anything may have changed: the catalogue is a part of every answer. */
export function touchAll(snapshot: Snapshot, revision: number): Promise<void> {
  const parts = [CATALOGUE, EVENTS, PROJECTIONS, SOURCES]
  return writeParts(snapshot, parts, revision)
}

function partsOf({ metrics, counts, assessments }: Touched): string[] {
  // Names come from the table, where TypeScript sees any text.
  const names = Object.keys(counts) as TableName[]
  return [
    ...names.flatMap((name) => partsOfTable(name, counts[name])),
    ...(assessments > 0 ? [PROJECTIONS] : []),
    ...(metrics === 'all' ? [CATALOGUE] : [...metrics].map(partOfMetric))
  ]
}

function partsOfTable(name: TableName, counts: RowCounts | undefined): string[] {
  const { inserted = 0, corrected = 0, withdrawn = 0 } = counts ?? {}
  if (inserted + corrected + withdrawn === 0) return []
  // Claims are parts by their metrics.
  if (name === 'observation') return []
  const own = OWN_PARTS[name]
  if (own) return [own]
  const isOnlyNew = corrected + withdrawn === 0
  if (name === 'source') return isOnlyNew ? [SOURCES] : [SOURCES, CATALOGUE]
  return name === 'metric' && isOnlyNew ? [] : [CATALOGUE]
}

async function writeParts(
  { db, tables: { part } }: Snapshot,
  names: readonly string[],
  revision: number
): Promise<void> {
  for (const some of chunks(names))
    await db
      .insert(part)
      .values(some.map((name) => ({ name, revision })))
      .onConflictDoUpdate({ target: part.name, set: { revision: sql`excluded.revision` } })
}
