// `npm run import -- FILE…`: imports files into the database of the settings, or another one.
import { createReadStream } from 'node:fs'
import { ConfigError, readConfig } from '../config.ts'
import { reasonOf } from '../db/postgres/errors.ts'
import { DatabaseUnavailable, StorageFull } from '../db/store.ts'
import { DataError } from '../files/data-error.ts'
import { type FilesResult, importFiles } from '../imports/engine/import-files.ts'
import { openLoaded } from '../starter/prepare.ts'
import {
  ArgumentError,
  type Arguments,
  readArguments,
  type Source,
  USAGE
} from './import-arguments.ts'
import { importProgressOn } from './import-progress.ts'
import { count } from './progress-bar.ts'
import { refusedFile } from './refused-file.ts'

const READ_BYTES = 64 * 1024
const SAFE =
  'All of it was kept or nothing; importing the same again is safe, for what is there ' +
  'already is no change.'
const [CHANGES_TOLD_MAX, VALUE_CHARACTERS_MAX] = [20, 60]
const EXIT = { refused: 1, arguments: 2, settings: 78 }
/** As shells count them. */
const INTERRUPTED = { SIGINT: 130, SIGTERM: 143 }

try {
  const given = readArguments(process.argv.slice(2))
  console.log(given.help ? USAGE : await run(given))
} catch (error) {
  console.error(messageOf(error))
  // Not by waiting for the last socket: see db/commands.ts.
  process.exit(exitCodeOf(error))
}

async function run(given: Arguments): Promise<string> {
  const store = await openLoaded(given.url ?? readConfig(process.env).DATABASE_URL)
  const refused = given.refused === undefined ? undefined : refusedFile(given.refused)
  const { reading, checking, end } = importProgressOn(process.stderr)
  endWithoutTrace(end)
  const started = performance.now()
  let bytes = 0
  const read = given.sources.map((source) => ({
    file: source.file,
    noun: given.noun,
    bytes: counted(source, (more) => (bytes += more))
  }))
  const total = totalOf(given.sources)
  try {
    const result = await importFiles(store, read, {
      kind: 'import',
      note: given.note,
      dryRun: given.dryRun,
      onProgress: (progress) =>
        progress.phase === 'checking'
          ? checking(progress)
          : reading({ file: progress.file, rows: progress.rows, bytes, total }),
      ...(refused && { onRefused: refused.add })
    })
    end()
    return summary(result, given, (performance.now() - started) / 1_000)
  } finally {
    end()
    refused?.close()
    await store.close()
  }
}

/** What is not committed is gone with the process; a bar would stay on the screen. */
function endWithoutTrace(end: () => void): void {
  for (const [signal, code] of Object.entries(INTERRUPTED))
    process.once(signal, () => {
      end()
      console.error('Interrupted: nothing was kept.')
      process.exit(code)
    })
}

async function* counted({ path }: Source, add: (bytes: number) => void): AsyncGenerator<Buffer> {
  const stream: AsyncIterable<Buffer> =
    path === undefined ? process.stdin : createReadStream(path, { highWaterMark: READ_BYTES })
  for await (const chunk of stream) {
    add(chunk.length)
    yield chunk
  }
}

function totalOf(sources: Source[]): number | undefined {
  return sources.reduce(
    (sum: number | undefined, { size }) =>
      sum === undefined || size === undefined ? undefined : sum + size,
    0
  )
}

function summary(
  { rows, counts, changed, revision, shown }: FilesResult,
  { sources, dryRun }: Arguments,
  seconds: number
): string {
  const read =
    `${count(rows)} rows from ` +
    `${sources.length === 1 ? sources[0]?.file : `${sources.length} files`} in ` +
    `${seconds.toFixed(1)} s`
  const pace = `${count(Math.round(rows / Math.max(seconds, 0.001)))} rows/s`
  const lines = Object.entries(counts).map(
    ([noun, { inserted, corrected, unchanged }]) =>
      `  ${noun}: ${count(inserted)} new, ${count(corrected)} corrected, ${count(unchanged)} ` +
      'unchanged'
  )
  if (!changed)
    return [
      `Read ${read}: nothing differs, the data set stays at revision ${revision}.`,
      ...lines
    ].join('\n')
  if (dryRun)
    return [
      `Dry run, nothing was kept: ${read} (${pace}) would make revision ${revision + 1}.`,
      ...lines,
      ...told(shown)
    ].join('\n')
  return [`Imported ${read} (${pace}) as revision ${revision}.`, ...lines].join('\n')
}

/** The first changes, a line each. */
function told(shown: FilesResult['shown']): string[] {
  const text = (value: unknown) => (JSON.stringify(value) ?? 'null').slice(0, VALUE_CHARACTERS_MAX)
  return shown.slice(0, CHANGES_TOLD_MAX).map(({ noun, id, action, fields }) => {
    const changes = fields.map(
      ({ name, before, after }) => `${name} ${text(before)} → ${text(after)}`
    )
    return `  ${action} ${noun} ${id}${changes.length > 0 ? `: ${changes.join(', ')}` : ''}`
  })
}

function messageOf(error: unknown): string {
  if (error instanceof ArgumentError) return `${error.message}\n\n${USAGE}`
  if (error instanceof StorageFull)
    return (
      `Nothing was imported: there is no room for it (${reasonOf(error)}). Make room, then ` +
      'import again.'
    )
  // A commit whose answer is lost may have come to be.
  if (error instanceof DatabaseUnavailable) return `The import failed: ${reasonOf(error)}. ${SAFE}`
  if (error instanceof DataError)
    return `${error.message}\n${count(error.count)} cells in all; --refused FILE lists them.`
  return error instanceof Error ? error.message : String(error)
}

function exitCodeOf(error: unknown): number {
  if (error instanceof ArgumentError) return EXIT.arguments
  return error instanceof ConfigError ? EXIT.settings : EXIT.refused
}
