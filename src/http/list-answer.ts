// Answers a request for a list: sends one page, or page after page, as JSON, CSV or GeoJSON.
import type { FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import type { Newest, Store } from '../db/store.ts'
import { type Asked, isPast } from './as-of.ts'
import { chooseColumns, narrowTo } from './chosen-fields.ts'
import { type Column, type CsvForm, toCsv } from './csv.ts'
import { chooseForm, csvPages, noLines, type ReadPage, sendCsv } from './csv-answer.ts'
import { type CursorKey, decodeCursor, encodeCursor, questionHash } from './cursors.ts'
import { sendGeo } from './geo-answer.ts'
import { type Links, linkHeader, nextUrl } from './links.ts'
import { idIn, type List, type Query, type ReadyList, readRows } from './list-pages.ts'
import { awaitTurn } from './load/streams.ts'
import { canonicalUrl } from './query-string.ts'
import { notOneTable, sendWide, wideColumns } from './wide-layout.ts'

/** Sends one page, or all pages if CSV is requested without a limit. */
export async function answerList(
  store: Store,
  list: ReadyList,
  request: FastifyRequest,
  reply: FastifyReply
): Promise<FastifyReply> {
  const query = request.query as Query
  const isCsv = request.format === 'csv'
  const isWide = list.wide !== undefined && query.layout === 'wide'
  const isWhole = isCsv && query.limit === undefined
  const isStreamed = isWhole && !isWide
  const columns = columnsFor(list, query)
  const form = chooseForm(query, request.format)
  const question = questionHash([list.path, idIn(request)].filter(Boolean).join(' '), query)
  const asked: Asked = { request }
  const start = cursorOf(query, question, list, request)

  const limit = limitOf(list, query, isWhole || request.format === 'geojson')
  const { revision: settled, key: after } = start
  const first = await readRows(store, list, { ...asked, revision: settled }, { after, limit })
  request.dataShown = first.shown
  const { revision, updatedAt, next: key } = first
  const at = isPast(request) ? { revision, updatedAt } : first.shown
  if (isStreamed) {
    const read = (after: CursorKey) => readRows(store, list, asked, { after, limit }, first)
    const reading = { read, awaitTurn: () => awaitTurn(request) }
    // HEAD needs only headers, so no further page is read.
    const pages = request.method === 'HEAD' ? noLines() : csvPages(first, reading, columns, form)
    const whole = first.next ? pages : toCsv(first.rows, columns, { header: true, form })
    return sendCsv(reply, { path: list.path, revision: at.revision }, whole)
  }
  if (isWhole && first.next) throw notOneTable(list.pageRows.most)
  const cursor = key ? encodeCursor(question, key, isPast(request) ? revision : undefined) : null
  const self = canonicalUrl(request.url)
  const links = { self, next: cursor === null ? null : nextUrl(self, cursor) }
  reply.header('link', linkHeader(links))
  const meta = { ...metaOf(at, first, list.license), next_cursor: cursor }
  const page = { rows: first.rows, meta, links }
  return list.wide && isWide
    ? sendWide(reply, list.wide, page, { path: list.path, columns, form })
    : sendPage(reply, list, page, { columns, form, isNarrow: query.fields !== undefined })
}

type Shape = { columns: Column[]; form: CsvForm; isNarrow: boolean }

/** Sends a page of rows as JSON, CSV, GeoJSON or HTML. */
function sendPage(
  reply: FastifyReply,
  list: ReadyList,
  { rows, meta, links }: { rows: object[]; meta: { revision: number }; links: Links },
  { columns, form, isNarrow }: Shape
): FastifyReply {
  const { format } = reply.request
  if (format === 'csv') {
    const file = { path: list.path, revision: meta.revision }
    return sendCsv(reply, file, toCsv(rows, columns, { header: true, form }))
  }
  if (list.geoSchema && format === 'geojson') {
    const page = { features: rows, meta, links }
    return sendGeo(reply, list.geoSchema, page, isNarrow ? columns : undefined)
  }
  if (list.sendPage && format === 'html') return list.sendPage(reply, rows, links.next)
  reply.type('application/json; charset=utf-8')
  // The schema of whole rows would refuse narrow ones. A text is sent as it is.
  return isNarrow
    ? reply.send(JSON.stringify({ data: rows.map(narrowTo(columns)), meta, links }))
    : reply.send({ data: rows, meta, links })
}

/**
 * The columns of the answer: those in `fields`, or all, with those of names if they are asked for.
 */
function columnsFor({ columns, fieldNames, wide }: ReadyList, query: Query): Column[] {
  const { fields, names, layout } = query
  if (wide && layout === 'wide') return wideColumns(wide.item, query)
  if (fields) return chooseColumns(fieldNames, fields)
  return columns.filter(({ isOptional }) => !isOptional || names !== undefined)
}

function metaOf(
  { revision, updatedAt }: Newest,
  { rows, total, warnings }: ReadPage,
  license: string
) {
  return { revision, updated_at: updatedAt, license, warnings, count: rows.length, total }
}

/** The start of the page; the first page has no cursor. */
function cursorOf(
  query: Query,
  question: string,
  { keySchema }: List,
  request: FastifyRequest
): { key?: CursorKey; revision?: number } {
  if (query.cursor === undefined) return {}
  const schema = keySchema?.(query) ?? z.tuple([z.string()])
  return decodeCursor({ question, text: query.cursor }, schema, { isPast: isPast(request) })
}

/** Pages of a whole file or for a map are the largest, unless each row becomes many lines. */
function limitOf({ pageRows, table }: List, { limit, layout }: Query, isLong: boolean): number {
  const isLarge = isLong && (!table || layout === 'wide')
  return limit ?? (isLarge ? pageRows.most : pageRows.usual)
}
