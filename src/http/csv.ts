// Tidy CSV from the same rows as the JSON: one row a record, the columns of its schema, nested keys
// joined by `_`, lists by `|`, what has no tidy form as JSON.
import { stringify } from 'csv-stringify/sync'
import { z } from 'zod'

/** A column and the way to its value. */
export type Column = { name: string; path: readonly string[] }

/**
 * The columns of a record, in the order of its schema. Throws where the schema holds what a cell
 * cannot.
 */
export function columnsOf(record: z.ZodObject, path: readonly string[] = []): Column[] {
  return Object.entries(record.shape).flatMap(([key, schema]) => {
    const inner = unwrapNullable(schema)
    const here = [...path, key]
    if (inner instanceof z.ZodObject) return columnsOf(inner, here)
    return [{ name: here.join('_'), path: here }]
  })
}

function unwrapNullable(schema: unknown): unknown {
  return schema instanceof z.ZodNullable ? unwrapNullable(schema.unwrap()) : schema
}

/**
 * Rows as CSV lines, with a header line where asked. Cells that a spreadsheet would run as formulas
 * are escaped.
 */
export function toCsv(
  rows: readonly object[],
  columns: readonly Column[],
  { header }: { header: boolean }
): string {
  const lines = rows.map((row) => columns.map(({ path }) => cellOf(row, path)))
  return stringify(lines, {
    header,
    columns: columns.map(({ name }) => name),
    escape_formulas: true,
    cast: { boolean: String }
  })
}

function cellOf(row: object, path: readonly string[]): unknown {
  let value: unknown = row
  for (const key of path) value = (value as Record<string, unknown> | null)?.[key]
  // Records have no form of their own in a cell; csv-stringify writes a single one as JSON too.
  if (Array.isArray(value) && value.some((item) => typeof item === 'object'))
    return JSON.stringify(value)
  return Array.isArray(value) ? value.join('|') : value
}
