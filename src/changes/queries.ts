// Reads changes, and the versions of one thing: first their positions, then their rows by type.
import { findNewestImport } from '../db/newest-import.ts'
import { lt } from '../db/orm.ts'
import type { Snapshot } from '../db/store.ts'
import type { Page } from '../http/page.ts'
import type { Noun } from '../nouns.ts'
import {
  countPositions,
  countPositionsOf,
  LAST_STEP,
  listPositions,
  positionsOf,
  stepOf
} from './position-queries.ts'
import type { Change, ObservationVersion } from './schemas.ts'
import { readVersions } from './version-queries.ts'

/** Changes after the revision `since`, up to the revision `until`. */
export type ChangeFilters = { since: number; until: number; types: readonly Noun[] }
/** A change with its step in the order. */
export type ChangeRow = Change & { step: number }

/** The newest revision made before this second; 0 if there was none. */
export async function revisionBefore(snapshot: Snapshot, time: string): Promise<number> {
  const found = await findNewestImport(snapshot, lt(snapshot.tables.imports.finished, time))
  return found?.revision ?? 0
}

/** Lists changes after a revision, in an order in which a mirror can apply them. */
export async function listChanges(
  snapshot: Snapshot,
  { since, until, types }: ChangeFilters,
  { after, limit }: Page
): Promise<ChangeRow[]> {
  const [revision, step, id] = after ?? [since, LAST_STEP + 1, '']
  const listed = await listPositions(
    snapshot,
    types,
    { revision: Number(revision), step: Number(step), id: String(id) },
    limit
  )
  const positions = listed.filter((position) => position.revision <= until)
  const found = await readVersions(snapshot, positions)
  return positions.map(
    (position) =>
      ({
        ...found.change(position),
        type: stepOf(position).type,
        step: position.step,
        row: found.row(position)
      }) as ChangeRow
  )
}

/** Counts the changes that {@link listChanges} lists, at most `most`. */
export function countChanges(
  snapshot: Snapshot,
  { since, types }: ChangeFilters,
  most: number
): Promise<number> {
  return countPositions(snapshot, types, { since, most })
}

/**
 * Lists the versions of one thing and its withdrawals, the newest first; none if it never existed.
 */
export async function listVersions(
  snapshot: Snapshot,
  { type, id }: { type: Noun; id: string },
  { after, limit }: Page
): Promise<ObservationVersion[]> {
  const before = after && Number(after[0])
  const positions = await positionsOf(snapshot, type, id, { before, limit })
  const found = await readVersions(snapshot, positions)
  return positions.map((position) => {
    const { made_by, note } = found.made(position.revision)
    const retired = stepOf(position).isWithdrawal
      ? undefined
      : found.version(position).retired_revision
    return {
      ...found.change(position),
      made_by,
      reason: note,
      retired_revision: retired ?? null,
      retired_at: retired === undefined ? null : found.made(retired).finished,
      row: found.row(position) as ObservationVersion['row']
    }
  })
}

/** Counts the versions and withdrawals that {@link listVersions} lists, at most `most`. */
export function countVersions(
  snapshot: Snapshot,
  { type, id }: { type: Noun; id: string },
  most: number
): Promise<number> {
  return countPositionsOf(snapshot, type, id, most)
}
