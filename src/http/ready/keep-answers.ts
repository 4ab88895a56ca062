// Keeps what the routes have answered, so that answer-first.ts can give it again.
import type { FastifyReply, FastifyRequest } from 'fastify'
import { canonicalUrl } from '../query-string.ts'
import { askedBy } from './answer-first.ts'
import { chooseEncoding } from './encode-body.ts'
import type { ReadyAnswers } from './ready-answers.ts'

/** Headers that belong to one request, not to the answer. */
const OF_ONE_REQUEST = /^(x-request-id|connection|keep-alive|date|retry-after|ratelimit.*)$/
/**
 * Headers that describe a body, which a 304 does not have. Clients keep those that they have: the
 * policy of a page would otherwise give way to that of all answers.
 */
export const OF_A_BODY: ReadonlySet<string> = new Set([
  'accept-ranges',
  'content-security-policy',
  'cross-origin-opener-policy',
  'referrer-policy',
  'x-frame-options',
  'content-type',
  'content-length',
  'content-encoding',
  'content-disposition',
  'data-revision',
  'link'
])

/**
 * Keeps an answer with status 200 or 304, when all its headers are there. An answer that tells a
 * state which makes no revision is not kept, because the state may change at any time.
 */
export function keepAnswer(
  { answers, variesByOrigin }: { answers: ReadyAnswers; variesByOrigin: boolean },
  request: FastifyRequest,
  reply: FastifyReply,
  payload: unknown
): void {
  const { changesWith, hasState } = request.routeOptions.config
  if (!changesWith || hasState || request.state !== '') return
  const asked = askedBy(request.raw, variesByOrigin)
  const etag = reply.getHeader('etag')
  if (asked === undefined || typeof etag !== 'string') return
  const body = bodyOf(reply, payload)
  if (!body && reply.statusCode !== 304) return
  const headers = headersOf(reply, body)
  answers.keep(asked, questionOf(request), {
    shown: request.dataShown,
    route: request.routeOptions.url ?? '',
    etag,
    body,
    headers,
    headersOf304: withoutBody(headers)
  })
}

/** Copies the bytes: compressed ones are a small part of a large piece of memory. */
function bodyOf({ statusCode }: FastifyReply, payload: unknown): Buffer | undefined {
  if (statusCode !== 200 || !Buffer.isBuffer(payload)) return undefined
  const bytes = Buffer.allocUnsafeSlow(payload.length)
  payload.copy(bytes)
  return bytes
}

/** The address in one form, the format and the encoding: the same question has the same bytes. */
function questionOf({ url, format, headers }: FastifyRequest): string {
  return `${format} ${chooseEncoding(headers['accept-encoding'])} ${canonicalUrl(url)}`
}

function headersOf(reply: FastifyReply, body: Buffer | undefined): string[] {
  const kept = Object.entries(reply.getHeaders()).filter(([name]) => !OF_ONE_REQUEST.test(name))
  const length = body && !reply.hasHeader('content-length') ? { 'content-length': body.length } : {}
  return [...kept, ...Object.entries(length)].flatMap(([name, value]) => [name, String(value)])
}

function withoutBody(headers: readonly string[]): string[] {
  return headers.filter((_, index) => !OF_A_BODY.has(headers[index - (index % 2)] ?? ''))
}
