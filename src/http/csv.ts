// Makes tidy CSV from the same rows as the JSON: one line for each row, one column for each field
// of the schema. Names of nested fields are joined by `_`, values of lists by `|`. A list of
// objects becomes JSON text.
import { stringify } from 'csv-stringify/sync'
import { z } from 'zod'
import { escapeFormula } from '../files/formula-escape.ts'
import { plainDecimal } from '../numbers/decimals.ts'

/**
 * A column, and the path to its value in a row of the CSV. `at` is its path in a row of the JSON,
 * through lists too. An optional column is there only if the request asks for it.
 */
export type Column = {
  name: string
  path: readonly string[]
  at: readonly string[]
  isOptional: boolean
}
export const CSV_DIALECTS = ['excel'] as const
/** How CSV is written: for Excel, with a byte order mark and `;`, and with decimal commas. */
export type CsvForm = { isExcel: boolean; hasCommas: boolean }
const PLAIN: CsvForm = { isExcel: false, hasCommas: false }

/** The columns of a record, in the order of its schema. */
export function columnsOf(record: z.ZodObject, path: readonly string[] = []): Column[] {
  return Object.entries(record.shape).flatMap(([key, schema]) => {
    const inner = schema instanceof z.ZodNullable ? schema.unwrap() : schema
    const here = [...path, key]
    if (inner instanceof z.ZodObject) return columnsOf(inner, here)
    const isOptional = schema instanceof z.ZodOptional
    return [{ name: here.join('_'), path: here, at: here, isOptional }]
  })
}

/**
 * Turns rows into CSV lines, with a header line if `header` is set. Escapes cells that a
 * spreadsheet would run as formulas.
 */
export function toCsv(
  rows: readonly object[],
  columns: readonly Column[],
  { header, form = PLAIN }: { header: boolean; form?: CsvForm }
): string {
  const decimal = (value: number) => plainDecimal(String(value))
  const lines = rows.map((row) => columns.map(({ path }) => cellOf(row, path)))
  return stringify(lines, {
    header,
    bom: header && form.isExcel,
    delimiter: form.isExcel ? ';' : ',',
    columns: columns.map(({ name }) => name),
    cast: {
      boolean: String,
      number: form.hasCommas ? (value) => decimal(value).replace('.', ',') : decimal,
      string: escapeFormula
    }
  })
}

function cellOf(row: object, path: readonly string[]): unknown {
  let value: unknown = row
  for (const key of path) value = (value as Record<string, unknown> | null)?.[key]
  // A list of objects becomes JSON. csv-stringify does the same with a single object.
  if (Array.isArray(value) && value.some((item) => typeof item === 'object'))
    return JSON.stringify(value)
  return Array.isArray(value) ? value.join('|') : value
}
