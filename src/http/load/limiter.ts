// The limits of each client in one object without Fastify: load.ts asks it in hooks, and what
// answers before the router asks the same object.
import type { IncomingMessage } from 'node:http'
import type { Config } from '../../config.ts'
import { LIMITS } from '../limits.ts'
import { OVERLOADED, Problem, retryAfter, unavailable } from '../problems.ts'
import { makeClientFinder } from './client.ts'
import { type FairQueue, makeFairQueue } from './fair-queue.ts'
import { makeRate, type Rate, type RateState } from './rate.ts'
import { type Entry, makeUnderWay } from './under-way.ts'

type Settings = Pick<
  Config,
  'RATE_LIMIT' | 'CLIENT_REQUESTS' | 'CLIENT_STREAMS' | 'STREAMS' | 'TRUST_PROXY'
>

export type Limiter = {
  /** The client of a request that has not reached Fastify. */
  clientOf: (request: IncomingMessage) => string
  /** The limit of requests in a minute; undefined without RATE_LIMIT. */
  rate: RequestRate | undefined
  /** One request of a client that is under way until `leave`, or why there may be no more. */
  enter: (client: string) => Entry | Problem
  /** One stream, which is under way beside its request. */
  enterStream: (client: string) => Entry | Problem
  /** How many requests and streams of all clients are under way. */
  underWay: () => { requests: number; streams: number }
  /** Requests begin their work when it is their turn. */
  queue: FairQueue
  /** The problem of a request that would wait too long for its turn. */
  tooManyWaiting: () => Problem
}

/** Answers with status 304 are free: they are given back, or not counted at all. */
export type RequestRate = Rate & {
  /** The headers of every answer. */
  headers: (state: RateState) => Record<'ratelimit-policy' | 'ratelimit', string>
  /** The problem of a client that may send no more. */
  problem: (state: RateState) => Problem
}

const WINDOW_SECONDS = 60
/** Requests are short, so one of those under way soon ends. */
const REQUEST_RETRY_SECONDS = 1

/** Makes the limits that the settings ask for; 0 means no limit. */
export function makeLimiter(settings: Settings): Limiter {
  const { RATE_LIMIT, CLIENT_REQUESTS, CLIENT_STREAMS, STREAMS, TRUST_PROXY } = settings
  const requests = makeUnderWay({ perClient: CLIENT_REQUESTS })
  const streams = makeUnderWay({ perClient: CLIENT_STREAMS, inAll: STREAMS })
  const queue = makeFairQueue({ waitMsMax: LIMITS.queueMsMax, waitingMax: LIMITS.queuedMax })
  return {
    clientOf: makeClientFinder(TRUST_PROXY),
    rate: RATE_LIMIT > 0 ? makeRequestRate(RATE_LIMIT) : undefined,
    enter(client) {
      const entry = requests.enter(client)
      return typeof entry === 'string' ? tooManyRequests(CLIENT_REQUESTS) : entry
    },
    enterStream(client) {
      const entry = streams.enter(client)
      if (typeof entry !== 'string') return entry
      return entry === 'client' ? tooManyStreams(CLIENT_STREAMS) : allStreamsTaken(STREAMS)
    },
    underWay: () => ({ requests: requests.count(), streams: streams.count() }),
    queue,
    tooManyWaiting: () => unavailable(OVERLOADED, LIMITS.retryAfterSeconds, 'queue')
  }
}

/** The headers are structured fields by draft-ietf-httpapi-ratelimit-headers-10. */
function makeRequestRate(max: number): RequestRate {
  const policy = `"requests";q=${max};w=${WINDOW_SECONDS}`
  const headers: RequestRate['headers'] = ({ remaining, resetSeconds }) => ({
    'ratelimit-policy': policy,
    ratelimit: `"requests";r=${remaining};t=${resetSeconds}`
  })
  return {
    ...makeRate(max, { windowMs: WINDOW_SECONDS * 1_000 }),
    headers,
    problem: (state) =>
      new Problem('rate_limited', tooManyInAMinute(max, state.resetSeconds), {
        headers: { ...headers(state), ...retryAfter(state.resetSeconds) }
      })
  }
}

/** What a client is told that has sent `max` requests. */
export function tooManyInAMinute(max: number, seconds: number): string {
  const time = seconds === 1 ? '1 second' : `${seconds} seconds`
  return `One address may send ${max} requests a minute (RATE_LIMIT). Continue in ${time}.`
}

function tooManyRequests(max: number): Problem {
  const detail =
    `One address may have ${max} requests under way at the same time (CLIENT_REQUESTS). ` +
    'Wait for an answer before you send another one.'
  const headers = { ...atOnce('requests-at-once', max), ...retryAfter(REQUEST_RETRY_SECONDS) }
  return new Problem('too_many_at_once', detail, { headers, reason: 'client_limit' })
}

function tooManyStreams(max: number): Problem {
  const detail =
    `One address may read ${max} whole lists as CSV at the same time (CLIENT_STREAMS). ` +
    'Wait until one has arrived, or ask for pages with `limit`.'
  const headers = { ...atOnce('files-at-once', max), ...retryAfter() }
  return new Problem('too_many_at_once', detail, { headers, reason: 'stream_limit' })
}

function atOnce(policy: string, max: number): Record<'ratelimit-policy' | 'ratelimit', string> {
  return {
    'ratelimit-policy': `"${policy}";q=${max};qu="concurrent-requests"`,
    ratelimit: `"${policy}";r=0`
  }
}

function allStreamsTaken(max: number): Problem {
  return unavailable(
    `The service already sends ${max} whole lists as CSV, the most at the same time ` +
      '(STREAMS). Wait, or ask for pages with `limit`.',
    LIMITS.retryAfterSeconds,
    'stream_limit'
  )
}
