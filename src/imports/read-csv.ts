import { CsvError, parse } from 'csv-parse/sync'
import type { z } from 'zod'
import { type BadCell, DataError } from './data-error.ts'

/**
 * Reads a CSV text (RFC 4180, header row) into rows of `schema`, each with its line.
 * Throws a {@link DataError} that names every cell the schema does not take.
 */
export function readCsv<Row extends object>(file: string, content: string, schema: z.ZodType<Row>): (Row & { line: number })[] {
  const bad: BadCell[] = []
  const rows = records(file, content).flatMap(({ record, line }) => {
    const result = schema.safeParse(record)
    if (result.success) return [{ ...result.data, line }]
    bad.push(...result.error.issues.map((issue) => badCell(file, line, record, issue)))
    return []
  })
  if (bad.length > 0) throw new DataError(bad)
  return rows
}

type Line = { record: Record<string, string>; line: number }

function records(file: string, content: string): Line[] {
  try {
    const parsed: unknown = parse(content, { columns: true, bom: true, info: true, skip_empty_lines: true })
    return (parsed as { record: Line['record']; info: { lines: number } }[]).map(({ record, info }) => ({ record, line: info.lines }))
  } catch (error) {
    if (!(error instanceof CsvError)) throw error
    throw new DataError([
      { file, line: Number(error.lines ?? 1), column: '(row)', value: '', expected: `well-formed CSV: ${error.message}` }
    ])
  }
}

function badCell(file: string, line: number, record: Line['record'], issue: z.core.$ZodIssue): BadCell {
  if (issue.code === 'unrecognized_keys') {
    return { file, line: 1, column: issue.keys.join(', '), value: issue.keys.join(', '), expected: 'only the documented columns' }
  }
  const column = String(issue.path[0])
  const value = record[column]
  return value === undefined
    ? { file, line: 1, column, value: '', expected: 'this column in the header' }
    : { file, line, column, value, expected: issue.message }
}
