// Reading a CSV file (RFC 4180, UTF-8, header row) so that whatever is wrong is named by its place.
import { isUtf8 } from 'node:buffer'
import { CsvError, parse } from 'csv-parse/sync'
import type { z } from 'zod'
import type { BadCell } from '../db/tables.ts'
import { DataError } from './data-error.ts'

/**
 * Reads the bytes of a file into rows of `schema`, each with the line it begins on.
 * Throws a {@link DataError} that names every cell the schema does not take.
 */
export function readCsv<Schema extends z.ZodObject>(
  file: string,
  content: Buffer,
  schema: Schema
): (z.output<Schema> & { line: number })[] {
  const bad: BadCell[] = []
  const rows = records(file, content, Object.keys(schema.shape)).flatMap(({ record, line }) => {
    const result = schema.safeParse(record)
    if (result.success) return [{ ...result.data, line }]
    bad.push(...result.error.issues.map((issue) => badCell(file, line, record, issue)))
    return []
  })
  if (bad.length > 0) throw new DataError(bad)
  return rows
}

type Line = { record: Record<string, string>; line: number }
type Parsed = { record: Record<string, string>; raw: string; info: { lines: number } }

function records(file: string, content: Buffer, columns: string[]): Line[] {
  if (!isUtf8(content)) throw new DataError([notUtf8(file, content)])
  try {
    const checkHeader = (header: string[]) => {
      const bad = badHeader(file, header, columns)
      if (bad.length > 0) throw new DataError(bad)
      return header
    }
    const parsed: unknown = parse(content, { columns: checkHeader, bom: true, info: true, raw: true, skip_empty_lines: true })
    if (content.toString().trim() === '') throw new DataError(badHeader(file, [], columns))
    // `lines` counts up to the end of a record; a cell with line ends in it lets the record begin earlier.
    return (parsed as Parsed[]).map(({ record, raw, info }) => ({ record, line: info.lines - lineEnds(raw.trim()) }))
  } catch (error) {
    if (!(error instanceof CsvError)) throw error
    throw new DataError([
      { file, line: Number(error['lines'] ?? 1), column: '(row)', value: '', expected: `well-formed CSV: ${error.message}` }
    ])
  }
}

function badHeader(file: string, header: string[], columns: string[]): BadCell[] {
  const missing = columns.filter((column) => !header.includes(column))
  const unknown = header.filter((column, position) => !columns.includes(column) || header.indexOf(column) !== position)
  return [
    ...missing.map((column) => ({ file, line: 1, column, value: '', expected: 'this column in the header' })),
    ...unknown.map((column) => ({
      file,
      line: 1,
      column,
      value: column,
      expected: `only the documented columns, each once: ${columns.join(', ')}`
    }))
  ]
}

function notUtf8(file: string, content: Buffer): BadCell {
  let line = 1
  for (let start = 0; start < content.length; line += 1) {
    const end = content.indexOf('\n', start)
    const bytes = content.subarray(start, end < 0 ? content.length : end)
    if (!isUtf8(bytes)) return { file, line, column: '(row)', value: bytes.toString('latin1').slice(0, 100), expected: 'UTF-8' }
    start += bytes.length + 1
  }
  return { file, line, column: '(row)', value: '', expected: 'UTF-8' }
}

function badCell(file: string, line: number, record: Line['record'], issue: z.core.$ZodIssue): BadCell {
  const column = String(issue.path[0])
  return { file, line, column, value: record[column] ?? '', expected: issue.message }
}

function lineEnds(text: string): number {
  return text.split('\n').length - 1
}
