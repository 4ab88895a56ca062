// An import of files of any length: read, validated, compared and written some rows at a time, in
// one transaction and as one revision.
import { createHash } from 'node:crypto'
import type { CheckProgress } from '../../conflicts/checking/renew-checks.ts'
import { seenIds } from '../../db/seen-ids.ts'
import type { Snapshot, Store } from '../../db/store.ts'
import type { BadCell } from '../../db/tables/define.ts'
import { DataError } from '../../files/data-error.ts'
import { type DataFile, openDataFile } from '../../files/data-file.ts'
import type { Bytes } from '../../files/unpacked.ts'
import { type Noun, PARENTS_FIRST } from '../../nouns.ts'
import { type Edition, type Intake, takeIn, takeRows } from './intake.ts'
import { nowText } from './record-import.ts'
import { recordRefusal } from './refusals.ts'
import { type MadeRevision, makeRevision } from './revision.ts'

/** One file. `noun` where it is known; else its columns tell. */
export type InputFile = { file: string; bytes: Bytes; noun?: Noun | undefined }
/**
 * Rows of a file are read; then what they touch is checked, `done` of `total` sets of claims.
 */
export type ImportProgress =
  | { phase: 'reading'; file: string; noun: Noun; rows: number }
  | ({ phase: 'checking' } & CheckProgress)
export type ImportOptions = {
  /** What the import is called in the list of imports: `import` by the command. */
  kind: string
  made_by?: string | null
  note?: string | null
  /** When it was made; now, unless told. */
  time?: string
  /** What the record of the import names; the SHA-256 of the files, unless told. */
  checksum?: string
  edition?: Edition
  /** Finds out what would change, and keeps nothing of it. */
  dryRun?: boolean
  /** Bytes that one file may have when unpacked. */
  bytesMax?: number
  onProgress?: (progress: ImportProgress) => void
  /** Every cell that cannot be taken, while the first hundred are in the error. */
  onRefused?: (cell: BadCell) => void
}
/** What was made, and how many rows were read. Of a dry run, `revision` is the one before. */
export type FilesResult = MadeRevision & { rows: number }

/**
 * Imports files, all or nothing. Rows are inserted, or correct the row with their id, or are equal
 * to it; what no file names stays. Throws a {@link DataError} with the first cells that cannot be
 * taken.
 */
export async function importFiles(
  store: Store,
  inputs: readonly InputFile[],
  options: ImportOptions
): Promise<FilesResult> {
  const started = nowText()
  try {
    return await store.transaction(async (snapshot) => {
      const result = await importFilesWithin(snapshot, inputs, options)
      if (options.dryRun) throw new DryRun({ ...result, revision: snapshot.revision })
      return result
    })
  } catch (error) {
    if (error instanceof DryRun) return error.result
    if (error instanceof DataError && !options.dryRun)
      await recordRefusal(store, error, { ...options, started, time: nowText() })
    throw error
  }
}

/** The same as a part of a transaction, which whatever it throws should undo. */
export async function importFilesWithin(
  snapshot: Snapshot,
  inputs: readonly InputFile[],
  options: ImportOptions
): Promise<FilesResult> {
  const { onProgress } = options
  const onChecked = (progress: CheckProgress) => onProgress?.({ phase: 'checking', ...progress })
  const sums = inputs.map(() => createHash('sha256'))
  const hashed = inputs.map((input, index) => ({
    ...input,
    bytes: hashing(input.bytes, (chunk) => sums[index]?.update(chunk))
  }))
  let rows = 0
  const made = await makeRevision(snapshot, { ...options, onChecked }, async (revision) => {
    await takeIn(revision, await seenIds(snapshot), options, async (intake) => {
      rows = await readFiles(intake, hashed, options)
    })
    const checksum = createHash('sha256').update(sums.map((sum) => sum.digest('hex')).join())
    return { checksum: options.checksum ?? checksum.digest('hex') }
  })
  return { ...made, rows }
}

/** Thrown to undo what a dry run has written. */
class DryRun extends Error {
  readonly result: FilesResult

  constructor(result: FilesResult) {
    super('a dry run')
    this.result = result
  }
}

async function* hashing(bytes: Bytes, update: (chunk: Buffer) => void): AsyncGenerator<Buffer> {
  for await (const chunk of bytes) {
    update(chunk)
    yield chunk
  }
}

type OpenFile = DataFile & { file: string }

/** Reads all files, parents before children whatever their order. Gives the number of rows. */
async function readFiles(
  intake: Intake,
  inputs: readonly InputFile[],
  { bytesMax, onProgress = () => {} }: ImportOptions
): Promise<number> {
  const open: OpenFile[] = []
  let rows = 0
  try {
    for (const { file, bytes, noun } of inputs) {
      await refuseUnreadable(intake, async () => {
        open.push({ file, ...(await openDataFile(file, bytes, { noun, bytesMax })) })
      })
    }
    const place = ({ noun }: OpenFile) => PARENTS_FIRST.indexOf(noun)
    for (const one of open.toSorted((a, b) => place(a) - place(b))) {
      const onRead = (read: number) => {
        rows += read
        onProgress({ phase: 'reading', file: one.file, noun: one.noun, rows })
      }
      await refuseUnreadable(intake, () => takeRows(intake, one, one.rows, onRead))
    }
  } finally {
    for (const one of open) await one.close()
  }
  return rows
}

/** A file that cannot be read on is refused; the others are still validated. */
async function refuseUnreadable({ badCells }: Intake, read: () => Promise<void>): Promise<void> {
  try {
    await read()
  } catch (error) {
    if (!(error instanceof DataError)) throw error
    badCells.add(error.cells)
  }
}
