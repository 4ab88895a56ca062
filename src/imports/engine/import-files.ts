// Imports files of any length: reads, validates, compares and writes some rows at a time, in one
// transaction and as one revision.
import { createHash } from 'node:crypto'
import type { CheckProgress } from '../../conflicts/checking/renew-checks.ts'
import { seenIds } from '../../db/seen-ids.ts'
import type { Snapshot, Store } from '../../db/store.ts'
import type { BadCell } from '../../db/tables/define.ts'
import type { WithdrawnRow } from '../../files/changes.ts'
import { DataError } from '../../files/data-error.ts'
import { type DataFile, openFile } from '../../files/data-file.ts'
import type { FileDialect } from '../../files/dialect.ts'
import type { Bytes } from '../../files/unpack-bytes.ts'
import { type Noun, PARENTS_FIRST } from '../../nouns.ts'
import { ChangeError } from './change-error.ts'
import { type ForeignReader, takeForeign } from './foreign-files.ts'
import { type Edition, type Intake, takeIn, takeRows } from './intake.ts'
import { type MadeRevision, makeRevision, type Revision } from './make-revision.ts'
import { nowText } from './record-import.ts'
import { recordRefusal } from './record-refusal.ts'
import { suggestNames } from './suggest-names.ts'
import { explainRefusedWithdrawal, withdrawRead } from './withdraw-read.ts'

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
/**
 * First the rows of the files are read, then the claims they affect are checked: `done` of `total`
 * sets.
 */
export type ImportProgress =
  | { phase: 'reading'; file: string; noun: Noun; rows: number }
  | ({ phase: 'checking' } & CheckProgress)
export type ImportOptions = {
  /** The kind of the import in the list of imports; the command uses `import`. */
  kind: string
  made_by?: string | null
  note?: string | null
  /** When the import was made; the default is now. */
  time?: string
  /** The checksum in the list of imports; the default is the SHA-256 of the files. */
  checksum?: string
  edition?: Edition
  /** Computes what would change, and then undoes it. */
  dryRun?: boolean
  /** The most bytes that one file may have after decompression. */
  bytesMax?: number
  onProgress?: (progress: ImportProgress) => void
  /** Receives every refused cell; the error carries only the first hundred. */
  onRefused?: (cell: BadCell) => void
}
/**
 * The result, and how many rows were read. `revision` of a dry run is the newest revision before
 * it.
 */
export type FilesResult = MadeRevision & { rows: number }

/**
 * Imports files, all or nothing. Each row is inserted, corrects the row with its id, or equals it.
 * Rows that no file names stay. Throws a {@link DataError} with the first refused cells.
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
      const { revision, updatedAt } = snapshot
      if (options.dryRun) throw new DryRun({ ...result, revision, updatedAt })
      return result
    })
  } catch (error) {
    if (error instanceof DryRun) return error.result
    if (!(error instanceof DataError)) throw error
    const told = await store.snapshot((snapshot) => suggestNames(snapshot, error))
    if (!options.dryRun) await recordRefusal(store, told, { ...options, started, time: nowText() })
    throw told
  }
}

/** Imports files as part of a transaction. The caller must undo the transaction if this throws. */
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
    bytes: hashBytes(input.bytes, (chunk) => sums[index]?.update(chunk))
  }))
  let rows = 0
  const withdrawn: WithdrawnRow[] = []
  const work = async (revision: Revision) => {
    await takeIn(revision, await seenIds(snapshot), options, async (intake) => {
      rows = await readFiles(intake, hashed, withdrawn, options)
    })
    await withdrawRead(revision, withdrawn)
    const checksum = createHash('sha256').update(sums.map((sum) => sum.digest('hex')).join())
    return { checksum: options.checksum ?? checksum.digest('hex') }
  }
  try {
    return { ...(await makeRevision(snapshot, { ...options, onChecked }, work)), rows }
  } catch (error) {
    throw error instanceof ChangeError ? explainRefusedWithdrawal(error, withdrawn) : error
  }
}

/** Thrown to undo the changes of a dry run. */
class DryRun extends Error {
  readonly result: FilesResult

  constructor(result: FilesResult) {
    super('a dry run')
    this.result = result
  }
}

async function* hashBytes(bytes: Bytes, update: (chunk: Buffer) => void): AsyncGenerator<Buffer> {
  for await (const chunk of bytes) {
    update(chunk)
    yield chunk
  }
}

type OpenFile = DataFile & { file: string }

/**
 * Reads all files, parents before children in whatever order they are given, and adds what they
 * withdraw to `withdrawn`. Returns the number of rows.
 */
async function readFiles(
  intake: Intake,
  inputs: readonly InputFile[],
  withdrawn: WithdrawnRow[],
  { bytesMax, onProgress = () => {} }: ImportOptions
): Promise<number> {
  const open: OpenFile[] = []
  const foreign = inputs.filter(({ read }) => read !== undefined)
  let rows = 0
  try {
    for (const { file, bytes, noun, dialect, read } of inputs) {
      if (read) continue
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
      const onRead = (read: number) => {
        rows += read
        onProgress({ phase: 'reading', file: one.file, noun: one.noun, rows })
      }
      await refuseUnreadable(intake, () => takeRows(intake, one, one.rows, onRead))
    }
    for (const one of foreign) {
      const onRead = (noun: Noun, read: number) => {
        rows += read
        onProgress({ phase: 'reading', file: one.file, noun, rows })
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
  }
}
