// Imports rows that are values already, such as the body of a request, as one revision.
import type { Snapshot } from '../../db/store.ts'
import type { RowValues } from '../../files/data-file.ts'
import { type Noun, PARENTS_FIRST } from '../../nouns.ts'
import { type IntakeOptions, takeIn, takeRows } from './intake.ts'
import {
  type MadeRevision,
  makeRevision,
  type Revision,
  type RevisionOptions
} from './make-revision.ts'
import { fewIds } from './validation/few-ids.ts'

/** Rows by noun. The columns are those of the data files; a missing column is an empty cell. */
export type RowsByNoun = Partial<Record<Noun, readonly RowValues[]>>

/**
 * Imports rows as part of a transaction, which the caller must undo if this throws. Each row is
 * inserted, corrects the row with its id, or equals it. Throws a DataError; the `line` of a refused
 * cell is the position of its row in the list, from 1.
 */
export async function importRows(
  snapshot: Snapshot,
  rows: RowsByNoun,
  options: RevisionOptions & IntakeOptions
): Promise<MadeRevision> {
  return makeRevision(snapshot, options, async (revision) => {
    await takeRowsIn(revision, rows, options)
    return { checksum: '' }
  })
}

/** Takes rows into a revision, parents before children. */
export async function takeRowsIn(
  revision: Revision,
  rows: RowsByNoun,
  options: IntakeOptions
): Promise<void> {
  await takeIn(revision, fewIds(), options, async (intake) => {
    for (const noun of PARENTS_FIRST) {
      // An edition brings countries. They are written with the entities, even if it has no other
      // entities.
      const given = rows[noun] ?? (options.edition && noun === 'entity' ? [] : undefined)
      const raw = given?.map((cells, index) => ({ line: index + 1, cells }))
      if (raw) await takeRows(intake, { file: 'rows', noun }, [raw])
    }
  })
}
