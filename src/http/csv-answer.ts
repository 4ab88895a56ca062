// Sending a list as CSV: one page, or page after page as a stream.
import { Readable } from 'node:stream'
import { setImmediate as turn } from 'node:timers/promises'
import type { FastifyReply } from 'fastify'
import { type Column, toCsv } from './csv.ts'
import type { CursorKey } from './cursors.ts'
import { type Problem, refusedParameter, unavailable } from './problems.ts'

const CSV_TYPE = 'text/csv; charset=utf-8; header=present'
const ONLY_CSV = 'Columns can be chosen only for CSV: add format=csv, or add .csv to the path.'
/** The data that changed are there already. */
const CHANGED_RETRY_SECONDS = 1

/**
 * A page as read: its rows, where the next one begins, the revision it was read from, and the
 * newest one there was.
 */
export type ReadPage = {
  rows: object[]
  next: CursorKey | undefined
  revision: number
  newest: number
  warnings: string[]
}

/**
 * CSV page by page. A file must not mix two revisions: where the data change meanwhile, the
 * transfer breaks off.
 */
export async function* csvPages(
  first: ReadPage,
  read: (after: CursorKey) => Promise<ReadPage>,
  columns: Column[]
) {
  yield toCsv(first.rows, columns, { header: true })
  let page = first
  while (page.next) {
    // Queries on SQLite never leave the microtask queue: without this turn of the event loop one
    // file would stop everyone else.
    await turn()
    page = await read(page.next)
    if (page.revision !== first.revision) throw dataChanged()
    yield toCsv(page.rows, columns, { header: false })
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

/** `/observations/:id/history` as `observations-history`; ids may hold what a file name may not. */
function fileName(path: string): string {
  const parts = path.split('/').filter((part) => part !== '' && !part.startsWith(':'))
  return parts.join('-') || 'routes'
}

/**
 * The columns asked for, in the order asked for; all of them unless told. Throws for any in JSON.
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

function dataChanged(): Problem {
  const detail = 'The data changed while the file was sent. Request the file again.'
  return unavailable(detail, CHANGED_RETRY_SECONDS)
}
