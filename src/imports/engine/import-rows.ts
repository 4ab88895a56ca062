// Rows that are values already, such as the body of a request, as one revision.
import type { Snapshot } from '../../db/store.ts'
import type { Values } from '../../files/data-file.ts'
import { type Noun, PARENTS_FIRST } from '../../nouns.ts'
import { type IntakeOptions, takeIn, takeRows } from './intake.ts'
import { type MadeRevision, makeRevision, type Revision, type RevisionOptions } from './revision.ts'
import { fewIds } from './validation/few-ids.ts'

/** Rows by noun, as values by the columns of the data files; a column left out is empty. */
export type RowsByNoun = Partial<Record<Noun, readonly Values[]>>

/**
 * Imports rows as a part of a transaction, which whatever this throws should undo. They are
 * inserted, or correct the row with their id, or are equal to it. Throws a DataError whose cells
 * have the place of a row in its list, from 1, as their line.
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
      // An edition brings its countries with its entities, though it may have no others.
      const given = rows[noun] ?? (options.edition && noun === 'entity' ? [] : undefined)
      const raw = given?.map((cells, index) => ({ line: index + 1, cells }))
      if (raw) await takeRows(intake, { file: 'rows', noun }, [raw])
    }
  })
}
