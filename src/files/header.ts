// Finds the noun of a file by the columns of its header or the keys of its first object.
import type { BadCell } from '../db/tables/define.ts'
import { type Noun, PARENTS_FIRST } from '../nouns.ts'
import { columnsOf } from './columns.ts'
import type { CsvRecord } from './csv-records.ts'
import { DataError } from './data-error.ts'
import type { JsonRecord } from './json-records.ts'
import { CELLS_NAMED_MAX, ROW_CHARACTERS_SHOWN } from './limits.ts'

const NOUN_COLUMNS = PARENTS_FIRST.map((noun) => ({ noun, columns: columnsOf(noun) }))

/** The noun whose columns are most like those of the header. */
export function nounOfColumns(file: string, { line, cells }: CsvRecord): Noun {
  const names = new Set(cells)
  const shared = (columns: string[]) => columns.filter((column) => names.has(column)).length
  const ranked = NOUN_COLUMNS.map(({ noun, columns }) => ({
    noun,
    missing: columns.length - shared(columns),
    shared: shared(columns)
  })).sort((a, b) => a.missing - b.missing || b.shared - a.shared)
  // Every noun has the column `id`.
  const found = ranked.find(({ shared }) => shared > 1)
  if (found) return found.noun
  throw unknownNoun(
    file,
    line,
    cells.join(',').slice(0, ROW_CHARACTERS_SHOWN),
    'a header with the columns of'
  )
}

/** The noun that has all keys of an object and the fewest other columns. */
export function nounOfKeys(file: string, record: JsonRecord | undefined): Noun {
  const keys = Object.keys(record?.object ?? {})
  const ranked = NOUN_COLUMNS.filter(
    ({ columns }) => keys.length > 1 && keys.every((key) => columns.includes(key))
  ).sort((a, b) => a.columns.length - b.columns.length)
  const [found, next] = ranked
  if (found && found.columns.length !== next?.columns.length) return found.noun
  throw unknownNoun(
    file,
    record?.line ?? 1,
    record?.text.slice(0, ROW_CHARACTERS_SHOWN) ?? '',
    'an object with the keys of'
  )
}

/** The errors of a header: columns that are missing, unknown or repeated. */
export function validateHeader(
  file: string,
  { line, cells }: CsvRecord,
  columns: string[]
): BadCell[] {
  const names = new Set<string>()
  const unknownNoun = cells.filter(
    (name) => !columns.includes(name) || names.size === names.add(name).size
  )
  const documented = `only the documented columns, each once: ${columns.join(', ')}`
  return [
    ...columns
      .filter((column) => !names.has(column))
      .map((column) => ({ file, line, column, value: '', expected: 'this column in the header' })),
    ...unknownNoun.slice(0, CELLS_NAMED_MAX).map((name) => {
      const shown = name.slice(0, ROW_CHARACTERS_SHOWN)
      return { file, line, column: shown, value: shown, expected: documented }
    })
  ]
}

function unknownNoun(file: string, line: number, value: string, expected: string): DataError {
  const known = NOUN_COLUMNS.map(({ noun, columns }) => `${noun} (${columns.join(', ')})`)
  return new DataError([
    { file, line, column: '(row)', value, expected: `${expected} ${known.join('; ')}` }
  ])
}
