// An upstream on 127.0.0.1 that replays recorded answers over real HTTP, with faults.
import { readFileSync } from 'node:fs'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { gzipSync } from 'node:zlib'

type WorldBankRow = { indicator: { id: string }; countryiso3code: string; date: string }
/** An answer before a fault changes it. */
export type Reply = { status: number; headers: Record<string, string>; body: string | Buffer }
/** What a fault is told: the number of the request, from 1, and what would be answered. */
export type Exchange = {
  count: number
  request: IncomingMessage
  response: ServerResponse
  url: URL
  reply: Reply
  /** The address of this server. */
  origin: string
}
/** Changes the answer; `true` if the fault has answered by itself, or never will. */
export type Fault = (exchange: Exchange) => unknown
export type Replay = {
  url: string
  requests: { url: string; headers: IncomingMessage['headers'] }[]
  /** The rows a page has at most, whatever is asked for. */
  rowsAPage: number
  lastUpdated: string
  rows: unknown[]
  fault: Fault | undefined
  close: () => Promise<void>
}

function recording(name: string): string {
  return readFileSync(new URL(`recordings/${name}`, import.meta.url), 'utf8')
}

/** Starts the server. Its fields may be changed between requests. */
export async function startReplay(fault?: Fault): Promise<Replay> {
  const replay: Replay = {
    url: '',
    requests: [],
    rowsAPage: 8,
    lastUpdated: '2026-10-07',
    rows: JSON.parse(recording('worldbank.json')),
    fault,
    close: async () => {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    }
  }
  const server = createServer((request, response) => {
    const url = new URL(request.url ?? '/', replay.url)
    replay.requests.push({ url: request.url ?? '', headers: request.headers })
    const count = replay.requests.length
    const reply = replyTo(replay, url, request)
    const exchange = { count, request, response, url, reply, origin: replay.url }
    if (replay.fault?.(exchange) === true) return
    response.writeHead(exchange.reply.status, exchange.reply.headers).end(exchange.reply.body)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  replay.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  return replay
}

function replyTo(replay: Replay, url: URL, request: IncomingMessage): Reply {
  const body = bodyOf(replay, url)
  if (body === undefined) return { status: 404, headers: {}, body: 'Not found' }
  const etag = `"${replay.lastUpdated}-${url.searchParams.get('page') ?? ''}"`
  if (request.headers['if-none-match'] === etag) return { status: 304, headers: { etag }, body: '' }
  const isPacked = /gzip/.test(String(request.headers['accept-encoding']))
  return {
    status: 200,
    headers: {
      'content-type': 'application/json;charset=utf-8',
      etag,
      ...(isPacked && { 'content-encoding': 'gzip' })
    },
    body: isPacked ? gzipSync(body) : body
  }
}

function bodyOf(replay: Replay, url: URL): string | undefined {
  if (url.pathname.startsWith('/v2/')) return worldBank(replay, url)
  if (url.pathname.startsWith('/public/v1/preview/')) return comtrade(url)
  if (url.pathname === '/imf/indicators') return recording('imf-indicators.json')
  if (url.pathname.startsWith('/imf/')) return recording('imf-values.json')
  return undefined
}

/** A page of the World Bank, as its API pages. */
function worldBank({ rows, rowsAPage, lastUpdated }: Replay, url: URL): string {
  const [, places = '', code] = /country\/([^/]+)\/indicator\/([^/]+)$/.exec(url.pathname) ?? []
  const [from = '0', to = '9999'] = (url.searchParams.get('date') ?? '0:9999').split(':')
  const wanted = (rows as WorldBankRow[]).filter(
    ({ indicator, countryiso3code, date }) =>
      indicator.id === code &&
      (places === 'all' || places.split(';').includes(countryiso3code)) &&
      date >= from &&
      date <= to
  )
  const page = Number(url.searchParams.get('page') ?? 1)
  const per_page = Math.min(rowsAPage, Number(url.searchParams.get('per_page') ?? 50))
  const head = {
    page,
    pages: Math.ceil(wanted.length / per_page),
    per_page,
    total: wanted.length,
    sourceid: '2',
    sourcename: 'World Development Indicators',
    lastupdated: lastUpdated
  }
  return JSON.stringify([head, wanted.slice((page - 1) * per_page, page * per_page)])
}

function comtrade(url: URL): string {
  const years = (url.searchParams.get('period') ?? '').split(',')
  const flow = url.searchParams.get('flowCode')
  const rows = JSON.parse(recording('comtrade.json')) as { period: string; flowCode: string }[]
  const data = rows.filter(({ period, flowCode }) => years.includes(period) && flowCode === flow)
  return JSON.stringify({ elapsedTime: '0.12 secs', count: data.length, data, error: '' })
}
