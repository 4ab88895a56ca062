// The newest revision of each part of the data (parts.ts). Imports write them
// (imports/engine/storage/touch-parts.ts).
import type { Parts } from './store.ts'

/** Reads all parts, as {@link partsIn} takes them. */
export const SELECT_PARTS =
  'SELECT part.name, part.revision, import.finished FROM part ' +
  'JOIN import ON import.revision = part.revision'

/** The parts in the rows of {@link SELECT_PARTS}. */
export function partsIn(rows: readonly unknown[]): Parts {
  return new Map(
    // The columns of the statement.
    (rows as { name: string; revision: number; finished: string }[]).map(
      ({ name, revision, finished }) => [name, { revision, updatedAt: finished }]
    )
  )
}
