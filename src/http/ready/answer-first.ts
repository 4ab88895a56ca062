// Answers a repeated request before the router sees it. Such an answer is the same, header by
// header and byte by byte, as the one that the routes give (test/app/ready-answers.test.ts).
import { randomUUID } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Store } from '../../db/store.ts'
import { shownOf } from '../data-shown.ts'
import { hasHost } from '../protocol-checks.ts'
import { matches } from '../tags.ts'
import type { ReadyAnswer, ReadyAnswers } from './ready-answers.ts'
import { writeHead } from './write-head.ts'

/** Longer questions are not kept: nobody asks them twice. */
const QUESTION_CHARACTERS_MAX = 1_500

export type Front = {
  answers: ReadyAnswers
  store: Pick<Store, 'isFresh' | 'newest'>
  /** Whether answers depend on the page that asks, as when only some origins may read. */
  variesByOrigin: boolean
  /** False while the service closes: the routes then tell clients to close their connections. */
  isOpen: () => boolean
  /**
   * Lets a request in, and returns lines to add to the header; undefined if the routes must decide
   * about it, as when it is refused. `isFree` says that it does not count as a request.
   */
  admit: (request: IncomingMessage, isFree: boolean) => string | undefined
  /** Told of each answer that was given here. */
  tell: (request: IncomingMessage, answered: Answered) => void
}

export type Answered = { id: string; route: string; status: number; ms: number }

/**
 * What a request asks for, as one text: the address and what the form of the answer depends on.
 * Undefined if the routes must look at it: it is not a plain GET, or it may be refused.
 */
export function askedBy(request: IncomingMessage, variesByOrigin: boolean): string | undefined {
  const { method, url = '', headers, httpVersion } = request
  if (method !== 'GET' || httpVersion !== '1.1' || !hasHost(request)) return undefined
  const { accept = '', origin } = headers
  if (headers['content-length'] !== undefined || headers['transfer-encoding'] !== undefined)
    return undefined
  if (variesByOrigin && origin !== undefined) return undefined
  const asked = `${url}\n${accept}\n${headers['accept-encoding'] ?? '-'}`
  return asked.length > QUESTION_CHARACTERS_MAX ? undefined : asked
}

/** Answers the request if a ready answer still holds; returns whether it did. */
export function answerFirst(
  front: Front,
  request: IncomingMessage,
  response: ServerResponse
): boolean {
  const started = performance.now()
  const asked = front.isOpen() ? askedBy(request, front.variesByOrigin) : undefined
  const answer = asked === undefined ? undefined : front.answers.find(asked)
  if (!answer || !holds(answer, front.store)) return false
  const isKnown = hasTag(request.headers['if-none-match'], answer.etag)
  if (isKnown === undefined || (!isKnown && !answer.body)) return false
  const admitted = front.admit(request, isKnown)
  if (admitted === undefined) return false
  const id = randomUUID()
  const status = isKnown ? 304 : 200
  const lines = `x-request-id: ${id}\r\n${admitted}${isKnown ? answer.linesOf304 : answer.lines}`
  const body = isKnown ? undefined : answer.body
  writeHead(response, { status, lines, length: body?.length ?? 0 })
  response.end(body)
  front.tell(request, { id, route: answer.route, status, ms: performance.now() - started })
  return true
}

function holds({ shown }: ReadyAnswer, store: Front['store']): boolean {
  if (!shown) return true
  if (!store.isFresh()) return false
  const { revision, updatedAt } = shownOf(store.newest(), shown.parts)
  return revision === shown.revision && updatedAt === shown.updatedAt
}

/** Whether the client has the answer; undefined if it asks whether there is any, by `*`. */
function hasTag(tags: string | undefined, etag: string): boolean | undefined {
  if (tags === undefined) return false
  if (tags === etag) return true
  return tags.trim() === '*' ? undefined : matches(tags, etag)
}
