// Makes the answers of a reading thread: with the same routes as the service, so that they are the
// same to the byte.
import Fastify from 'fastify'
import { validatorCompiler } from 'fastify-type-provider-zod'
import { changeRoutes } from '../../changes/routes.ts'
import { citationRoutes } from '../../citations/routes.ts'
import { conflictRoutes } from '../../conflicts/routes.ts'
import type { Store } from '../../db/store.ts'
import { forecastRoutes } from '../../forecasts/routes.ts'
import type { Answer, Question } from '../../http/apart.ts'
import { ROUTER_OPTIONS } from '../../http/query-string.ts'
import { checkRequests, learnRoutes } from '../../http/request-checks.ts'
import { writeAnswers } from '../../http/write-answers.ts'
import { observationRoutes } from '../../observations/routes.ts'
import { projectionRoutes } from '../../projections/routes.ts'
import { searchRoutes } from '../../search/routes.ts'
import { seriesRoutes } from '../../series/routes.ts'

/** An answer, with the body as the route sends it. */
export type Made = Omit<Answer, 'body'> & { body: string | AsyncIterable<string> }

/** Makes the function that answers questions from a store. It throws the error of the route. */
export async function answersFrom(store: Store): Promise<(question: Question) => Promise<Made>> {
  const app = Fastify({ routerOptions: ROUTER_OPTIONS, requestIdHeader: 'x-request-id' })
  app.setValidatorCompiler(validatorCompiler)
  writeAnswers(app, { isChecked: false })
  app.decorateRequest('dataShown', null)
  app.decorateRequest('state', '')
  const failures = new Map<string, unknown>()
  app.setErrorHandler((error, request, reply) => {
    failures.set(request.id, error)
    return reply.send('')
  })
  const bases = new Map<string, string>()
  const made = new Map<string, Pick<Made, 'shown' | 'state' | 'body'>>()
  // The body is taken here, because a stream would otherwise flow as fast as it can.
  app.addHook('onSend', async ({ id, dataShown, state }, _reply, payload) => {
    // The routes of apart answers send texts, bytes of texts, and streams of texts.
    const body = Buffer.isBuffer(payload) ? payload.toString() : (payload as Made['body'])
    made.set(id, { shown: dataShown, state, body })
    return ''
  })
  checkRequests(app, learnRoutes(app))
  await app.register(
    async (v1) => {
      projectionRoutes(v1, store)
      seriesRoutes(v1, store)
      observationRoutes(v1, store)
      conflictRoutes(v1, store)
      forecastRoutes(v1, store)
      searchRoutes(v1, store)
      changeRoutes(v1, store)
      citationRoutes(v1, store, ({ id }) => bases.get(id) ?? '')
    },
    { prefix: '/v1' }
  )
  await app.ready()
  let asked = 0

  return async ({ method, url, accept, base }) => {
    asked += 1
    const id = String(asked)
    bases.set(id, base)
    const headers = { 'x-request-id': id, ...(accept !== undefined && { accept }) }
    const answer = await app.inject({ method: method as 'GET' | 'HEAD', url, headers })
    const [failure, found] = [failures.get(id), made.get(id)]
    failures.delete(id)
    made.delete(id)
    bases.delete(id)
    if (failure) throw failure
    if (!found) throw new Error(`nothing was sent for ${url}`)
    return { ...found, headers: headersOf(answer.headers) }
  }
}

/** The headers that the route set. */
function headersOf(headers: Record<string, unknown>): Record<string, string> {
  const own = ['content-type', 'content-disposition', 'accept-ranges', 'data-revision', 'link']
  return Object.fromEntries(
    own.flatMap((name) => (headers[name] === undefined ? [] : [[name, String(headers[name])]]))
  )
}
