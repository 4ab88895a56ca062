import { createReadStream, readFileSync } from 'node:fs'
import { readConfig } from '../../config.ts'
import { reasonOf } from '../../db/postgres/errors.ts'
import { DatabaseUnavailable, LOAD_PATIENCE_MS, StorageFull } from '../../db/store.ts'
import { DataError } from '../../files/data-error.ts'
import { importFiles } from '../../imports/engine/import-files.ts'
import { builtIn } from '../../mappings/built-in.ts'
import { type MappedReader, mappedReader } from '../../mappings/mapped-file.ts'
import { findBuiltIn } from '../../mappings/names.ts'
import { readMapping } from '../../mappings/read-mapping.ts'
import { openLoaded } from '../../starter/prepare.ts'
import { endOnSignals } from '../shared/end-on-signals.ts'
import { formatCount } from '../shared/format.ts'
import type { ImportArguments, Source } from './arguments.ts'
import { showImportProgress } from './progress.ts'
import { openRefusedFile } from './refused-file.ts'
import { summarizeImport } from './summary.ts'

const READ_BYTES = 64 * 1024

/** Imports files as one revision: all of them or none. */
export async function runImport(given: ImportArguments): Promise<string> {
  const mapped = mappedReaderOf(given)
  const { DATABASE_URL, STARTER } = readConfig(process.env)
  const store = await openLoaded(given.url ?? DATABASE_URL, { starter: STARTER })
  const refused = given.refused === undefined ? undefined : openRefusedFile(given.refused)
  const { reading, checking, end } = showImportProgress(process.stderr)
  endOnSignals(end, 'Interrupted: nothing was kept.')
  const started = performance.now()
  const total = totalSize(given.sources)
  let bytes = 0
  const inputs = given.sources.map((source) => ({
    file: source.file,
    noun: given.noun,
    dialect: given.dialect,
    read: mapped?.read(source.file),
    bytes: readBytes(source, (more) => (bytes += more))
  }))
  try {
    const result = await importFiles(store, inputs, {
      kind: 'import',
      note: given.note,
      dryRun: given.dryRun,
      patienceMs: LOAD_PATIENCE_MS,
      onProgress: (progress) =>
        progress.phase === 'checking'
          ? checking(progress)
          : reading({ file: progress.file, rows: progress.rows, bytes, total }),
      onRefused: (cell) => refused?.add(cell)
    })
    const seconds = (performance.now() - started) / 1_000
    return summarizeImport(result, given, seconds, mapped?.skipped())
  } catch (error) {
    throw explainFailure(error)
  } finally {
    end()
    refused?.close()
    await store.close()
  }
}

/**
 * The reader of a mapping, if one was given. A bad mapping ends the command before a database
 * opens.
 */
function mappedReaderOf({
  mapping,
  newMetrics,
  dialect
}: ImportArguments): MappedReader | undefined {
  if (mapping === undefined) return undefined
  const name = findBuiltIn(mapping)
  const read = name ? builtIn(name) : readMapping(mapping, readFileSync(mapping, 'utf8'))
  return mappedReader(read, { makesMetrics: newMetrics, dialect })
}

async function* readBytes({ path }: Source, add: (bytes: number) => void): AsyncGenerator<Buffer> {
  const stream: AsyncIterable<Buffer> =
    path === undefined ? process.stdin : createReadStream(path, { highWaterMark: READ_BYTES })
  for await (const chunk of stream) {
    add(chunk.length)
    yield chunk
  }
}

function totalSize(sources: readonly Source[]): number | undefined {
  const sizes = sources.map(({ size }) => size)
  return sizes.reduce(
    (sum, size) => (sum === undefined || size === undefined ? undefined : sum + size),
    0
  )
}

function explainFailure(error: unknown): unknown {
  const message = messageOf(error)
  return message === undefined ? error : new Error(message, { cause: error })
}

function messageOf(error: unknown): string | undefined {
  if (error instanceof DataError) {
    const cells = `${formatCount(error.count)} cells ${error.stop ? 'so far' : 'in all'}`
    return `${error.message}\n${cells}; --refused FILE lists them.`
  }
  if (error instanceof StorageFull)
    return (
      `Nothing was imported: there is no room for it (${reasonOf(error)}). Make room, then ` +
      'import again.'
    )
  if (error instanceof DatabaseUnavailable)
    // The commit may have happened although its answer was lost.
    return (
      `The import failed: ${reasonOf(error)}. All of it was kept, or nothing. Import the same ` +
      'files again: rows that are kept already change nothing.'
    )
  return undefined
}
