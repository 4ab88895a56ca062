// Keeps what the routes have answered, so that answer-first.ts can give it again.
import type { FastifyReply, FastifyRequest } from 'fastify'
import { canonicalUrl } from '../query-string.ts'
import { askedBy } from './answer-first.ts'
import { chooseEncoding } from './encode-body.ts'
import type { ReadyAnswers } from './ready-answers.ts'
import { lineOf } from './write-head.ts'

/** Headers that belong to one request, not to the answer, and the length, which Node adds. */
const OF_ONE_REQUEST =
  /^(x-request-id|connection|keep-alive|date|retry-after|ratelimit.*|content-length)$/
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
  const lines = Object.entries(reply.getHeaders()).flatMap(([name, value]) =>
    OF_ONE_REQUEST.test(name) ? [] : { name, line: lineOf(name, value) }
  )
  const ofA304 = lines.filter(({ name }) => !OF_A_BODY.has(name))
  answers.keep(asked, questionOf(request), {
    shown: request.dataShown,
    route: request.routeOptions.url ?? '',
    etag,
    body,
    lines: lines.map(({ line }) => line).join(''),
    linesOf304: ofA304.map(({ line }) => line).join('')
  })
}

/** Copies bytes that are a small part of a large piece of memory, such as compressed ones. */
function bodyOf({ statusCode }: FastifyReply, payload: unknown): Buffer | undefined {
  if (statusCode !== 200 || !Buffer.isBuffer(payload)) return undefined
  if (payload.length === payload.buffer.byteLength) return payload
  const bytes = Buffer.allocUnsafeSlow(payload.length)
  payload.copy(bytes)
  return bytes
}

/** The address in one form, the format and the encoding: the same question has the same bytes. */
function questionOf({ url, format, headers }: FastifyRequest): string {
  return `${format} ${chooseEncoding(headers['accept-encoding'])} ${canonicalUrl(url)}`
}
