// Changes that may be asked for twice and happen once. A client names a request by
// `Idempotency-Key`; its answer is kept in the transaction of the change, so either both are there
// or neither, and whoever asks again gets the same answer.
import { hash } from 'node:crypto'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Snapshot, Store } from '../db/store.ts'
import { Problem, parameterProblem, retryAfter } from '../http/problems.ts'
import { whileWorking } from '../http/while-working.ts'
import { keyHolderOf } from './guard.ts'
import { type Answer, type Attempt, findAnswer, keepAnswer, sweepAnswers } from './queries.ts'

export const ANSWERS_KEPT_MS = 24 * 60 * 60 * 1_000
const HEADER = 'idempotency-key'
/** Printable ASCII, as Stripe takes it; a quoted string, as the IETF's draft has it, is one too. */
const NAME = /^[\x20-\x7e]{1,255}$/
const ALLOWED = '1 to 255 printable ASCII characters, such as a UUID'
const RETRY_AFTER_SECONDS = 1

/**
 * What a change answers with. `body` is serialised by the schema that the route has for the status;
 * left out with 204.
 */
export type Outcome = { status: number; location?: string; body?: unknown }
/**
 * Makes a change. Whatever it throws undoes all of it, and no answer is kept: the same request may
 * be sent again.
 */
export type Change = (snapshot: Snapshot) => Promise<Outcome>

/**
 * Makes a change in a transaction and answers; where the request has an `Idempotency-Key`, at most
 * once. Call it after all checks that need no transaction. `content` tells one body from another:
 * the body as JSON unless given, a checksum where it is a stream.
 */
export async function answerOnce(
  store: Store,
  request: FastifyRequest,
  reply: FastifyReply,
  change: Change,
  content = JSON.stringify(request.body ?? null)
): Promise<FastifyReply> {
  const attempt = attemptOf(request, content)
  const serialise = ({ status, location, body }: Outcome): Answer => ({
    status,
    location: location ?? null,
    body: body === undefined ? '' : serialised(reply, status, body)
  })
  // In the transaction, so that what cannot be answered does not happen.
  const make = async (snapshot: Snapshot) => serialise(await change(snapshot))
  if (!attempt) return send(reply, await whileWorking(request, () => store.transaction(make)))
  return alone(attempt, async () => {
    const { answer, replayed } = await whileWorking(request, () =>
      store.transaction((snapshot) => firstAnswer(snapshot, attempt, () => make(snapshot)))
    )
    if (replayed) reply.header('idempotency-replayed', 'true')
    return send(reply, answer)
  })
}

/**
 * The answer that is kept for an attempt, or the one that `make` makes, which is kept from then on.
 */
export async function firstAnswer(
  snapshot: Snapshot,
  attempt: Attempt,
  make: () => Promise<Answer>,
  now = Date.now()
): Promise<{ answer: Answer; replayed: boolean }> {
  const since = new Date(now - ANSWERS_KEPT_MS).toISOString()
  const kept = await findAnswer(snapshot, attempt, since)
  if (kept) {
    const { request, ...answer } = kept
    if (request !== attempt.request) throw reused()
    return { answer, replayed: true }
  }
  await sweepAnswers(snapshot, since)
  const answer = await make()
  await keepAnswer(snapshot, attempt, answer, new Date(now).toISOString())
  return { answer, replayed: false }
}

/** By the schema that the route has for the status, whether it names media types or not. */
function serialised(reply: FastifyReply, status: number, body: unknown): string {
  const byType = reply.getSerializationFunction(String(status), 'application/json')
  return byType
    ? byType(body as Record<string, unknown>)
    : String(reply.code(status).serialize(body))
}

const running = new Set<string>()

/**
 * Runs one attempt of a name at a time in this process. Another process that works on the same is
 * waited for by the transaction, and then its answer is there: this only spares a client that is
 * impatient the wait.
 */
export async function alone<T>({ api_key, key }: Attempt, run: () => Promise<T>): Promise<T> {
  const name = `${api_key} ${key}`
  if (running.has(name)) throw inUse()
  running.add(name)
  try {
    return await run()
  } finally {
    running.delete(name)
  }
}

/** Null where the request has no name. */
function attemptOf(request: FastifyRequest, content: string): Attempt | null {
  const key = request.headers[HEADER]
  if (typeof key !== 'string') return null
  // Node joins what was sent twice to one value, which would pass for a name.
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

function send(reply: FastifyReply, { status, location, body }: Answer): FastifyReply {
  if (location !== null) reply.header('location', location)
  if (body !== '') reply.type('application/json; charset=utf-8')
  return reply.code(status).send(body)
}

function reused(): Problem {
  return new Problem(
    'idempotency_key_reused',
    'This Idempotency-Key came with another request in the last 24 hours: another method, ' +
      'address or body. Nothing was changed. Take a new one for a new request.'
  )
}

function inUse(): Problem {
  return new Problem(
    'idempotency_key_in_use',
    'A request with this Idempotency-Key is still under way.',
    {
      headers: retryAfter(RETRY_AFTER_SECONDS)
    }
  )
}
