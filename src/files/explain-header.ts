// Says why the beginning of a CSV file cannot be read: another delimiter, lines above the header,
// or columns of no noun.
import type { BadCell } from '../db/tables/define.ts'
import { DataError } from './data-error.ts'
import {
  adviseDelimiter,
  characterOf,
  DELIMITERS,
  type FileDialect,
  splitHeader
} from './dialect.ts'
import { countKnown, describeColumns } from './header.ts'
import { ROW_CHARACTERS_SHOWN } from './limits.ts'
import type { Lines } from './lines.ts'

const HEAD_BYTES = 16 * 1024
/** How far below the first line a header is looked for. */
const LINES_MAX = 20

/** The text of the first line, without its end. */
export function firstLineOf(bytes: Buffer): string {
  return bytes.toString('utf8', 0, HEAD_BYTES).split('\n', 1)[0] ?? ''
}

/**
 * The error of a beginning that cannot be read. `bad` is what was found without looking further.
 */
export function explainHeader(
  file: string,
  head: Lines | undefined,
  delimiter: FileDialect['delimiter'] = ',',
  bad?: readonly BadCell[]
): DataError {
  const { line, bytes } = head ?? { line: 1, bytes: Buffer.alloc(0) }
  const lines = bytes.toString('utf8', 0, HEAD_BYTES).split(/\r?\n/, LINES_MAX)
  const [first = ''] = lines
  const fail = (at: number, expected: string) =>
    new DataError([
      { file, line: at, column: '(row)', value: first.slice(0, ROW_CHARACTERS_SHOWN), expected }
    ])
  const better = findDelimiter(first, delimiter)
  if (better) return fail(line, adviseDelimiter(better))
  if (bad) return new DataError(bad)
  const header = lines.findIndex((text) => DELIMITERS.some((one) => knownIn(text, one) > 1))
  const below =
    `a header in the first line. Line ${line + header} looks like the header: ` +
    'remove the lines above it'
  return fail(
    line,
    header > 0
      ? below
      : `a header with the columns of ${describeColumns(splitHeader(first, delimiter))}`
  )
}

/** The delimiter that parts a header into more known names than the given one does. */
function findDelimiter(
  header: string,
  given: NonNullable<FileDialect['delimiter']>
): FileDialect['delimiter'] {
  const [best] = DELIMITERS.filter(
    (one) => one !== given && header.includes(characterOf(one))
  ).sort(
    (a, b) => knownIn(header, b) - knownIn(header, a) || partsOf(header, b) - partsOf(header, a)
  )
  if (best === undefined) return undefined
  const isBetter = knownIn(header, best) > Math.max(1, knownIn(header, given))
  return isBetter || !header.includes(characterOf(given)) ? best : undefined
}

function knownIn(header: string, delimiter: NonNullable<FileDialect['delimiter']>): number {
  return countKnown(splitHeader(header, delimiter))
}

function partsOf(header: string, delimiter: NonNullable<FileDialect['delimiter']>): number {
  return splitHeader(header, delimiter).length
}
