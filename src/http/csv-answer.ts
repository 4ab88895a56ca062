// Sends a list as CSV: one page, or all pages as a stream.
import { Readable } from 'node:stream'
import type { FastifyReply } from 'fastify'
import { DECIMAL_NAMES, decimalNamed } from '../files/dialect.ts'
import { type Column, CSV_DIALECTS, type CsvForm, toCsv } from './csv.ts'
import type { CursorKey } from './cursors.ts'
import type { Shown } from './data-shown.ts'
import { limitStream } from './load/streams.ts'
import { named, oneOf } from './parameters.ts'
import { type Problem, refusedParameter, unavailable } from './problems.ts'

const CSV_TYPE = 'text/csv; charset=utf-8; header=present'
const ONLY_CSV_FORM =
  'Dialects and decimals can be chosen only for CSV: add format=csv, or add .csv to the path.'
const COMMA_NEEDS =
  'A decimal comma needs another delimiter than the comma: add dialect=excel, which writes `;`.'
/** The client can retry at once, because the changed data are already there. */
const CHANGED_RETRY_SECONDS = 1

/** The parameters that only CSV has. */
export const CSV_ONLY = ['dialect', 'decimal'] as const

/** The parameters of every route that has CSV beside JSON. */
export const csvQuery = {
  // Without examples, so that plain CSV is what people see first.
  dialect: oneOf(
    CSV_DIALECTS,
    '`excel` begins with a byte order mark and separates cells by `;`, as Excel reads ' +
      'it in the settings of Kazakhstan, Uzbekistan, Russia and Germany.'
  ).optional(),
  decimal: named(
    decimalNamed,
    DECIMAL_NAMES,
    { enum: DECIMAL_NAMES },
    'How decimals are written. `point` is the default; `comma` needs `dialect=excel`.'
  ).optional()
}

/** The values of these parameters that say how CSV is written. */
export type AskedForm = { dialect?: 'excel'; decimal?: 'point' | 'comma' }

/**
 * A page as it was read: its rows, the key of the next page, the revision that it was read from,
 * and what it shows of the newest data at that time.
 */
export type ReadPage = {
  rows: object[]
  /** The number of all rows; null if it was not asked for, or is too large to count. */
  total: number | null
  next: CursorKey | undefined
  revision: number
  updatedAt: string | null
  shown: Shown
  warnings: string[]
}

/** How the pages of a stream are read: when it is its turn, from the revision of the first one. */
type Reading = { read: (after: CursorKey) => Promise<ReadPage>; awaitTurn: () => Promise<void> }

/** Yields CSV page by page. */
export async function* csvPages(
  first: ReadPage,
  { read, awaitTurn }: Reading,
  columns: Column[],
  form: CsvForm
) {
  yield toCsv(first.rows, columns, { header: true, form })
  let page = first
  while (page.next) {
    // Queries on SQLite never leave the microtask queue. Without turns, one file would block all
    // other requests.
    await awaitTurn()
    page = await read(page.next)
    yield toCsv(page.rows, columns, { header: false, form })
  }
}

export async function* noLines(): AsyncGenerator<string> {}

/**
 * Sends a file. Its name comes from the path, and the revision that JSON has in `meta` stands in a
 * header, because CSV has no place for it.
 */
export function sendCsv(
  reply: FastifyReply,
  { path, revision }: { path: string; revision: number },
  content: string | AsyncIterable<string>
): FastifyReply {
  reply.type(CSV_TYPE).headers({
    'content-disposition': `inline; filename="${fileName(path)}.csv"`,
    'accept-ranges': 'none',
    'data-revision': revision
  })
  return typeof content === 'string' ? reply.send(content) : sendStream(reply, content)
}

/** Sends a file piece by piece; its headers are set. */
export function sendStream(
  reply: FastifyReply,
  content: AsyncIterable<string | Buffer>
): FastifyReply {
  return reply.send(streamOf(reply, content))
}

/**
 * A stream that no client takes for whole if it fails. HTTP/1.1 then misses the last chunk.
 * HTTP/1.0, which some proxies speak, ends a body by closing the connection, so the connection is
 * reset.
 */
function streamOf(reply: FastifyReply, content: AsyncIterable<string | Buffer>): Readable {
  const { raw, request } = reply
  const stream = Readable.from(limitStream(reply, content))
  stream.once('error', () => {
    if (raw.headersSent && request.raw.httpVersion === '1.0') raw.socket?.resetAndDestroy()
  })
  return stream
}

/**
 * `observations-history` for `/observations/:id/history`: an id may have characters that a file
 * name must not have.
 */
function fileName(path: string): string {
  const parts = path.split('/').filter((part) => part !== '' && !part.startsWith(':'))
  return parts.join('-') || 'routes'
}

/** How CSV is written. Throws if the request wants a form that its format does not have. */
export function chooseForm({ dialect, decimal }: AskedForm, format: string): CsvForm {
  const [name] = dialect ? ['dialect'] : decimal ? ['decimal'] : []
  if (name && format !== 'csv') throw refusedParameter(name, ONLY_CSV_FORM, ['format=csv'])
  const isExcel = dialect === 'excel'
  if (decimal === 'comma' && !isExcel)
    throw refusedParameter('decimal', COMMA_NEEDS, ['decimal=comma together with dialect=excel'])
  return { isExcel, hasCommas: decimal === 'comma' }
}

/** For lists that cannot be read as they were: a file must not mix two revisions. */
export function dataChanged(): Problem {
  const detail = 'The data changed while the file was sent. Request the file again.'
  return unavailable(detail, CHANGED_RETRY_SECONDS)
}
