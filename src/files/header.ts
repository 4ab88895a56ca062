// Which noun a file holds, by the columns of its header or the keys of its first object.
import type { BadCell } from '../db/tables/define.ts'
import { type Noun, PARENTS_FIRST } from '../nouns.ts'
import { columnsOf } from './columns.ts'
import type { CsvRecord } from './csv-records.ts'
import { DataError } from './data-error.ts'
import type { JsonRecord } from './json-records.ts'
import { CELLS_NAMED_MAX, ROW_CHARACTERS_SHOWN } from './limits.ts'

const NOUNS = PARENTS_FIRST.map((noun) => ({ noun, columns: columnsOf(noun) }))

/** The noun whose columns the header names, or comes nearest to. */
export function nounOfColumns(file: string, { line, cells }: CsvRecord): Noun {
  const names = new Set(cells)
  const shared = (columns: string[]) => columns.filter((column) => names.has(column)).length
  const ranked = NOUNS.map(({ noun, columns }) => ({
    noun,
    missing: columns.length - shared(columns),
    shared: shared(columns)
  })).sort((a, b) => a.missing - b.missing || b.shared - a.shared)
  // `id` alone says nothing.
  const found = ranked.find(({ shared }) => shared > 1)
  if (found) return found.noun
  throw unknown(
    file,
    line,
    cells.join(',').slice(0, ROW_CHARACTERS_SHOWN),
    'a header with the columns of'
  )
}

/** The noun that has all keys of an object, and the fewest besides. */
export function nounOfKeys(file: string, record: JsonRecord | undefined): Noun {
  const keys = Object.keys(record?.object ?? {})
  const ranked = NOUNS.filter(
    ({ columns }) => keys.length > 1 && keys.every((key) => columns.includes(key))
  ).sort((a, b) => a.columns.length - b.columns.length)
  const [found, next] = ranked
  if (found && found.columns.length !== next?.columns.length) return found.noun
  throw unknown(
    file,
    record?.line ?? 1,
    record?.text.slice(0, ROW_CHARACTERS_SHOWN) ?? '',
    'an object with the keys of'
  )
}

/** What is wrong with a header: columns that are missing, unknown, or there twice. */
export function badHeader(file: string, { line, cells }: CsvRecord, columns: string[]): BadCell[] {
  const names = new Set<string>()
  const unknown = cells.filter(
    (name) => !columns.includes(name) || names.size === names.add(name).size
  )
  const documented = `only the documented columns, each once: ${columns.join(', ')}`
  return [
    ...columns
      .filter((column) => !names.has(column))
      .map((column) => ({ file, line, column, value: '', expected: 'this column in the header' })),
    ...unknown.slice(0, CELLS_NAMED_MAX).map((name) => {
      const shown = name.slice(0, ROW_CHARACTERS_SHOWN)
      return { file, line, column: shown, value: shown, expected: documented }
    })
  ]
}

function unknown(file: string, line: number, value: string, expected: string): DataError {
  const known = NOUNS.map(({ noun, columns }) => `${noun} (${columns.join(', ')})`)
  return new DataError([
    { file, line, column: '(row)', value, expected: `${expected} ${known.join('; ')}` }
  ])
}
