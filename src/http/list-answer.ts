// Answers a request for a list: reads one page, or page after page, and sends it as JSON or CSV.
import { setImmediate as turn } from 'node:timers/promises'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import type { Snapshot, Store } from '../db/store.ts'
import { type Asked, chooseSnapshot, isPast, snapshotAt } from './as-of.ts'
import { type Column, toCsv } from './csv.ts'
import {
  chooseColumns,
  csvPages,
  dataChanged,
  noLines,
  type ReadPage,
  sendCsv
} from './csv-answer.ts'
import { type CursorKey, decodeCursor, encodeCursor, questionHash } from './cursors.ts'
import { linkHeader, nextUrl } from './links.ts'
import type { Page, PageRows, Stretch } from './page.ts'

type Query = {
  limit?: number
  cursor?: string
  format?: 'json' | 'csv'
  fields?: string[]
  [parameter: string]: unknown
}

/** See `ListContent` (list-route.ts). */
export type WhenChanged = 'keep' | 'cut'

/** A list route (list-route.ts). Its types were checked when it was registered. */
export type List = {
  path: string
  item: z.ZodObject
  license: string
  pageRows: PageRows
  asOf?: true
  whenChanged?: WhenChanged
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

  const limit = limitOf(list, query, isStreamed)
  const { revision: settled, key: after } = start
  const first = await readRows(store, list, { ...asked, revision: settled }, { after, limit })
  request.revision = first.newest
  if (isStreamed) {
    const readOn = (after: CursorKey) => readRows(store, list, asked, { after, limit }, first)
    // HEAD needs only headers, so no further page is read.
    const isHead = request.method === 'HEAD'
    return sendCsv(reply, list.path, isHead ? noLines() : csvPages(first, readOn, columns))
  }
  const { rows, revision, warnings, next: key } = first
  const cursor = key && encodeCursor(question, key, isPast(asked) ? revision : undefined)
  const links = { self: request.url, next: cursor ? nextUrl(request.url, cursor) : null }
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

/**
 * Reads a page and completes its rows; for CSV, turns them into the rows of a tidy table. `first` is
 * the page that a stream began with.
 */
async function readRows(
  store: Store,
  list: List,
  asked: Asked,
  page: Page,
  first?: Begun
): Promise<ReadPage & Begun> {
  const read = await store.snapshot(async (now) => {
    const begun = first ? await goOn(now, list, first) : await begin(now, list, asked)
    return { ...(await readPage(list, begun, page)), newest: now.revision }
  })
  const rows = await completeRows(list, read.rows, read.filters)
  const table = asked.request.format === 'csv' ? list.table : undefined
  return { ...read, rows: table ? rows.flatMap(table.rows) : rows }
}

/** What all pages of a stream share: the revision, and the filters as that revision had them. */
type Begun = { revision: number; filters: unknown }
type Opened = { snapshot: Snapshot; filters: unknown; warnings: string[] }

async function begin(now: Snapshot, list: List, asked: Asked): Promise<Opened> {
  const { request } = asked
  const { snapshot, warnings: early } = await chooseSnapshot(now, asked)
  const query = request.query as Query
  if (!list.filters) return { snapshot, filters: query, warnings: early }
  const { filters, warnings } = await list.filters(snapshot, query, idIn(request))
  return { snapshot, filters, warnings: [...early, ...warnings] }
}

/** Opens the data for a further page of a stream: as they were when the stream began. */
async function goOn(
  now: Snapshot,
  { whenChanged }: List,
  { revision, filters }: Begun
): Promise<Opened> {
  if (whenChanged === 'cut' && now.revision !== revision) throw dataChanged()
  const snapshot = whenChanged === 'keep' ? now : await snapshotAt(now, revision)
  return { snapshot, filters, warnings: [] }
}

/** Reads one row more than the page has: that row shows whether there is a next page. */
async function readPage(
  list: List,
  { snapshot, filters, warnings: early }: Opened,
  { after, limit }: Page
): Promise<Omit<ReadPage, 'newest'> & Begun> {
  const read = await list.rows(snapshot, filters, { after, limit: limit + 1 })
  const { rows: found, stopped, warnings = [] } = Array.isArray(read) ? { rows: read } : read
  const rows = found.slice(0, limit)
  const last = found.length > limit ? rows.at(-1) : undefined
  return {
    rows,
    filters,
    next: last ? list.key(last, filters) : stopped,
    revision: snapshot.revision,
    warnings: [...early, ...warnings]
  }
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
