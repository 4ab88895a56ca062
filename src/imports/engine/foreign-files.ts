// Takes in files that have not the columns of this data set, such as those of another publisher: a
// function reads them and gives rows of several nouns.
import type { Snapshot } from '../../db/store.ts'
import type { RawRow } from '../../files/data-file.ts'
import type { Bytes } from '../../files/unpack-bytes.ts'
import type { Noun } from '../../nouns.ts'
import { type Intake, takeRows } from './intake.ts'

/** Rows of one noun from a file that holds several; parents come before what names them. */
export type NounRows = { noun: Noun; rows: RawRow[] }
/** Reads a file that has not the columns of this data set, such as one of another publisher. */
export type ForeignReader = (
  snapshot: Snapshot,
  bytes: Bytes,
  bytesMax: number | undefined
) => AsyncIterable<NounRows>
type ForeignFile = { file: string; bytes: Bytes; read?: ForeignReader | undefined }

/** Takes the rows of a foreign file in, as they come. */
export async function takeForeign(
  intake: Intake,
  { file, bytes, read }: ForeignFile,
  bytesMax: number | undefined,
  onRead: (noun: Noun, rows: number) => void
): Promise<void> {
  for await (const { noun, rows } of read?.(intake.revision.snapshot, bytes, bytesMax) ?? []) {
    await takeRows(intake, { file, noun, hasMadeIds: true }, [rows], (taken) => onRead(noun, taken))
    if (intake.badCells.isFull()) return
  }
}
