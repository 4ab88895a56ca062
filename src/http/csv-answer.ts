// Sends a list as CSV: one page, or all pages as a stream.
import { Readable } from 'node:stream'
import { setImmediate as turn } from 'node:timers/promises'
import type { FastifyReply } from 'fastify'
import { type Column, type CsvForm, toCsv } from './csv.ts'
import type { CursorKey } from './cursors.ts'
import { type Problem, refusedParameter, unavailable } from './problems.ts'

const CSV_TYPE = 'text/csv; charset=utf-8; header=present'
const ONLY_CSV = 'Columns can be chosen only for CSV: add format=csv, or add .csv to the path.'
const ONLY_CSV_FORM =
  'Dialects and decimals can be chosen only for CSV: add format=csv, or add .csv to the path.'
const COMMA_NEEDS =
  'A decimal comma needs another delimiter than the comma: add dialect=excel, which writes `;`.'
/** The client can retry at once, because the changed data are already there. */
const CHANGED_RETRY_SECONDS = 1

/**
 * A page as it was read: its rows, the key of the next page, the revision that it was read from,
 * and the newest revision at that time.
 */
export type ReadPage = {
  rows: object[]
  next: CursorKey | undefined
  revision: number
  newest: number
  warnings: string[]
}

/**
 * Yields CSV page by page. A file must not mix two revisions, so the transfer is cut if the data
 * change.
 */
export async function* csvPages(
  first: ReadPage,
  read: (after: CursorKey) => Promise<ReadPage>,
  columns: Column[],
  form: CsvForm
) {
  yield toCsv(first.rows, columns, { header: true, form })
  let page = first
  while (page.next) {
    // Queries on SQLite never leave the microtask queue. Without this turn of the event loop, one
    // file would block all other requests.
    await turn()
    page = await read(page.next)
    if (page.revision !== first.revision) throw dataChanged()
    yield toCsv(page.rows, columns, { header: false, form })
  }
}

export async function* noLines(): AsyncGenerator<string> {}

export function sendCsv(
  reply: FastifyReply,
  path: string,
  content: string | AsyncIterable<string>
): FastifyReply {
  reply.type(CSV_TYPE).header('content-disposition', `inline; filename="${fileName(path)}.csv"`)
  return reply.send(typeof content === 'string' ? content : Readable.from(content))
}

/**
 * `observations-history` for `/observations/:id/history`: an id may have characters that a file
 * name must not have.
 */
function fileName(path: string): string {
  const parts = path.split('/').filter((part) => part !== '' && !part.startsWith(':'))
  return parts.join('-') || 'routes'
}

/**
 * The columns that the request names, in its order, or else all columns. Throws if a JSON request
 * names columns.
 */
export function chooseColumns(
  columns: Column[],
  fields: string[] | undefined,
  format: string
): Column[] {
  if (!fields) return columns
  if (format !== 'csv') throw refusedParameter('fields', ONLY_CSV, ['format=csv'])
  return fields.flatMap((field) => columns.filter(({ name }) => name === field))
}

/** How CSV is written. Throws if the request wants a form that its format does not have. */
export function chooseForm(
  { dialect, decimal }: { dialect?: 'excel'; decimal?: 'point' | 'comma' },
  format: string
): CsvForm {
  const [name] = dialect ? ['dialect'] : decimal ? ['decimal'] : []
  if (name && format !== 'csv') throw refusedParameter(name, ONLY_CSV_FORM, ['format=csv'])
  const isExcel = dialect === 'excel'
  if (decimal === 'comma' && !isExcel)
    throw refusedParameter('decimal', COMMA_NEEDS, ['decimal=comma together with dialect=excel'])
  return { isExcel, hasCommas: decimal === 'comma' }
}

function dataChanged(): Problem {
  const detail = 'The data changed while the file was sent. Request the file again.'
  return unavailable(detail, CHANGED_RETRY_SECONDS)
}
