import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import type { Config } from '../config.ts'
import type { Snapshot, Store } from '../db/store.ts'
import { decodeCursor, encodeCursor, questionHash } from '../http/cursors.ts'
import { dataShown } from '../http/data-shown.ts'
import { linkHeader, nextUrl } from '../http/links.ts'
import { queryObject } from '../http/parameters.ts'
import { problemResponses } from '../http/problem-answers.ts'
import { publicUrl } from '../http/public-url.ts'
import { canonicalUrl } from '../http/query-string.ts'
import { ATOM_TYPE, writeAtom } from './atom.ts'
import { composeFeed } from './compose-feed.ts'
import type { Feed } from './feed.ts'
import { JSON_FEED_TYPE, toJsonFeed } from './json-feed.ts'
import { STEPS } from './positions.ts'
import { readFeed } from './queries.ts'
import { type FeedQuery, resolveQuestion } from './resolve-question.ts'
import { atomSchema, FEED_ROWS, feedQuery, jsonFeedSchema } from './schemas.ts'
import { readTitle } from './title-queries.ts'

const DESCRIPTION =
  'New claims and projections, corrections, withdrawals, conflicts that appear and vanish, ' +
  'targets whose status changes and forecasts whose period was observed, the newest first. Give ' +
  'the address to a feed reader, or poll it with If-None-Match. Older entries are on the next ' +
  'page: follow it until an entry that you know, and nothing is missed, whatever was imported ' +
  'meanwhile. Ids of entries never change. Try `metric=goods_trade&between=PAK,KAZ`. Where few of ' +
  'very many changes are about the question, a page can end early, also without entries.'

/** The revision after the largest one has to be a 32-bit number too. */
const REVISION_MAX = 2 ** 31 - 2
const KEY = z.tuple([
  z.int32().min(1).max(REVISION_MAX),
  z
    .int32()
    .min(0)
    .max(STEPS.length - 1),
  z.string()
])

type Format = {
  path: string
  other: string
  send: (reply: FastifyReply, feed: Feed) => Promise<FastifyReply>
}

const ATOM: Format = {
  path: '/feed.atom',
  other: '/feed.json',
  send: async (reply, feed) => reply.type(`${ATOM_TYPE}; charset=utf-8`).send(await writeAtom(feed))
}

/** The type has no charset, which Fastify would add to a text, so bytes are sent. */
const JSON_FEED: Format = {
  path: '/feed.json',
  other: '/feed.atom',
  send: async (reply, feed) => {
    // Fastify takes the schema of any compiler; its types mean the objects of JSON Schema.
    const schema = jsonFeedSchema as unknown as Record<string, unknown>
    const text = reply.compileSerializationSchema(schema)(toJsonFeed(feed))
    return reply.type(JSON_FEED_TYPE).send(Buffer.from(text))
  }
}

/** The feeds of a question, in Atom and JSON Feed. */
export function feedRoutes(app: FastifyInstance, store: Store, config: Config): void {
  feedRoute(app, store, config, ATOM, {
    operationId: 'getFeedAtom',
    summary: 'Follow a question in a feed reader, as Atom',
    schema: atomSchema,
    type: ATOM_TYPE
  })
  feedRoute(app, store, config, JSON_FEED, {
    operationId: 'getFeedJson',
    summary: 'Follow a question in a feed reader, as JSON Feed',
    schema: jsonFeedSchema,
    type: JSON_FEED_TYPE
  })
}

type Documented = { operationId: string; summary: string; schema: z.ZodType; type: string }

function feedRoute(
  app: FastifyInstance,
  store: Store,
  config: Config,
  format: Format,
  { operationId, summary, schema, type }: Documented
): void {
  app.get(
    format.path,
    {
      schema: {
        operationId,
        tags: ['changes'],
        summary,
        description: DESCRIPTION,
        querystring: queryObject(feedQuery),
        response: {
          200: {
            description: 'The events of this page; it may have none.',
            headers: ['ETag', 'Link'],
            content: { [type]: { schema } }
          },
          ...problemResponses(400)
        }
      },
      config: { changesWith: 'data', needsOneOf: ['metric', 'country', 'between'] }
    },
    async (request, reply) => {
      const feed = await answerFeed(store, request, format, publicUrl(app, config))
      const links = { self: canonicalUrl(request.url), next: pathOf(feed.next, feed.origin) }
      reply.header('link', linkHeader(links))
      return format.send(reply, feed)
    }
  )
}

/** Reads a page, and makes the feed of it. */
async function answerFeed(
  store: Store,
  request: FastifyRequest,
  { path, other }: Format,
  origin: string
): Promise<Feed> {
  const query = request.query as FeedQuery
  const hash = questionHash(path, query)
  const after = cursorOf(query, hash)
  const limit = query.limit ?? FEED_ROWS.usual
  const { page, question, words, updated } = await store.snapshot(async (snapshot: Snapshot) => {
    const question = await resolveQuestion(snapshot, query)
    const page = await readFeed(snapshot, question, { after, limit })
    request.dataShown = dataShown(request, snapshot, true)
    const words = await readTitle(snapshot, question)
    return { page, question, words, updated: snapshot.updatedAt }
  })
  const self = canonicalUrl(request.url)
  const { next } = page
  const cursor = next && encodeCursor(hash, [next.revision, next.step, next.id])
  return composeFeed({
    ...{ question, words, updated, origin, self, path, other },
    events: page.events,
    next: cursor === undefined ? null : nextUrl(self, cursor)
  })
}

function cursorOf({ cursor: text }: FeedQuery, question: string) {
  if (text === undefined) return undefined
  const { key } = decodeCursor({ question, text }, KEY)
  // The schema of the key has these types.
  const [revision, step, id] = key as z.output<typeof KEY>
  return { revision, step, id }
}

function pathOf(url: string | null, origin: string): string | null {
  return url === null ? null : url.slice(origin.length)
}
