// Loads the sets of series that come with the software, each as one revision. Loading them again
// changes nothing.
import { LOAD_PATIENCE_MS, type Store } from '../db/store.ts'
import { importFilesWithin } from '../imports/engine/import-files.ts'
import type { MadeRevision } from '../imports/engine/make-revision.ts'
import type { SeriesSet } from '../starter-sets.ts'
import { readSet } from './read-set.ts'
import { findSet, KIND, wantedSets } from './series-queries.ts'

/** When this edition of the sets was released; answers show it as `recorded_at`. */
const RELEASED = '2026-11-28T00:00:00Z'
const PATIENCE = { patienceMs: LOAD_PATIENCE_MS }

export type LoadedSet = MadeRevision & { set: SeriesSet }

/**
 * Loads the sets that are missing or of another edition, but for those left out, in their order.
 */
export async function* loadSeries(
  store: Store,
  leftOut: readonly SeriesSet[] = []
): AsyncGenerator<LoadedSet> {
  for (const set of wantedSets(leftOut)) yield { set, ...(await loadSet(store, set)) }
}

/**
 * Loads a set unless this edition of it is loaded. Rows that others have corrected or withdrawn
 * stay. All or nothing; throws a DataError for a bad row.
 */
export async function loadSet(store: Store, set: SeriesSet): Promise<MadeRevision> {
  const { files, checksum } = await readSet(set)
  const edition = { countries: [], keepsOthers: true }
  return store.transaction(async (snapshot) => {
    const { revision, updatedAt } = snapshot
    if ((await findSet(snapshot, set))?.checksum === checksum)
      return { revision, updatedAt, changed: false, counts: {}, shown: [], warnings: [] }
    const origin = { kind: KIND, note: set, time: RELEASED, checksum, edition }
    return importFilesWithin(snapshot, files, origin)
  }, PATIENCE)
}
