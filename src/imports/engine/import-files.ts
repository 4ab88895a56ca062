// An import of files of any length: read, checked, compared and written some rows at a time, in one
// transaction and as one revision.
import { createHash } from 'node:crypto'
import { setImmediate } from 'node:timers/promises'
import type { CheckProgress } from '../../conflicts/checking/renew-checks.ts'
import { chunks } from '../../db/rows.ts'
import type { Snapshot, Store } from '../../db/store.ts'
import type { BadCell } from '../../db/tables/define.ts'
import type { Noun } from '../../files/columns.ts'
import { DataError } from '../../files/data-error.ts'
import { type DataFile, openDataFile } from '../../files/data-file.ts'
import type { Bytes } from '../../files/unpacked.ts'
import { ORDER } from './apply-changes.ts'
import { completeImport, type Origin } from './record-import.ts'
import { recordRefusal } from './refusals.ts'
import { renewDerived } from './renew-derived.ts'
import { beginImport, type FileCounts, type Running } from './running.ts'
import type { ShownChange } from './shown-changes.ts'
import { link } from './storage/lists.ts'
import { writeChunk } from './storage/write-chunk.ts'
import { checkChunk } from './validation/validate-chunk.ts'

/** One file. `noun` where it is known; else its columns tell. */
export type InputFile = { file: string; bytes: Bytes; noun?: Noun | undefined }
/** Rows of a file are read; then what they touch is checked, `done` of `total` sets of claims. */
export type ImportProgress =
  | { phase: 'reading'; file: string; noun: Noun; rows: number }
  | ({ phase: 'checking' } & CheckProgress)
export type ImportOptions = {
  /** What the import is called in the list of imports: `import` by the command. */
  kind: string
  made_by?: string | null
  note?: string | null
  /** Finds out what would change, and keeps nothing of it. */
  dryRun?: boolean
  /** Bytes that one file may have when unpacked. */
  bytesMax?: number
  onProgress?: (progress: ImportProgress) => void
  /** Every cell that cannot be taken, while the first hundred are in the error. */
  onRefused?: (cell: BadCell) => void
}
/** `revision` is the newest afterwards; of a dry run, the one before. */
export type FilesResult = {
  revision: number
  changed: boolean
  rows: number
  counts: Partial<Record<Noun, FileCounts>>
  /** The first changes. */
  shown: readonly ShownChange[]
}

/**
 * Rows between two breaths: others in this process are not kept waiting for longer than these take.
 */
const CHUNK_ROWS = 200

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
  const started = now()
  try {
    return await store.transaction(async (snapshot) => {
      const result = await importWithin(snapshot, inputs, options)
      if (options.dryRun) throw new DryRun({ ...result, revision: snapshot.revision })
      return result
    })
  } catch (error) {
    if (error instanceof DryRun) return error.result
    if (error instanceof DataError && !options.dryRun)
      await recordRefusal(store, error, { ...options, started, time: now() })
    throw error
  }
}

/** The same as a part of a transaction, which whatever it throws should undo. */
export async function importWithin(
  snapshot: Snapshot,
  inputs: readonly InputFile[],
  options: ImportOptions
): Promise<FilesResult> {
  const started = now()
  const sums = inputs.map(() => createHash('sha256'))
  const hashed = inputs.map((input, index) => ({
    ...input,
    bytes: hashing(input.bytes, (chunk) => sums[index]?.update(chunk))
  }))
  const origin: Origin = {
    kind: options.kind,
    started,
    checksum: '',
    correctsOthers: true,
    ...authorOf(options)
  }
  const running = await beginImport(snapshot, origin, options.onRefused)
  const rows = await readAll(running, hashed, options)
  await resolveAhead(running)
  if (running.badCells.count() > 0) throw running.badCells.error()
  const checksum = createHash('sha256')
    .update(sums.map((sum) => sum.digest('hex')).join())
    .digest('hex')
  const changed = await finish(running, { ...origin, checksum }, (progress) =>
    options.onProgress?.({ phase: 'checking', ...progress })
  )
  const { counts, shown } = running
  return {
    revision: running.revision() ?? snapshot.revision,
    changed,
    rows,
    counts,
    shown: shown.list()
  }
}

