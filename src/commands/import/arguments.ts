// The arguments of `npm run import`: files, and their database.
import { type Stats, statSync } from 'node:fs'
import {
  DECIMAL_NAMES,
  DELIMITER_NAMES,
  decimalNamed,
  delimiterNamed,
  type FileDialect
} from '../../files/dialect.ts'
import { ENCODINGS, encodingNamed } from '../../files/encoding-names.ts'
import { BUILT_IN_NAMES, findBuiltIn } from '../../mappings/names.ts'
import { type Noun, PARENTS_FIRST } from '../../nouns.ts'
import { ArgumentError } from '../shared/argument-error.ts'
import { defineCommand } from '../shared/command.ts'
import { checkDatabaseUrl, URL_FORMS } from '../shared/database-url.ts'
import { formatCount } from '../shared/format.ts'
import { isSameFile } from '../shared/same-file.ts'

const FILES_MAX = 100
const NOTE_MAX = 1_000

/**
 * A file with the name that is shown. Standard input has no path. Only a regular file has a size.
 */
export type Source = { file: string; path: string | undefined; size: number | undefined }
export type ImportArguments = {
  sources: Source[]
  url: string | undefined
  noun: Noun | undefined
  dryRun: boolean
  refused: string | undefined
  note: string | null
  dialect: FileDialect
  /** The name of a built-in mapping, or the path of one. */
  mapping: string | undefined
  newMetrics: boolean
  /** Whether a mapping is proposed and nothing is imported. */
  suggest: boolean
}

export const IMPORT = defineCommand({
  script: 'import',
  does:
    'Imports files into the database as one revision: all of their rows, or none. Each row is ' +
    'inserted, or corrects the row with the same id. Rows that no file names stay as they are.',
  usage: ['npm run import -- FILE… [OPTION…]'],
  words: {
    'FILE…':
      `At most ${FILES_MAX} files, each CSV with a header or NDJSON, plain or gzip; - is the ` +
      'standard input. The columns are those of the starter data in src/starter, and they tell ' +
      'what a file holds. NDJSON may leave keys out and may write lists as arrays.'
  },
  options: {
    to: {
      value: 'URL',
      does:
        `The database: ${URL_FORMS}. Default: the setting DATABASE_URL. A new or empty database ` +
        'gets the starter data first.'
    },
    type: {
      value: 'TYPE',
      does: `What all files hold, if their columns do not tell: ${PARENTS_FIRST.join(', ')}.`
    },
    delimiter: {
      value: 'CHARACTER',
      does: `What separates the cells of CSV: ${DELIMITER_NAMES.join(' ')}. Default: a comma.`
    },
    decimal: {
      value: 'WORD',
      does: 'How CSV writes decimals: point or . (28.5), comma or , (28,5). Default: point.'
    },
    encoding: {
      value: 'NAME',
      does:
        `The encoding of all files: ${ENCODINGS.join(', ')}, or another label of the WHATWG ` +
        'Encoding Standard such as cp1251 or latin1. Default: utf-8.'
    },
    mapping: {
      value: 'NAME',
      does:
        `Read files of another publisher: ${BUILT_IN_NAMES.join(', ')}, or the path of a ` +
        'mapping of your own (docs/mappings.md). What we do not have is skipped and listed.'
    },
    'new-metrics': {
      does: 'With --mapping, make a metric of each indicator that the data set lacks.'
    },
    suggest: {
      does: 'Look at one file, propose a mapping and show what it would give. Nothing is kept.'
    },
    'dry-run': { does: 'Show what the import would change, and keep nothing.' },
    refused: {
      value: 'FILE',
      does: 'Write every refused cell to this CSV file: file, line, column, value, expected.'
    },
    note: {
      value: 'TEXT',
      does:
        `Why the import is made, in at most ${formatCount(NOTE_MAX)} characters. The list of ` +
        'imports shows it.'
    }
  },
  examples: [
    "npm run import -- sources.csv claims.csv --note 'customs figures of May'",
    'npm run import -- API_PAK_DS2_en_csv_v2.csv --mapping worldbank --dry-run'
  ],
  readArguments: ({ values, words }): ImportArguments => {
    refuseFiles(words)
    if ((values.note?.length ?? 0) > NOTE_MAX)
      throw new ArgumentError(`--note takes at most ${formatCount(NOTE_MAX)} characters.`)
    refuseWithoutMapping(values.mapping, values)
    return {
      sources: words.map(findSource),
      url: values.to === undefined ? undefined : checkDatabaseUrl('--to', values.to),
      noun: readName('type', nounNamed, PARENTS_FIRST, values.type),
      dryRun: values['dry-run'],
      refused: checkRefused(values.refused, words),
      note: values.note || null,
      mapping: values.mapping,
      newMetrics: values['new-metrics'],
      suggest: checkSuggest(values.suggest, values.mapping, words),
      dialect: {
        delimiter: readName('delimiter', delimiterNamed, DELIMITER_NAMES, values.delimiter),
        decimal: readName('decimal', decimalNamed, DECIMAL_NAMES, values.decimal),
        encoding: readName('encoding', encodingNamed, ENCODINGS, values.encoding)
      }
    }
  }
})

