// One exchange with an upstream over HTTP, with its bounds: silence, size, redirects, content
// types.

import { VERSION } from '../../version.ts'
import { FetchFailure } from '../failure.ts'
import type { FetchLimits } from '../limits.ts'
import { readRetryAfter } from './retry-after.ts'

/** What is asked for. `types` are the content types that the answer may have. */
export type Ask = {
  url: URL
  accept: string
  types: RegExp
  headers?: Record<string, string>
  /** The setting that names another address. */
  setting?: string | undefined
}
export type Answer = {
  status: 200 | 304
  body: Buffer
  etag: string | null
  lastModified: string | null
}

const REDIRECTS = new Set([301, 302, 303, 307, 308])
const SHOWN = 200
/** Why there was no connection at all. */
const UNREACHABLE = new Set([
  'EAI_AGAIN',
  'ECONNREFUSED',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENOTFOUND',
  'ETIMEDOUT',
  'UND_ERR_CONNECT_TIMEOUT'
])

/** Asks once, and follows redirects on the same host. Throws a {@link FetchFailure}. */
export async function exchange(ask: Ask, limits: FetchLimits, until: AbortSignal): Promise<Answer> {
  let url = ask.url
  for (let step = 0; step <= limits.redirects; step++) {
    const answer = await askOnce({ ...ask, url }, limits, until)
    if (!(answer instanceof URL)) return answer
    url = answer
  }
  throw new FetchFailure(`more than ${limits.redirects} redirects`)
}

/** The answer, or the address to which it redirects. */
async function askOnce(ask: Ask, limits: FetchLimits, until: AbortSignal): Promise<Answer | URL> {
  const silence = new AbortController()
  const timer = setTimeout(() => silence.abort(), limits.silenceMs)
  try {
    const response = await fetch(ask.url, {
      redirect: 'manual',
      signal: AbortSignal.any([silence.signal, until]),
      headers: {
        accept: ask.accept,
        'user-agent': `corridor-metrics/${VERSION}`,
        ...ask.headers
      }
    })
    const { status, headers } = response
    if (REDIRECTS.has(status)) {
      await response.body?.cancel()
      return redirectOf(ask.url, headers.get('location'))
    }
    const body = await readBody(response, limits, () => timer.refresh())
    refuseStatus(response, body)
    if (status !== 304) refuseType(headers.get('content-type'), ask.types)
    return {
      status: status === 304 ? 304 : 200,
      body,
      etag: headers.get('etag'),
      lastModified: headers.get('last-modified')
    }
  } catch (error) {
    throw explain(error, ask, { isSilent: silence.signal.aborted, isOver: until.aborted, limits })
  } finally {
    clearTimeout(timer)
  }
}

async function readBody(
  { body }: Response,
  { pageBytes }: FetchLimits,
  onChunk: () => void
): Promise<Buffer> {
  const chunks: Uint8Array[] = []
  let size = 0
  for await (const chunk of body ?? []) {
    onChunk()
    size += chunk.length
    // The counted bytes are unpacked ones, so that a small gzip cannot become a huge answer.
    if (size > pageBytes)
      throw new FetchFailure(`an answer of more than ${pageBytes / 1024 / 1024} MiB`)
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}

function redirectOf(from: URL, location: string | null): URL {
  const to = location === null ? null : URL.parse(location, from.href)
  if (!to) throw new FetchFailure('a redirect that names no address')
  const isDowngrade = from.protocol === 'https:' && to.protocol !== 'https:'
  if (to.host !== from.host || isDowngrade)
    throw new FetchFailure(
      `a redirect to another host (${to.origin}), which is not followed; if the upstream has ` +
        'moved, change the setting of its address'
    )
  return to
}

function refuseStatus({ status, headers }: Response, body: Buffer): void {
  if (status === 200 || status === 304) return
  const waitMs = readRetryAfter(headers.get('retry-after'))
  const passes = status === 429 || status === 408 || status >= 500
  const said = messageIn(body)
  const message = `status ${status}${said === '' ? '' : `: ${said}`}`
  throw new FetchFailure(message, waitMs === undefined ? { passes } : { passes, waitMs })
}

/** What the body of an error says, in one line; nothing if it is a page of HTML. */
function messageIn(body: Buffer): string {
  const text = body
    .toString('utf8', 0, SHOWN * 4)
    .replaceAll(/\s+/g, ' ')
    .trim()
  return text.startsWith('<') ? '' : text.slice(0, SHOWN)
}

function refuseType(type: string | null, types: RegExp): void {
  if (type === null || types.test(type)) return
  const found = /html/i.test(type)
    ? `a page of HTML (content type ${type})`
    : `the content type ${type}`
  // A page of maintenance passes by itself.
  throw new FetchFailure(`${found} instead of data`, { passes: true })
}

function explain(
  error: unknown,
  { url, setting }: Ask,
  { isSilent, isOver, limits }: { isSilent: boolean; isOver: boolean; limits: FetchLimits }
): unknown {
  if (error instanceof FetchFailure) return error
  if (isOver) return timeIsOver(limits)
  if (isSilent)
    return new FetchFailure(`nothing came for ${limits.silenceMs / 1_000} s`, { passes: true })
  if (!(error instanceof Error)) return error
  const cause = error.cause instanceof Error ? error.cause : error
  const code = 'code' in cause && typeof cause.code === 'string' ? cause.code : cause.message
  if (!UNREACHABLE.has(code))
    return new FetchFailure(`the connection failed (${code})`, { passes: true })
  const elsewhere = setting === undefined ? '' : `; ${setting} sets another address`
  return new FetchFailure(`${url.host} could not be reached (${code})${elsewhere}`, {
    passes: true
  })
}

/** The failure of a question that has taken all its time. */
export function timeIsOver({ totalMs }: FetchLimits): FetchFailure {
  return new FetchFailure(`it took longer than ${totalMs / 1_000} s in all`)
}
