// The routes that add, correct and withdraw a thing. Each request is one change of the data set,
// with a revision of its own.
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import type { Snapshot, Store } from '../db/store.ts'
import { answerName, citedMeta, singleMeta } from '../http/envelope.ts'
import type { Body, Field } from '../http/fields.ts'
import { JSON_TYPES } from '../http/json-body.ts'
import { KEY_SECURITY } from '../http/openapi.ts'
import { freeText } from '../http/parameters.ts'
import { pathSchema } from '../http/path-parameter.ts'
import { problemResponses } from '../http/problem-answers.ts'
import { requireKey } from '../keys/guard.ts'
import { answerOnce } from '../keys/idempotency.ts'
import { NOUNS, type WritableNoun } from '../nouns.ts'
import { setShownApart } from './shown-fields.ts'
import { changeHeaders, creationHeaders, withdrawalAnswer } from './write-schemas.ts'

const REASON_CHARACTERS_MAX = 500
const CREATION =
  'Everything that it refers to must exist. The answer is the thing as it is now served, ' +
  'with its address in `Location` and its tag in `ETag`. You may use the id of a ' +
  'withdrawn thing again. The body may be what a GET answers in `data`, with another id: fields ' +
  'that the service computes are ignored if they agree with what it computes, and refused if not.'
const CORRECTION =
  'The body is a JSON Merge Patch (RFC 7396): each field that it names is replaced, null ' +
  'removes a value, and all other fields stay. The earlier version goes to the history, ' +
  'and answers for earlier times still contain it. A correction that changes nothing ' +
  'makes no revision. As in `POST`, fields that the service computes may stand in the body.'
const WITHDRAWAL =
  'A withdrawn thing is no longer served. Its versions stay in the history with the ' +
  'reason, and answers for earlier times still contain it. A thing to which others refer ' +
  'can be withdrawn only after them.'

/** What the write routes of a noun need to know about it. */
export type WritableThing = {
  /** Its name in a sentence: `a claim`. */
  called: string
  /** The id in the example of the body. */
  example: string
  /** The body that adds one. */
  body: z.ZodObject
  /** The body that corrects one. */
  patch: z.ZodObject
  fields: readonly Field[]
  /** The thing as it is served. */
  item: z.ZodObject
  license: string
  find: (snapshot: Snapshot, id: string) => Promise<object | undefined>
  /** How the thing is cited in one line, as in its `GET` (http/single-content.ts). */
  cite?: (at: { revision: number; updatedAt: string | null }, thing: never) => string
  /** What the thing tells that changes without a revision, as in its `GET`. */
  stateOf?: (thing: Body) => unknown
}
export type WriteRoutes = WritableThing & { noun: WritableNoun }

/**
 * Changes need the engine of imports, a hundred files that no start loads (server/load-ahead.ts).
 * It is there before the transaction begins, for which others wait.
 */
const loadChanges = () => import('./single-change.ts')

/** Registers `POST path`, `PATCH path/:id` and `DELETE path/:id` for a noun. */
export function writeRoutes(app: FastifyInstance, store: Store, route: WriteRoutes): void {
  const { plural, scope } = NOUNS[route.noun]
  const options = { ...requireKey(app, store, { scope }), config: { formats: ['json'] as const } }
  const withdraw = async (request: FastifyRequest, reply: FastifyReply) => {
    const { withdrawThing } = await loadChanges()
    return answerOnce(store, request, reply, (snapshot) =>
      withdrawThing({ snapshot, route, request })
    )
  }
  const write =
    (name: 'createThing' | 'correctThing') =>
    async (request: FastifyRequest, reply: FastifyReply) => {
      const { [name]: change, writtenTag } = await loadChanges()
      return answerOnce(store, request, reply, (snapshot) => change({ snapshot, route, request }), {
        tagOf: (answer) => writtenTag(route, request, answer)
      })
    }

  const path = `/${plural}`
  const preValidation = async (request: FastifyRequest) =>
    setShownApart(route.noun, route.fields, request)
  const creation = { ...options, preValidation, schema: creationRoute(route) }
  const correction = { ...options, preValidation, schema: correctionRoute(route) }
  app.post(path, creation, write('createThing'))
  app.patch(`${path}/:id`, correction, write('correctThing'))
  app.delete(`${path}/:id`, { ...options, schema: withdrawalRoute(route) }, withdraw)
}