function refuseFiles(files: readonly string[]): void {
  if (files.length === 0) throw new ArgumentError('There is no file.')
  if (files.length > FILES_MAX) throw new ArgumentError(`There are more than ${FILES_MAX} files.`)
  if (new Set(files).size < files.length) throw new ArgumentError('A file is named twice.')
}

function checkSuggest(
  suggest: boolean,
  mapping: string | undefined,
  files: readonly string[]
): boolean {
  if (suggest && mapping !== undefined)
    throw new ArgumentError('--suggest and --mapping exclude each other.')
  if (suggest && (files.length !== 1 || files[0] === '-'))
    throw new ArgumentError('--suggest looks at one file, which is not the standard input.')
  return suggest
}

function refuseWithoutMapping(
  mapping: string | undefined,
  given: { type: string | undefined; 'new-metrics': boolean }
): void {
  if (mapping === undefined) {
    if (given['new-metrics']) throw new ArgumentError('--new-metrics needs --mapping.')
    return
  }
  if (given.type !== undefined)
    throw new ArgumentError('--type and --mapping exclude each other: a mapping gives claims.')
  if (findBuiltIn(mapping) === undefined && !statSync(mapping, { throwIfNoEntry: false })?.isFile())
    throw new ArgumentError(
      `--mapping takes ${BUILT_IN_NAMES.join(', ')}, or the path of a file with a mapping.`
    )
}

function findSource(file: string): Source {
  if (file === '-') return { file: 'standard input', path: undefined, size: undefined }
  const stats: Stats | undefined = statSync(file, { throwIfNoEntry: false })
  if (!stats) throw new ArgumentError(`The file ${file} does not exist.`)
  if (stats.isDirectory()) throw new ArgumentError(`${file} is a folder.`)
  return { file, path: file, size: stats.isFile() ? stats.size : undefined }
}

function nounNamed(name: string): Noun | undefined {
  return PARENTS_FIRST.find((noun) => noun === name)
}

/** The value of an option by one of its names, of which an error shows `names`. */
function readName<T>(
  option: string,
  find: (name: string) => T | undefined,
  names: readonly string[],
  given: string | undefined
): T | undefined {
  if (given === undefined) return undefined
  const found = find(given)
  if (found === undefined) throw new ArgumentError(`--${option} takes one of ${names.join(', ')}.`)
  return found
}

function checkRefused(refused: string | undefined, files: readonly string[]): string | undefined {
  if (refused !== undefined && files.some((file) => isSameFile(file, refused)))
    throw new ArgumentError('--refused names a file that is to be imported.')
  return refused
}
