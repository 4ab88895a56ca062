// Makes tidy CSV from the same rows as the JSON: one line for each row, one column for each field
// of the schema. Names of nested fields are joined by `_`, values of lists by `|`. A list of
// objects becomes JSON text.
import { z } from 'zod'
import { headerOf, rowWriter } from './csv-lines.ts'

/** The names that lead to a value, from the outside in. */
export type Path = readonly string[]
/**
 * A column, and the path to its value in a row of the CSV. `places` are the paths in the JSON,
 * through lists too, that have its values. An optional column is there only if the request asks for
 * it.
 */
export type Column = {
  name: string
  path: Path
  places: readonly Path[]
  isOptional: boolean
}
/**
 * The tidy table of things that hold lists of records: the schema of one row, the rows that a thing
 * becomes, and the places of a column in the JSON.
 */
export type Table<Item> = {
  item: z.ZodObject
  rows: (item: Item) => object[]
  places: (path: Path) => readonly Path[]
}
export const CSV_DIALECTS = ['excel'] as const
/** How CSV is written: for Excel, with a byte order mark and `;`, and with decimal commas. */
export type CsvForm = { isExcel: boolean; hasCommas: boolean }
const PLAIN: CsvForm = { isExcel: false, hasCommas: false }

/** The columns of the CSV of things, with their places in the JSON. */
export function columnsIn(item: z.ZodObject, table: Omit<Table<never>, 'rows'> | undefined) {
  if (!table) return columnsOf(item)
  return columnsOf(table.item).map((one) => ({ ...one, places: table.places(one.path) }))
}

/** The columns of a record, in the order of its schema. */
export function columnsOf(record: z.ZodObject, path: Path = []): Column[] {
  return Object.entries(record.shape).flatMap(([key, schema]) => {
    const inner = schema instanceof z.ZodNullable ? schema.unwrap() : schema
    const here = [...path, key]
    if (inner instanceof z.ZodObject) return columnsOf(inner, here)
    const isOptional = schema instanceof z.ZodOptional
    return [{ name: here.join('_'), path: here, places: [here], isOptional }]
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
  const write = rowWriter(columns, form)
  let csv = header ? headerOf(columns, form) : ''
  for (const row of rows) csv += write(row)
  return csv
}
