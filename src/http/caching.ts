// Conditional requests (RFC 9110 §13) and cache lifetimes. A tag is computed from everything that
// an answer depends on: the software, the revision of the data that it shows, the address and the
// format. So an unchanged answer needs no query.
import { Readable } from 'node:stream'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Store } from '../db/store.ts'
import { mayShow, surrogateKey } from './data-shown.ts'
import { COMPRESSED_BYTES_MIN } from './limits.ts'
import { chooseEncoding, encodeBody } from './ready/encode-body.ts'
import { keepAnswer, OF_A_BODY } from './ready/keep-answers.ts'
import type { ReadyAnswers } from './ready/ready-answers.ts'
import { matches, tagOf, withState } from './tags.ts'

declare module 'fastify' {
  interface FastifyContextConfig {
    /**
     * What can change the answer: a new revision of the data, or only a new version of the
     * software. Answers of routes without this setting are never stored.
     */
    changesWith?: 'data' | 'software'
    /** Whether answers also tell a state that makes no revision: see `request.state`. */
    hasState?: true
  }
  interface FastifyRequest {
    /** What the answer tells that makes no revision; empty if it tells nothing of the kind. */
    state: string
  }
}

type Caching = {
  store: Store
  /** For how many seconds shared caches may keep an answer; 0 if they have no rule of their own. */
  sharedMaxAge: number
  /** Where finished answers are kept. */
  ready: { answers: ReadyAnswers; variesByOrigin: boolean }
}

/** Installs the hooks for every route with the setting `changesWith`. */
export function cacheAnswers(app: FastifyInstance, { store, sharedMaxAge, ready }: Caching): void {
  app.decorateRequest('dataShown', null)
  app.decorateRequest('state', '')
  // A state changes without a revision, and a stream may end long after one, when its keys have
  // been purged: shared caches then keep an answer as long as browsers do.
  const cacheHeaders = (request: FastifyRequest, tag: string, payload?: unknown) => {
    const { state, dataShown, routeOptions } = request
    const isPurged = state === '' && !routeOptions.config.hasState && !(payload instanceof Readable)
    return {
      etag: tag,
      'cache-control': lifetimeOf(isPurged ? sharedMaxAge : 0),
      ...(sharedMaxAge > 0 && { 'surrogate-key': surrogateKey(dataShown) })
    }
  }

  // This hook must be the last one of each route, because compression changes headers too.
  app.addHook('onRoute', (route) => {
    route.onSend = [...[route.onSend ?? []].flat(), finish]
  })
  const finish = async (request: FastifyRequest, reply: FastifyReply, payload: unknown) => {
    finishHeaders(request, reply)
    keepAnswer(ready, request, reply, payload)
    return payload
  }

  // This hook runs after validation and before any query. `If-None-Match: *` asks whether there is
  // any answer, so the answer must be made first.
  app.addHook('preHandler', async (request, reply) => {
    const { changesWith, hasState } = request.routeOptions.config
    // If the revision was not confirmed lately, it may be out of date. The query then finds the
    // current one, or finds that the database is away. Only the query finds a state.
    if (!changesWith || hasState || (changesWith === 'data' && !store.isFresh())) return
    const known = request.headers['if-none-match']
    if (known === undefined) return
    for (const shown of changesWith === 'data' ? mayShow(request, store.newest()) : [null]) {
      request.dataShown = shown
      const tag = entityTag(request)
      if (matches(known, tag)) return sendNotModified(reply, cacheHeaders(request, tag)).send()
    }
  })

  app.addHook('onSend', async (request, reply, payload) => {
    reply.header('vary', withVary(reply))
    const { changesWith } = request.routeOptions.config
    if (reply.statusCode !== 200 || !changesWith) {
      if (!reply.hasHeader('cache-control')) reply.header('cache-control', 'no-store')
      return payload
    }
    const tag = entityTag(request)
    const headers = cacheHeaders(request, tag, payload)
    if (
      request.headers['if-none-match']?.trim() !== '*' &&
      !matches(request.headers['if-none-match'], tag)
    ) {
      reply.headers(headers)
      const isWhole = typeof payload === 'string' || Buffer.isBuffer(payload)
      return isWhole && request.method === 'GET' ? encode(request, reply, payload) : payload
    }
    if (payload instanceof Readable) payload.destroy()
    sendNotModified(reply, headers)
    return ''
  })
}

function finishHeaders(request: FastifyRequest, reply: FastifyReply): void {
  reply.header('vary', withVary(reply))
  // A HEAD request makes no compressed body, so its length is unknown. RFC 9110 §9.3.2 allows to
  // leave the length out.
  const isCompressible = Number(reply.getHeader('content-length')) >= COMPRESSED_BYTES_MIN
  if (
    request.method === 'HEAD' &&
    isCompressible &&
    /\b(br|gzip)\b/.test(String(request.headers['accept-encoding']))
  ) {
    reply.removeHeader('content-length')
  }
}

function lifetimeOf(sharedMaxAge: number): string {
  const shared = sharedMaxAge > 0 ? `, s-maxage=${sharedMaxAge}` : ''
  return `public, max-age=60${shared}, stale-while-revalidate=300`
}

function sendNotModified(reply: FastifyReply, headers: Record<string, string>): FastifyReply {
  for (const name of OF_A_BODY) reply.removeHeader(name)
  return reply.code(304).headers(headers)
}

function entityTag({ url, format, state, dataShown }: FastifyRequest): string {
  return withState(tagOf({ url, format, shown: dataShown }), state)
}

/** Compresses an answer, and says how long it is. */
async function encode(request: FastifyRequest, reply: FastifyReply, answer: string | Buffer) {
  const wanted = chooseEncoding(request.headers['accept-encoding'])
  const { body, encoding } = await encodeBody(answer, wanted)
  reply.header('content-length', body.length)
  if (encoding !== 'identity') reply.header('content-encoding', encoding)
  return body
}

/** What the answers of all routes depend on. */
const ALWAYS = 'Accept, Accept-Encoding'

function withVary(reply: FastifyReply): string {
  const given = String(reply.getHeader('vary') ?? '')
  if (given === '' || given === ALWAYS) return ALWAYS
  const all = new Map(
    `${given}, ${ALWAYS}`.split(',').map((name) => [name.trim().toLowerCase(), name.trim()])
  )
  // If every origin may read an answer, it is the same for all of them.
  if (reply.getHeader('access-control-allow-origin') === '*') all.delete('origin')
  return [...all.values()].filter(Boolean).join(', ')
}
