// Writes rows as lines of CSV (RFC 4180). We wrote this ourselves, because files of a million rows
// spend most of their time here: csv-stringify takes five times as long.
import { escapeFormula } from '../files/formula-escape.ts'
import { plainDecimal } from '../numbers/decimals.ts'
import type { Column, CsvForm, Path } from './csv.ts'

const BYTE_ORDER_MARK = '\ufeff'

/** The first line of a file. */
export function headerOf(columns: readonly Pick<Column, 'name'>[], form: CsvForm): string {
  const quote = quoterFor(form)
  const names = columns.map(({ name }) => quote(name)).join(delimiterOf(form))
  return `${form.isExcel ? BYTE_ORDER_MARK : ''}${names}\n`
}

/** The function that writes one row as a line. */
export function rowWriter(
  columns: readonly Pick<Column, 'path'>[],
  form: CsvForm
): (row: object) => string {
  const quote = quoterFor(form)
  const numberOf = form.hasCommas
    ? (value: number) => decimalOf(value).replace('.', ',')
    : decimalOf
  const cellOf = (value: unknown): string => {
    if (typeof value === 'string') return quote(escapeFormula(value))
    if (typeof value === 'number') return numberOf(value)
    if (value === null || value === undefined) return ''
    if (typeof value === 'boolean') return String(value)
    return quote(escapeFormula(textOf(value)))
  }
  // Written once for these columns: a function for all of them would look up each name anew.
  const cells = columns.map(({ path }, index) => `cells[${index}](${valueAt(path)})`)
  const delimiter = JSON.stringify(delimiterOf(form))
  const write = new Function('cells', `return (row) => [${cells}].join(${delimiter}) + '\\n'`)
  return write(columns.map(() => rememberLast(cellOf)))
}

/** Many cells are those of the row above: the same metric, source or day. */
function rememberLast(cellOf: (value: unknown) => string): (value: unknown) => string {
  let last: unknown
  let cell = cellOf(last)
  return (value) => {
    if (value === last) return cell
    last = value
    cell = cellOf(value)
    return cell
  }
}

/**
 * The value at the end of a path, as a part of a function; what is missing on the way is missing.
 */
function valueAt(path: Path): string {
  return `row${path.map((name) => `?.[${JSON.stringify(name)}]`).join('')}`
}

function delimiterOf({ isExcel }: CsvForm): string {
  return isExcel ? ';' : ','
}

/** Quotes a cell that holds a delimiter, a quote or the end of a line. */
function quoterFor({ isExcel }: CsvForm): (text: string) => string {
  const special = isExcel ? /[";\r\n]/ : /[",\r\n]/
  return (text) => (special.test(text) ? `"${text.replaceAll('"', '""')}"` : text)
}

/** A list of plain values, or anything else as JSON. */
function textOf(value: unknown): string {
  return Array.isArray(value) && !value.some((item) => typeof item === 'object')
    ? value.join('|')
    : JSON.stringify(value)
}

/** Without an exponent. */
function decimalOf(value: number): string {
  const text = String(value)
  return text.includes('e') ? plainDecimal(text) : text
}
