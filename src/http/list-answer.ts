// Answers a request for a list: reads one page, or page after page, and sends it as JSON or CSV.
import { setImmediate as turn } from 'node:timers/promises'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import type { Snapshot, Store } from '../db/store.ts'
import { type Asked, chooseSnapshot, isPast } from './as-of.ts'
import { type Column, toCsv } from './csv.ts'
import { chooseColumns, csvPages, noLines, type ReadPage, sendCsv } from './csv-answer.ts'
import { type CursorKey, decodeCursor, encodeCursor, questionHash } from './cursors.ts'
import { linkHeader, nextUrl } from './links.ts'
import type { Page, PageRows, Stretch } from './page.ts'
import { canonicalUrl } from './query-string.ts'

type Query = {
  limit?: number
  cursor?: string
  format?: 'json' | 'csv'
  fields?: string[]
  [parameter: string]: unknown
}

/** A list route (list-route.ts). Its types were checked when it was registered. */
export type List = {
  path: string
  item: z.ZodObject
  license: string
  pageRows: PageRows
  asOf?: true
  table?: { item: z.ZodObject; rows: (item: object) => object[] }
  filters?: (
    snapshot: Snapshot,
    query: Query,
    id: string
  ) => Promise<{ filters: unknown; warnings: string[] }>
  rows: (snapshot: Snapshot, filters: unknown, page: Page) => Promise<object[] | Stretch<object>>
  key: (row: object, filters: unknown) => CursorKey
  keySchema?: (query: Query) => z.ZodType<CursorKey>
  complete?: (row: object, filters: unknown) => object
}

/** Sends one page, or all pages if CSV is requested without a limit. */
export async function answerList(
  store: Store,
  list: List & { columns: Column[] },
  request: FastifyRequest,
  reply: FastifyReply
): Promise<FastifyReply> {
  const query = request.query as Query
  const isCsv = request.format === 'csv'
  const isStreamed = isCsv && query.limit === undefined
  const columns = chooseColumns(list.columns, query.fields, request.format)
  const question = questionHash([list.path, idIn(request)].filter(Boolean).join(' '), query)
  const asked: Asked = { request, asOf: list.asOf ?? false }
  const start = cursorOf(query, question, list, asked)

  const read = (after: CursorKey | undefined, revision: number | undefined) =>
    readRows(
      store,
      list,
      { ...asked, revision },
      { after, limit: limitOf(list, query, isStreamed) }
    )
  const first = await read(start.key, start.revision)
  request.revision = first.newest
  if (isStreamed) {
    const readOn = (after: CursorKey) => read(after, first.revision)
    // HEAD needs only headers, so no further page is read.
    const isHead = request.method === 'HEAD'
    return sendCsv(reply, list.path, isHead ? noLines() : csvPages(first, readOn, columns))
  }
  const { rows, revision, warnings, next: key } = first
  const cursor = key && encodeCursor(question, key, isPast(asked) ? revision : undefined)
  const self = canonicalUrl(request.url)
  const links = { self, next: cursor ? nextUrl(self, cursor) : null }
  reply.header('link', linkHeader(links))
  if (isCsv) return sendCsv(reply, list.path, toCsv(rows, columns, { header: true }))
  const meta = { revision, license: list.license, warnings, count: rows.length }
  return reply.type('application/json; charset=utf-8').send({ data: rows, meta, links })
}

/** The start of the page; the first page has no cursor. */
function cursorOf(
  query: Query,
  question: string,
  { keySchema }: List,
  asked: Asked
): { key?: CursorKey; revision?: number } {
  if (query.cursor === undefined) return {}
  const schema = keySchema?.(query) ?? z.tuple([z.string()])
  return decodeCursor({ question, text: query.cursor }, schema, { isPast: isPast(asked) })
}

/** Streamed pages have the largest size, unless each row becomes many lines. */
function limitOf({ pageRows, table }: List, { limit }: Query, isStreamed: boolean): number {
  return limit ?? (isStreamed && !table ? pageRows.most : pageRows.usual)
}

/** The only parameter of the path, or an empty text. */
function idIn({ params }: FastifyRequest): string {
  return Object.values((params ?? {}) as Record<string, string>)[0] ?? ''
}

/** Reads a page and completes its rows; for CSV, turns them into the rows of a tidy table. */
async function readRows(store: Store, list: List, asked: Asked, page: Page): Promise<ReadPage> {
  const { filters, ...read } = await readPage(store, list, asked, page)
  const rows = await completeRows(list, read.rows, filters)
  const table = asked.request.format === 'csv' ? list.table : undefined
  return { ...read, rows: table ? rows.flatMap(table.rows) : rows }
}

/** Reads one row more than the page has: that row shows whether there is a next page. */
async function readPage(
  store: Store,
  list: List,
  asked: Asked,
  { after, limit }: Page
): Promise<ReadPage & { filters: unknown }> {
  const { request } = asked
  return store.snapshot(async (now) => {
    const { snapshot, warnings: early } = await chooseSnapshot(now, asked)
    const query = request.query as Query
    const { filters, warnings } = list.filters
      ? await list.filters(snapshot, query, idIn(request))
      : { filters: query, warnings: [] }
    const read = await list.rows(snapshot, filters, { after, limit: limit + 1 })
    const {
      rows: found,
      stopped,
      warnings: late = []
    } = Array.isArray(read) ? { rows: read } : read
    const rows = found.slice(0, limit)
    const last = found.length > limit ? rows.at(-1) : undefined
    return {
      rows,
      filters,
      next: last ? list.key(last, filters) : stopped,
      revision: snapshot.revision,
      newest: now.revision,
      warnings: [...early, ...warnings, ...late]
    }
  })
}

/** Completes one row in each turn of the event loop, so that other requests can run in between. */
async function completeRows(
  { complete }: List,
  rows: object[],
  filters: unknown
): Promise<object[]> {
  if (!complete) return rows
  const items: object[] = []
  for (const row of rows) {
    items.push(complete(row, filters))
    await turn()
  }
  return items
}
