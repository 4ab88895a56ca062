// Imports files of any length: reads, validates, compares and writes some rows at a time, in one
// transaction and as one revision.
import { createHash } from 'node:crypto'
import type { CheckProgress } from '../../conflicts/checking/renew-checks.ts'
import { seenIds } from '../../db/seen-ids.ts'
import type { Snapshot, Store } from '../../db/store.ts'
import type { BadCell } from '../../db/tables/define.ts'
import type { WithdrawnRow } from '../../files/changes.ts'
import { DataError } from '../../files/data-error.ts'
import { ChangeError } from './change-error.ts'
import { type Edition, takeIn } from './intake.ts'
import { type MadeRevision, makeRevision, type Revision } from './make-revision.ts'
import { hashBytes, type InputFile, type ReadSoFar, readFiles } from './read-files.ts'
import { nowText } from './record-import.ts'
import { recordRefusal } from './record-refusal.ts'
import { suggestNames } from './suggest-names.ts'
import { explainRefusedWithdrawal, withdrawRead } from './withdraw-read.ts'

/**
 * First the rows of the files are read, then the claims they affect are checked: `done` of `total`
 * sets.
 */
export type ImportProgress =
  | ({ phase: 'reading' } & ReadSoFar)
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
  /** Calls the import off: it throws the reason of the signal, and nothing is kept. */
  signal?: AbortSignal | undefined
  /** How long the import waits for other changes, if not for the usual time. */
  patienceMs?: number
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
    }, options)
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
  const { bytesMax, onProgress, signal } = options
  signal?.throwIfAborted()
  const onChecked = (progress: CheckProgress) => onProgress?.({ phase: 'checking', ...progress })
  const sums = inputs.map(() => createHash('sha256'))
  let rows = 0
  const withdrawn: WithdrawnRow[] = []
  const work = async (revision: Revision) => {
    const hashed = inputs.map((input, index) => ({
      ...input,
      bytes: hashBytes(input.bytes, (piece) => sums[index]?.update(piece), revision.breathe)
    }))
    await takeIn(revision, await seenIds(snapshot), options, async (intake) => {
      const onRead = (read: ReadSoFar) => onProgress?.({ phase: 'reading', ...read })
      rows = await readFiles(intake, hashed, withdrawn, { bytesMax, onRead })
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
