// Which sets of series a database has.
import type { Config } from '../config.ts'
import { findNewestImport } from '../db/newest-import.ts'
import { and, eq, isNull } from '../db/orm.ts'
import type { Snapshot, Store } from '../db/store.ts'
import { SERIES_SETS, type SeriesSet } from '../starter-sets.ts'

/** The kind of the imports of sets. Their note names the set. */
export const KIND = 'series'

export const SERIES_STATES = ['loaded', 'loading', 'off'] as const
/** `off` if the settings leave the series out. */
export type SeriesState = (typeof SERIES_STATES)[number]

/** The newest import of a set; undefined if there is none. */
export function findSet(
  snapshot: Snapshot,
  set: SeriesSet
): Promise<{ checksum: string } | undefined> {
  const { kind, note } = snapshot.tables.imports
  return findNewestImport(snapshot, and(eq(kind, KIND), eq(note, set)) ?? eq(kind, KIND))
}

/** Whether the starter claims are there, and not only the countries. */
export async function hasStarterClaims(snapshot: Snapshot): Promise<boolean> {
  const { kind, note } = snapshot.tables.imports
  const claims = and(eq(kind, 'starter'), isNull(note)) ?? eq(kind, 'starter')
  return (await findNewestImport(snapshot, claims)) !== undefined
}

export function wantedSets(leftOut: readonly SeriesSet[]): SeriesSet[] {
  return SERIES_SETS.filter((set) => !leftOut.includes(set))
}

/**
 * Reads the state of the series. The database is asked once for each revision until all are there.
 */
export function seriesReader(
  store: Pick<Store, 'revision' | 'snapshot'>,
  { STARTER, STARTER_WITHOUT }: Config
): () => Promise<SeriesState> {
  let known: { revision: number; state: SeriesState } | undefined
  return async () => {
    if (STARTER !== 'all') return 'off'
    if (known?.state === 'loaded' || known?.revision === store.revision()) return known.state
    known = await store.snapshot(async (snapshot) => ({
      revision: snapshot.revision,
      state: (await missingSets(snapshot, STARTER_WITHOUT)).length > 0 ? 'loading' : 'loaded'
    }))
    return known.state
  }
}

/** The wanted sets of which no edition is there. */
export async function missingSets(
  snapshot: Snapshot,
  leftOut: readonly SeriesSet[]
): Promise<SeriesSet[]> {
  const missing: SeriesSet[] = []
  for (const set of wantedSets(leftOut)) if (!(await findSet(snapshot, set))) missing.push(set)
  return missing
}
