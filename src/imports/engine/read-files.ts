// Reads the files of an import: parents before children in whatever order they are given, until too
// many rows are refused.
import type { Breathe } from '../../breathe.ts'
import type { WithdrawnRow } from '../../files/changes.ts'
import { DataError } from '../../files/data-error.ts'
import { type DataFile, openFile } from '../../files/data-file.ts'
import type { FileDialect } from '../../files/dialect.ts'
import type { Bytes } from '../../files/unpack-bytes.ts'
import { type Noun, PARENTS_FIRST } from '../../nouns.ts'
import { type ForeignReader, takeForeign } from './foreign-files.ts'
import { type Intake, takeRows } from './intake.ts'

/** So many bytes take little time to read. */
const PIECE_BYTES = 16 * 1024

/**
 * One file. Without `noun`, its columns decide which noun its rows are of. With `read`, that
 * function gives its rows.
 */
export type InputFile = {
  file: string
  bytes: Bytes
  noun?: Noun | undefined
  dialect?: FileDialect | undefined
  read?: ForeignReader | undefined
}
/** The rows that were read of all files, and of what the newest of them are. */
export type ReadSoFar = { file: string; noun: Noun; rows: number }
type ReadingFiles = {
  bytesMax: number | undefined
  onRead: (read: ReadSoFar) => void
}
type OpenFile = DataFile & { file: string }

/**
 * Reads all files, parents before children in whatever order they are given, and adds what they
 * withdraw to `withdrawn`. Returns the number of rows.
 */
export async function readFiles(
  intake: Intake,
  inputs: readonly InputFile[],
  withdrawn: WithdrawnRow[],
  { bytesMax, onRead: tell }: ReadingFiles
): Promise<number> {
  const open: OpenFile[] = []
  const foreign = inputs.filter(({ read }) => read !== undefined)
  let rows = 0
  try {
    for (const { file, bytes, noun, dialect, read } of inputs) {
      if (read || intake.badCells.isFull()) continue
      await refuseUnreadable(intake, async () => {
        const opened = await openFile(file, bytes, { ...dialect, noun, bytesMax })
        rows += opened.withdrawn.length
        for (const row of opened.withdrawn) withdrawn.push(row)
        for (const part of opened.parts) {
          intake.badCells.rename(file, part.names)
          open.push({ file, ...part })
        }
      })
    }
    const order = ({ noun }: OpenFile) => PARENTS_FIRST.indexOf(noun)
    for (const one of open.toSorted((a, b) => order(a) - order(b))) {
      if (intake.badCells.isFull()) break
      const onRead = (read: number) => {
        rows += read
        tell({ file: one.file, noun: one.noun, rows })
      }
      await refuseUnreadable(intake, () => takeRows(intake, one, one.rows, onRead))
    }
    for (const one of foreign) {
      if (intake.badCells.isFull()) break
      const onRead = (noun: Noun, read: number) => {
        rows += read
        tell({ file: one.file, noun, rows })
      }
      await refuseUnreadable(intake, () => takeForeign(intake, one, bytesMax, onRead))
    }
  } finally {
    for (const one of open) await one.close()
  }
  return rows
}

/** Refuses a file that cannot be read further; the other files are still validated. */
async function refuseUnreadable({ badCells }: Intake, read: () => Promise<void>): Promise<void> {
  try {
    await read()
  } catch (error) {
    if (!(error instanceof DataError)) throw error
    badCells.add(error.cells)
    badCells.addRead(error.stop?.read ?? 0)
  }
}

/** Cuts bytes into pieces that take little time to read, and adds each of them to a sum. */
export async function* hashBytes(
  bytes: Bytes,
  update: (piece: Buffer) => void,
  breathe: Breathe
): AsyncGenerator<Buffer> {
  for await (const chunk of bytes)
    for (let at = 0; at < chunk.length; at += PIECE_BYTES) {
      const piece = chunk.subarray(at, at + PIECE_BYTES)
      update(piece)
      yield piece
      await breathe()
    }
}
