// Makes changes that may be requested twice but must happen once. A client names a request by
// `Idempotency-Key`. The answer is kept in the transaction of the change, so that either both exist
// or neither, and a repeated request gets the same answer.
import { hash } from 'node:crypto'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Snapshot, Store } from '../db/store.ts'
import { Problem, parameterProblem, retryAfter } from '../http/problems.ts'
import { whileWorking } from '../http/while-working.ts'
import { keyHolderOf } from './guard.ts'
import { type Answer, type Attempt, findAnswer, keepAnswer, sweepAnswers } from './queries.ts'

export const ANSWERS_KEPT_MS = 24 * 60 * 60 * 1_000
const HEADER = 'idempotency-key'
/** Printable ASCII, as Stripe accepts it; this includes the quoted strings of the IETF draft. */
const NAME = /^[\x20-\x7e]{1,255}$/
const ALLOWED = '1 to 255 printable ASCII characters, such as a UUID'
const RETRY_AFTER_SECONDS = 1

/**
 * The answer to a change. `body` is serialised by the schema of the route for this status; leave it
 * out with 204.
 */
export type Outcome = { status: number; location?: string; body?: unknown }
/**
 * Makes a change. If it throws, the change is undone and no answer is kept, so the same request may
 * be sent again.
 */
export type Change = (snapshot: Snapshot) => Promise<Outcome>

/**
 * `content` identifies the body of the request: its JSON by default, a checksum for a stream.
 * `tagOf` gives the `ETag` of an answer, which is the same for a kept one.
 */
type AnswerOptions = { content?: string; tagOf?: (answer: Answer) => string }

/**
 * Makes a change in a transaction and answers; at most once if the request has an
 * `Idempotency-Key`. Call this after all checks that need no transaction.
 */
export async function answerOnce(
  store: Store,
  request: FastifyRequest,
  reply: FastifyReply,
  change: Change,
  { content = JSON.stringify(request.body ?? null), tagOf }: AnswerOptions = {}
): Promise<FastifyReply> {
  const attempt = attemptOf(request, content)
  const serialise = ({ status, location, body }: Outcome): Answer => ({
    status,
    location: location ?? null,
    body: body === undefined ? '' : serialiseBody(reply, status, body)
  })
  // Inside the transaction: a change whose answer cannot be serialised must not happen.
  const make = async (snapshot: Snapshot) => serialise(await change(snapshot))
  const send = (answer: Answer) => {
    if (tagOf) reply.header('etag', tagOf(answer))
    return sendAnswer(reply, answer)
  }
  if (!attempt) return send(await whileWorking(request, () => store.transaction(make)))
  return runAlone(attempt, async () => {
    const { answer, replayed } = await whileWorking(request, () =>
      store.transaction((snapshot) => findOrMakeAnswer(snapshot, attempt, () => make(snapshot)))
    )
    if (replayed) reply.header('idempotency-replayed', 'true')
    return send(answer)
  })
}

/** The answer kept for an attempt, or else the one that `make` returns, which is then kept. */
export async function findOrMakeAnswer(
  snapshot: Snapshot,
  attempt: Attempt,
  make: () => Promise<Answer>,
  now = Date.now()
): Promise<{ answer: Answer; replayed: boolean }> {
  const since = new Date(now - ANSWERS_KEPT_MS).toISOString()
  const kept = await findAnswer(snapshot, attempt, since)
  if (kept) {
    const { request, ...answer } = kept
    if (request !== attempt.request) throw reusedKeyProblem()
    return { answer, replayed: true }
  }
  await sweepAnswers(snapshot, since)
  const answer = await make()
  await keepAnswer(snapshot, attempt, answer, new Date(now).toISOString())
  return { answer, replayed: false }
}

/**
 * Serialises a body by the schema of the route for this status, whether or not the schema names
 * media types.
 */
function serialiseBody(reply: FastifyReply, status: number, body: unknown): string {
  const byType = reply.getSerializationFunction(String(status), 'application/json')
  return byType
    ? byType(body as Record<string, unknown>)
    : String(reply.code(status).serialize(body))
}

const running = new Set<string>()

/**
 * Runs one attempt with a name at a time in this process. If another process works on the same
 * name, the transaction waits for it and then finds its answer. This function only spares an
 * impatient client that wait.
 */
export async function runAlone<T>({ api_key, key }: Attempt, run: () => Promise<T>): Promise<T> {
  const name = `${api_key} ${key}`
  if (running.has(name)) throw keyInUseProblem()
  running.add(name)
  try {
    return await run()
  } finally {
    running.delete(name)
  }
}

/** The attempt of a request; null if it has no name. */
function attemptOf(request: FastifyRequest, content: string): Attempt | null {
  const key = request.headers[HEADER]
  if (typeof key !== 'string') return null
  // Node joins two headers of the same name into one value, which would look like a name.
  const times = request.raw.rawHeaders.filter(
    (name, index) => index % 2 === 0 && name.toLowerCase() === HEADER
  ).length
  if (times > 1 || !NAME.test(key)) {
    const found = times > 1 ? `found it ${times} times` : `found ${key.length} characters`
    throw parameterProblem('invalid_parameter', [
      {
        pointer: `/header/${HEADER}`,
        message: `Expected ${ALLOWED}, ${found}.`,
        allowed: [ALLOWED]
      }
    ])
  }
  return {
    api_key: keyHolderOf(request).id,
    key,
    request: hash('sha256', `${request.method} ${request.url}\n${content}`, 'hex')
  }
}

function sendAnswer(reply: FastifyReply, { status, location, body }: Answer): FastifyReply {
  if (location !== null) reply.header('location', location)
  if (body !== '') reply.type('application/json; charset=utf-8')
  return reply.code(status).send(body)
}

function reusedKeyProblem(): Problem {
  return new Problem(
    'idempotency_key_reused',
    'This Idempotency-Key was used for another request in the last 24 hours, with another' +
      ' method, address or body. Nothing was changed. Use a new key for a new request.'
  )
}

function keyInUseProblem(): Problem {
  return new Problem(
    'idempotency_key_in_use',
    'A request with this Idempotency-Key is still being processed.',
    {
      headers: retryAfter(RETRY_AFTER_SECONDS)
    }
  )
}
