// Requests that take long are answered apart, by threads that read the database themselves
// (server/readers). The event loop then only sends what they made, and is free for all others.
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Store } from '../db/store.ts'
import { isFarBack } from './as-of.ts'
import { sendStream } from './csv-answer.ts'
import type { Shown } from './data-shown.ts'
import { goneSignal } from './gone.ts'
import { whileWorking } from './while-working.ts'

declare module 'fastify' {
  interface FastifyContextConfig {
    apart?: Apart
  }
}

/**
 * Which answers of a route are made apart: all of them, or only large ones. Those are a CSV of all
 * rows, the number of all rows, and the data as they were long ago.
 */
export type Apart = 'always' | 'large'

/**
 * What a thread needs to know of a request, which the service has checked already. `base` is the
 * address of the service, for answers that print it.
 */
export type Question = { method: string; url: string; accept: string | undefined; base: string }

/** An answer: its headers, what it was read from (see caching.ts), and its body. */
export type Answer = {
  headers: Record<string, string>
  shown: Shown | null
  state: string
  body: Buffer | AsyncIterable<Buffer>
}

/** Who waits for an answer, until `gone` is aborted. */
export type Asker = { client: string; gone: AbortSignal }

export type Readers = {
  /**
   * Answers a question, or throws the problem that it has. If too many wait already, or the thread
   * ends meanwhile, that is a 503. Clients take turns.
   */
  ask: (question: Question, asker: Asker) => Promise<Answer>
  close: () => Promise<void>
}

/**
 * Lets the readers answer what takes long. Call this after the tags are compared. `baseOf` tells the
 * address of the service.
 */
export function answerApart(
  app: FastifyInstance,
  store: Store,
  readers: Readers,
  baseOf: () => string
): void {
  app.addHook('onClose', () => readers.close())
  app.addHook('preHandler', async (request, reply) => {
    if (!(await isApart(store, request))) return
    const { method, url, headers, client } = request
    const { accept } = headers
    const answer = await whileWorking(request, () =>
      readers.ask({ method, url, accept, base: baseOf() }, { client, gone: goneSignal(reply) })
    )
    request.dataShown = answer.shown
    request.state = answer.state
    return sendAnswer(reply, answer)
  })
}

async function isApart(
  store: Store,
  { format, query, routeOptions }: FastifyRequest
): Promise<boolean> {
  const { apart } = routeOptions.config
  if (apart !== 'large') return apart === 'always'
  const { limit, total, as_of } = query as {
    limit?: number
    total?: boolean
    as_of?: number | string
  }
  if ((format === 'csv' && limit === undefined) || total === true) return true
  return as_of !== undefined && (await store.snapshot((now) => isFarBack(now, as_of)))
}

function sendAnswer(reply: FastifyReply, { headers, body }: Answer): FastifyReply {
  reply.headers(headers)
  return Buffer.isBuffer(body) ? reply.send(body) : sendStream(reply, body)
}
