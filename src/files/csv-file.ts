// Opens a CSV file: finds its noun by the header, and gives its rows by column.
import type { BadCell } from '../db/tables/define.ts'
import type { Noun } from '../nouns.ts'
import type { Cell } from './cells.ts'
import { changeOfCells, isOfChanges, type OpenedFile, readChanges } from './changes.ts'
import { FILES } from './columns.ts'
import { type CsvRecord, readCsvRecords } from './csv-records.ts'
import { DataError } from './data-error.ts'
import type { RawRow, ReadingOptions } from './data-file.ts'
import { adviseDelimiter, characterOf, type FileDialect, sepOf } from './dialect.ts'
import { explainHeader, firstLineOf } from './explain-header.ts'
import { unescapeFormula } from './formula-escape.ts'
import { findNoun, readHeader } from './header.ts'
import type { JsonRecord } from './json-records.ts'
import { ROW_CHARACTERS_SHOWN } from './limits.ts'
import type { Lines } from './lines.ts'
import { mapRows } from './map-rows.ts'
import { startingWith } from './starting-with.ts'

/** How each cell of a row is read: the file, its columns, and which of them hold decimals. */
type Layout = {
  file: string
  delimiter: string
  columns: readonly string[]
  /** The columns with a decimal comma; none if the file has decimal points. */
  commas: ReadonlySet<string>
}

export async function openCsv(
  file: string,
  lines: AsyncGenerator<Lines>,
  options: ReadingOptions
): Promise<OpenedFile> {
  const { done = false, value } = await lines.next()
  const head: Lines | undefined = done ? undefined : skipSepLine(file, value, options)
  const delimiter = characterOf(options.delimiter)
  const all = head && head.bytes.length > 0 ? startingWith({ value: head }, lines) : lines
  const batches = readCsvRecords(file, all, delimiter)
  const explain = (bad?: readonly BadCell[]) => explainHeader(file, head, options.delimiter, bad)
  const [header = { line: 1, cells: [] }, ...records] = await readFirst(batches, explain)
  const rest = startingWith({ value: records }, batches)
  if (isOfChanges(header.cells)) return readChanges(file, changeRecords(header.cells, rest))
  const noun = options.noun ?? findNoun(header.cells)
  if (noun === undefined) throw explain()
  const read = readHeader(file, noun, header)
  if ('bad' in read) throw explain(read.bad)
  const { columns } = read
  const commas = options.decimal === 'comma' ? decimalColumns(noun, columns) : NONE
  const rows = async function* () {
    const layout = { file, delimiter, columns, commas }
    for await (const batch of rest) yield* mapRows(batch, (record) => csvRow(layout, record))
  }
  const names = new Map(columns.map((column, index) => [column, header.cells[index] ?? column]))
  const close = async () => void (await batches.return(undefined))
  return { parts: [{ noun, rows: rows(), names, close }], withdrawn: [] }
}

const NONE: ReadonlySet<string> = new Set()
const COMMA_DECIMAL = /^-?\d+,\d+$/
const POINT_DECIMAL = /^-?\d+\.\d+$/

/**
 * Skips a first line such as `sep=;`, which tells Excel the delimiter. It must name the one given.
 */
function skipSepLine(file: string, first: Lines, { delimiter }: FileDialect): Lines {
  const { line, bytes } = first
  const text = firstLineOf(bytes)
  const named = sepOf(text)
  if (named === undefined) return first
  if (characterOf(named) !== characterOf(delimiter))
    throw new DataError([
      { file, line, column: '(row)', value: text.trim(), expected: adviseDelimiter(named) }
    ])
  const rest = bytes.subarray(bytes.indexOf('\n') + 1 || bytes.length)
  return { line: line + 1, bytes: rest }
}

/** The rows of changes as objects. */
async function* changeRecords(
  header: readonly string[],
  batches: AsyncIterable<CsvRecord[]>
): AsyncGenerator<JsonRecord[]> {
  for await (const batch of batches)
    yield batch.map(({ line, cells }) =>
      changeOfCells(line, Object.fromEntries(header.map((name, at) => [name, cells[at] ?? ''])))
    )
}

/** The first records. An error among them may come from another delimiter. */
async function readFirst(
  batches: AsyncGenerator<CsvRecord[]>,
  explain: (bad: readonly BadCell[]) => DataError
): Promise<CsvRecord[]> {
  try {
    const { value } = await batches.next()
    return value ?? []
  } catch (error) {
    throw error instanceof DataError ? explain(error.cells) : error
  }
}

/** The columns whose cells are numbers, and the columns of answers, which may be numbers. */
function decimalColumns(noun: Noun, columns: readonly string[]): ReadonlySet<string> {
  const cells: Record<string, Cell> = FILES[noun].cells
  return new Set(columns.filter((column) => (cells[column]?.kind ?? 'decimal') === 'decimal'))
}

function csvRow({ file, delimiter, columns, commas }: Layout, { line, cells }: CsvRecord): RawRow {
  if (cells.length !== columns.length) {
    const value = cells.join(delimiter).slice(0, ROW_CHARACTERS_SHOWN)
    const expected =
      `well-formed CSV: ${columns.length} cells as in the header, ` + `not ${cells.length}`
    return { line, bad: [{ file, line, column: '(row)', value, expected }] }
  }
  const row: Record<string, string> = {}
  const bad: BadCell[] = []
  for (const [index, column] of columns.entries()) {
    const cell = unescapeFormula(cells[index] ?? '')
    row[column] = commas.has(column) && COMMA_DECIMAL.test(cell) ? cell.replace(',', '.') : cell
    if (commas.has(column) && POINT_DECIMAL.test(cell)) {
      const expected = 'a decimal comma, as in 28,5, because decimal=comma was given'
      bad.push({ file, line, column, value: cell, expected })
    }
  }
  return bad.length > 0 ? { line, bad } : { line, cells: row }
}