function now(): string {
  return new Date().toISOString()
}

/** Thrown to undo what a dry run has written. */
class DryRun extends Error {
  readonly result: FilesResult

  constructor(result: FilesResult) {
    super('a dry run')
    this.result = result
  }
}

function authorOf({ made_by = null, note = null }: ImportOptions) {
  return { made_by, note }
}

async function* hashing(bytes: Bytes, update: (chunk: Buffer) => void): AsyncGenerator<Buffer> {
  for await (const chunk of bytes) {
    update(chunk)
    yield chunk
  }
}

type Opened = DataFile & { file: string }

/** Parents before children, whatever the order of the files. */
async function readAll(
  running: Running,
  inputs: readonly InputFile[],
  { bytesMax, onProgress = () => {} }: ImportOptions
): Promise<number> {
  const opened: Opened[] = []
  let rows = 0
  try {
    for (const { file, bytes, noun } of inputs)
      await refusing(
        running,
        async () =>
          void opened.push({ file, ...(await openDataFile(file, bytes, { noun, bytesMax })) })
      )
    const inOrder = opened.toSorted((a, b) => ORDER.indexOf(a.noun) - ORDER.indexOf(b.noun))
    for (const one of inOrder)
      await refusing(running, () =>
        readRows(running, one, (read) => {
          rows += read
          onProgress({ phase: 'reading', file: one.file, noun: one.noun, rows })
        })
      )
  } finally {
    for (const one of opened) await one.close()
  }
  return rows
}

/** A file that cannot be read on is refused; the others are still checked. */
async function refusing({ badCells }: Running, read: () => Promise<void>): Promise<void> {
  try {
    await read()
  } catch (error) {
    if (!(error instanceof DataError)) throw error
    badCells.add(error.cells)
  }
}

async function readRows(
  running: Running,
  { file, noun, rows }: Opened,
  onRead: (rows: number) => void
): Promise<void> {
  for await (const batch of rows) {
    for (const chunk of chunks(batch, CHUNK_ROWS)) {
      const passed = await checkChunk(running, file, noun, chunk)
      if (running.badCells.count() === 0) await writeChunk(running, file, noun, passed)
      onRead(chunk.length)
      await setImmediate()
    }
  }
}

/** Now that everything was read: what is not there by now does not come. */
async function resolveAhead({ snapshot, known, ahead, badCells }: Running): Promise<void> {
  for (const waiting of chunks(ahead.waiting(), CHUNK_ROWS)) {
    await known.ask(waiting.flatMap(({ names }) => names))
    for (const { place, names } of waiting) {
      const absent = names.filter(({ to, id }) => !known.has(to, id))
      badCells.add(
        absent.map(({ column, id, expected }) => ({ ...place, column, value: id, expected }))
      )
    }
  }
  if (badCells.count() > 0) return
  for (const [noun, rows] of ahead.links())
    for (const chunk of chunks(rows)) await link(snapshot, noun, chunk)
}

async function finish(
  { snapshot, seen, touched, counts, revision }: Running,
  origin: Origin,
  onChecked: (progress: CheckProgress) => void
): Promise<boolean> {
  await seen.end()
  const made = revision()
  if (made === undefined) return false
  const rows = Object.values(counts).reduce(
    (sum, { inserted, corrected }) => sum + inserted + corrected,
    0
  )
  const figures = { metrics: touched.metrics(), series: touched.series() }
  await renewDerived(snapshot, { figures, claims: touched.claims(), rows }, made, onChecked)
  const stored = Object.entries(counts).map(([noun, { inserted, corrected }]) => [
    noun,
    { inserted, corrected, withdrawn: 0, kept: 0 }
  ])
  await completeImport(snapshot, made, origin, Object.fromEntries(stored))
  return true
}