function creationRoute(route: WriteRoutes) {
  const { called, body } = route
  const operationId = `create${nameOf(route)}`
  return {
    ...aboutOperation(route, operationId, `Add ${called}`, CREATION),
    headers: creationHeaders,
    querystring: z.strictObject({}),
    consumes: JSON_TYPES.slice(0, 1),
    body,
    response: {
      201: {
        ...itemAnswer(route, operationId, 'Created; one revision.', `The thing added: ${called}.`),
        headers: ['Location', 'ETag', 'Idempotency-Replayed']
      },
      ...problemResponses(400, 401, 403, 409, 413, 415, 422, 507)
    }
  }
}

function correctionRoute(route: WriteRoutes) {
  const { called, patch } = route
  const operationId = `correct${nameOf(route)}`
  return {
    ...aboutOperation(route, operationId, `Correct ${called}`, CORRECTION),
    headers: changeHeaders,
    params: idParameter(route),
    querystring: z.strictObject({
      reason: reasonParameter('The reason for the correction; kept with the change.', 'a misprint')
        .meta({ component: 'CorrectionReason' })
        .optional()
    }),
    consumes: JSON_TYPES,
    body: patch,
    response: {
      200: {
        ...itemAnswer(
          route,
          operationId,
          'Corrected; one revision.',
          `The thing after the correction: ${called}.`
        ),
        headers: ['ETag', 'Idempotency-Replayed']
      },
      ...problemResponses(400, 401, 403, 404, 409, 410, 412, 413, 415, 422, 507)
    }
  }
}

function withdrawalRoute(route: WriteRoutes) {
  const { called } = route
  return {
    ...aboutOperation(route, `withdraw${nameOf(route)}`, `Withdraw ${called}`, WITHDRAWAL),
    headers: changeHeaders,
    params: idParameter(route),
    querystring: z.strictObject({
      reason: reasonParameter(
        'The reason for the withdrawal; shown to everybody who asks for the thing.',
        'printed by mistake'
      ).meta({ component: 'WithdrawalReason' })
    }),
    response: {
      200: {
        description: 'Withdrawn; one revision.',
        headers: ['Idempotency-Replayed'],
        content: { 'application/json': { schema: withdrawalAnswer } }
      },
      ...problemResponses(400, 401, 403, 404, 409, 410, 412, 422, 507)
    }
  }
}

function nameOf({ noun }: WriteRoutes): string {
  return `${noun.charAt(0).toUpperCase()}${noun.slice(1)}`
}

function aboutOperation(
  { noun }: WriteRoutes,
  operationId: string,
  summary: string,
  effect: string
) {
  const { scope } = NOUNS[noun]
  const description = `${effect} Requires a key with the scope \`${scope}\`.`
  return { operationId, tags: ['writing'], security: KEY_SECURITY, summary, description }
}

function idParameter(route: WriteRoutes) {
  return pathSchema({
    name: 'id',
    component: `Changed${nameOf(route)}Id`,
    description: `The id of ${route.called}.`,
    example: route.example
  })
}

function itemAnswer(
  { item, cite }: WriteRoutes,
  operationId: string,
  description: string,
  what: string
) {
  const schema = z
    .object({ data: item, meta: cite ? citedMeta : singleMeta })
    .meta({ id: answerName(operationId), description: what })
  return { description, content: { 'application/json': { schema } } }
}

function reasonParameter(description: string, example: string) {
  return freeText(REASON_CHARACTERS_MAX, description, example)
}
