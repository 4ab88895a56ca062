// Finds the header of a table among its first lines: titles and notes stand above many of them.
import type { CsvRecord } from '../files/csv-records.ts'
import type { DataError } from '../files/data-error.ts'
import { missingColumns, neededColumns, wideColumns } from './needed-columns.ts'
import type { Mapping } from './schema.ts'
import { COLUMNS_EXPECTED, COLUMNS_MAX, misfit } from './table.ts'

const LINES_SEARCHED = 100

/**
 * A header; `joined` is the number of columns in its first cell, 0 for one, and `before` what
 * stands above.
 */
export type Found = {
  columns: string[]
  line: number
  joined: number
  before: ReadonlyMap<string, string>
}
/** The header, or the error of the line that fits best, with the number of columns that it has. */
export type Search = { header: Found } | { error: DataError; matched: number }

export function findHeader(file: string, records: readonly CsvRecord[], mapping: Mapping): Search {
  const { header_line } = mapping.file
  const before = new Map<string, string>()
  const searched =
    header_line === undefined
      ? records.slice(0, LINES_SEARCHED)
      : records.filter(({ line }) => line === header_line)
  let best = { line: header_line ?? 1, matched: -1, columns: [] as string[] }
  for (const record of searched) {
    const header = readHeader(record, mapping, before)
    const missing = missingColumns(mapping, header.columns)
    const figures = mapping.wide ? wideColumns(mapping, header.columns).length : 1
    if (missing.length === 0 && figures > 0) return checkSize(file, header)
    const matched = neededColumns(mapping).length - missing.length + Math.min(figures, 1)
    if (matched > best.matched) best = { line: record.line, matched, columns: header.columns }
    addFacts(before, record.cells)
  }
  return { error: explainMissing(file, mapping, best), matched: best.matched }
}

/** The cells of a row whose first cell holds several. */
export function splitJoined(cells: readonly string[], count: number): string[] {
  const [first = '', ...others] = cells
  const parts = first.split(',')
  return [...Array.from({ length: count }, (_, index) => parts[index] ?? ''), ...others]
}

function readHeader(
  { line, cells }: CsvRecord,
  mapping: Mapping,
  before: ReadonlyMap<string, string>
): Found {
  if (!mapping.file.joined)
    return { columns: cells.map(plainHeader(mapping)), line, joined: 0, before }
  const [first = '', ...others] = cells
  // geo\TIME_PERIOD: a first cell without it is no header, but perhaps a row.
  const names = first.includes('\\') ? (first.split('\\')[0] ?? '').split(',') : []
  return {
    columns: [...names, ...others].map((name) => name.trim()),
    line,
    joined: names.length,
    before
  }
}

/** `FREQ: Frequency` is the column FREQ where cells have labels. */
function plainHeader({ file }: Mapping): (name: string) => string {
  return (name) => (file.labels ? name.trim().replace(/^(\w+):\s.*$/s, '$1') : name.trim())
}

function checkSize(file: string, header: Found): Search {
  const { columns, line } = header
  if (columns.length <= COLUMNS_MAX) return { header }
  return {
    error: misfit(file, line, '(row)', `${columns.length} columns`, COLUMNS_EXPECTED),
    matched: Infinity
  }
}

function addFacts(facts: Map<string, string>, cells: readonly string[]): void {
  const [label, fact] = cells.filter((cell) => cell.trim() !== '')
  if (label !== undefined && fact !== undefined) facts.set(label.trim().toLowerCase(), fact.trim())
}

function explainMissing(
  file: string,
  mapping: Mapping,
  { line, columns }: { line: number; columns: readonly string[] }
): DataError {
  const found = columns.filter((name) => name !== '').join(', ')
  const [missing] = missingColumns(mapping, columns)
  if (missing) {
    const [name = '', ...others] = missing.names
    const also = others.length > 0 ? ` or ${others.join(' or ')}` : ''
    const expected =
      `a header with the column ${name}${also}, as ${missing.pointer} of the mapping ` +
      `${mapping.name} says; this line fits best`
    return misfit(file, line, name, found, expected)
  }
  const { field, columns: pattern } = mapping.wide ?? { field: 'value', columns: '' }
  const expected =
    `a column for each ${field}, with a header that matches ${pattern}, as /wide/columns of the ` +
    `mapping ${mapping.name} says; no ${field} was found in this line`
  return misfit(file, line, field, found, expected)
}
