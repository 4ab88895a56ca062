// The arguments of `npm run import`: files and where they go, or a text that teaches.
import { type Stats, statSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { DATABASE_URL } from '../db/url.ts'
import { FILES } from '../files/columns.ts'
import type { Noun } from '../nouns.ts'

const FILES_MAX = 100
const NOTE_MAX = 1_000
const NOUNS = Object.keys(FILES) as Noun[]

export const USAGE = `Imports files as one revision, all of them or nothing. Rows are inserted, or correct the row with their id; rows that no file names stay.

  npm run import -- FILE… [--to URL] [--type TYPE] [--dry-run] [--refused FILE] [--note TEXT]

  FILE            CSV with a header, or NDJSON, either of them also as gzip; - for standard input. The columns are those of the starter
                  data (src/starter), and tell what a file holds. In NDJSON a key may be left out, and lists may be arrays.
  --to URL        the database, file: and a path or postgres://…, instead of DATABASE_URL. A new or empty one gets the starter data first.
  --type TYPE     what all files hold, where the columns do not tell: ${NOUNS.join(', ')}
  --dry-run       say what would change, and keep nothing
  --refused FILE  write every cell that cannot be taken to this CSV file: file, line, column, value, expected
  --note TEXT     why; shown with the import
  --help          this text

  npm run import -- claims.csv sources.csv
  zcat claims.csv.gz | npm run -s import -- --dry-run -

Exit codes: 0 imported, or nothing to change; 1 refused or failed, and nothing kept; 2 wrong arguments; 78 wrong settings.`

/** Thrown for arguments that cannot be used. */
export class ArgumentError extends Error {
  override name = 'ArgumentError'
}

/**
 * A file by the name it is shown with. Standard input has no path, and what is no regular file has
 * no size.
 */
export type Source = { file: string; path: string | undefined; size: number | undefined }
export type Arguments = {
  help: boolean
  sources: Source[]
  url: string | undefined
  noun: Noun | undefined
  dryRun: boolean
  refused: string | undefined
  note: string | null
}

const OPTIONS = {
  to: { type: 'string' },
  type: { type: 'string' },
  'dry-run': { type: 'boolean' },
  refused: { type: 'string' },
  note: { type: 'string' },
  help: { type: 'boolean', short: 'h' }
} as const

/** Reads and checks the arguments of the command. */
export function readArguments(words: string[]): Arguments {
  const { values, positionals } = parse(words)
  if (values.help)
    return {
      help: true,
      sources: [],
      url: undefined,
      noun: undefined,
      dryRun: false,
      refused: undefined,
      note: null
    }
  if (positionals.length === 0) throw new ArgumentError('There is no file.')
  if (positionals.length > FILES_MAX)
    throw new ArgumentError(`There are more than ${FILES_MAX} files.`)
  if (new Set(positionals).size < positionals.length)
    throw new ArgumentError('A file is named twice.')
  if ((values.note?.length ?? 0) > NOTE_MAX)
    throw new ArgumentError(`--note takes at most ${NOTE_MAX} characters.`)
  return {
    help: false,
    sources: positionals.map(sourceOf),
    url: urlOf(values.to),
    noun: nounOf(values.type),
    dryRun: values['dry-run'] ?? false,
    refused: refusedOf(values.refused, positionals),
    note: values.note || null
  }
}

function parse(words: string[]) {
  try {
    return parseArgs({ args: words, options: OPTIONS, allowPositionals: true })
  } catch (error) {
    throw new ArgumentError(`${(error as Error).message.split(/\.?\n|\. /)[0]}.`)
  }
}

function sourceOf(file: string): Source {
  if (file === '-') return { file: 'standard input', path: undefined, size: undefined }
  const stats = statsOf(file)
  if (!stats) throw new ArgumentError(`The file ${file} is not there.`)
  if (stats.isDirectory()) throw new ArgumentError(`${file} is a folder.`)
  return { file, path: file, size: stats.isFile() ? stats.size : undefined }
}

function urlOf(url: string | undefined): string | undefined {
  if (url === undefined || DATABASE_URL.test(url)) return url
  throw new ArgumentError(
    '--to is no database URL: file: and a path, or postgres://user:password@host:port/database.'
  )
}

function nounOf(type: string | undefined): Noun | undefined {
  const found = NOUNS.find((noun) => noun === type)
  if (type === undefined || found) return found
  throw new ArgumentError(`--type is one of ${NOUNS.join(', ')}.`)
}

function refusedOf(refused: string | undefined, files: string[]): string | undefined {
  if (refused === undefined) return undefined
  const stats = statsOf(refused)
  const isInput = files.some((file) => {
    const other = statsOf(file)
    return stats !== undefined && stats.dev === other?.dev && stats.ino === other.ino
  })
  if (isInput) throw new ArgumentError('--refused names a file that is to be imported.')
  return refused
}

function statsOf(file: string): Stats | undefined {
  return statSync(file, { throwIfNoEntry: false })
}
