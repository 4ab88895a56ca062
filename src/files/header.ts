// Finds the noun of a file by its header or the keys of its first object, and says what is wrong
// with a header.
import type { BadCell } from '../db/tables/define.ts'
import { type Noun, PARENTS_FIRST } from '../nouns.ts'
import { columnNamed } from './column-names.ts'
import { columnsOf, neededColumns } from './columns.ts'
import type { CsvRecord } from './csv-records.ts'
import { CELLS_NAMED_MAX, ROW_CHARACTERS_SHOWN } from './limits.ts'

const COLUMNS_OF_EACH =
  'The columns of each type: docs/importing.md#columns. ' +
  'Files of other publishers need a mapping: docs/mappings.md'

/** How well names fit a noun: its columns among them, names it has none of, and what is missing. */
type Fit = { noun: Noun; shared: number; unknown: number; missing: number }

/** The noun that fits the names best; undefined if none fits, or if two fit equally well. */
export function findNoun(names: readonly string[]): Noun | undefined {
  const best = findNearest(names)
  // Every noun has the column `id`.
  return best && best.shared > 1 ? best.noun : undefined
}

/** The noun that shares most with the names; undefined if two are equally near. */
function findNearest(names: readonly string[]): Fit | undefined {
  const [best, next] = PARENTS_FIRST.map((noun) => fitOf(noun, names)).sort(
    (a, b) => b.shared - a.shared || a.unknown - b.unknown || a.missing - b.missing
  )
  const isTie =
    best?.shared === next?.shared &&
    best?.unknown === next?.unknown &&
    best?.missing === next?.missing
  return best && best.shared > 0 && !isTie ? best : undefined
}

/** How many columns of its best noun a list of names has. */
export function countKnown(names: readonly string[]): number {
  return Math.max(...PARENTS_FIRST.map((noun) => fitOf(noun, names).shared))
}

/** What the names of a file that fits no noun should be: what the nearest noun still needs. */
export function describeColumns(names: readonly string[]): string {
  const nearest = findNearest(names)
  // A single name in common, such as the date of every table, tells nothing.
  if (!nearest || nearest.shared < nearest.unknown)
    return `one type: ${PARENTS_FIRST.join(', ')}. ${COLUMNS_OF_EACH}`
  const { noun } = nearest
  const missing = missingColumns(noun, new Set(names.map((name) => columnNamed(noun, name))))
  const others = PARENTS_FIRST.filter((one) => one !== noun)
  return (
    `one type. The nearest is ${noun}, which also needs ${missing.join(', ')}; ` +
    `the others are ${others.join(', ')}. ${COLUMNS_OF_EACH}`
  )
}

/** The column of each cell of a row, or the errors of the header. */
export function readHeader(
  file: string,
  noun: Noun,
  { line, cells }: CsvRecord
): { columns: string[] } | { bad: BadCell[] } {
  const columns = cells.map((name) => columnNamed(noun, name))
  const missing = missingColumns(noun, new Set(columns))
  const refused = columns.flatMap((column, index) => {
    const isKnown = column !== undefined && columns.indexOf(column) === index
    return isKnown ? [] : [badName(file, noun, { line, cells }, index)]
  })
  const bad = [
    ...missing.map((column) => ({
      file,
      line,
      column,
      value: '',
      expected: 'this column in the header'
    })),
    ...refused.slice(0, CELLS_NAMED_MAX)
  ]
  // Without errors every name is a column.
  return bad.length > 0 ? { bad } : { columns: columns as string[] }
}

function badName(file: string, noun: Noun, { line, cells }: CsvRecord, index: number): BadCell {
  const name = (cells[index] ?? '').slice(0, ROW_CHARACTERS_SHOWN)
  if (name === '') {
    const isLast = index === cells.length - 1
    const expected = isLast
      ? 'no delimiter at the end of the lines: the last one here begins a column without a name'
      : 'a name for every column'
    return { file, line, column: `(column ${index + 1})`, value: '', expected }
  }
  const documented = `only the documented columns, each once: ${columnsOf(noun).join(', ')}`
  return { file, line, column: name, value: name, expected: documented }
}

function fitOf(noun: Noun, names: readonly string[]): Fit {
  const found = names.map((name) => columnNamed(noun, name))
  const columns = new Set(found.filter((column) => column !== undefined))
  return {
    noun,
    shared: columnsOf(noun).filter((column) => columns.has(column)).length,
    unknown: found.filter((column) => column === undefined).length,
    missing: missingColumns(noun, columns).length
  }
}

function missingColumns(noun: Noun, columns: ReadonlySet<string | undefined>): string[] {
  return neededColumns(noun).filter((column) => !columns.has(column))
}
