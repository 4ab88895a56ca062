// The id of each request, and the access log.
import type { FastifyInstance } from 'fastify'

/** One line of the access log. `ms` is the time from the request to the end of the answer. */
export type AnswerLine = {
  reqId: string
  method: string
  url: string
  status: number
  ms: number
  ip: string
}
export type LogAnswer = (line: AnswerLine) => void

/** Adds the request id to every answer; with an access log, logs one line for each answer. */
export function traceRequests(app: FastifyInstance, log: LogAnswer | undefined): void {
  app.addHook('onRequest', async (request, reply) => {
    reply.header('x-request-id', request.id)
  })
  if (!log) return
  app.addHook('onResponse', async (request, { statusCode, elapsedTime }) => {
    // The requests of supervisors would fill the log.
    if (request.routeOptions.config.unlimited) return
    const { id, method, url, ip } = request
    log({ reqId: id, method, url, status: statusCode, ms: tenths(elapsedTime), ip })
  })
}

/** Rounds to tenths. */
export function tenths(milliseconds: number): number {
  return Math.round(milliseconds * 10) / 10
}
