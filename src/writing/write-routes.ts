// One way to make, correct and withdraw a thing. Each request is one change of the data set, with
// its own revision.
import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import type { Snapshot, Store } from '../db/store.ts'
import { answerName, problemResponses, singleMeta } from '../http/envelope.ts'
import type { Field } from '../http/fields.ts'
import { JSON_TYPES } from '../http/json-body.ts'
import { KEY_SECURITY } from '../http/openapi.ts'
import { freeText } from '../http/parameters.ts'
import { pathSchema } from '../http/path-parameter.ts'
import { requireKey } from '../keys/guard.ts'
import { answerOnce } from '../keys/idempotency.ts'
import { NOUNS, type WritableNoun } from '../nouns.ts'
import { correctThing, createThing, withdrawThing } from './single-change.ts'
import { changeHeaders, creationHeaders, withdrawalAnswer } from './write-schemas.ts'

const REASON_CHARACTERS_MAX = 500

/** What of a noun its write routes need to know. */
export type WritableThing = {
  /** What it is called in a sentence: `a claim`. */
  called: string
  /** The id in the example of the body. */
  example: string
  /** What a client sends to add one. */
  body: z.ZodObject
  /** What a client sends to correct one. */
  patch: z.ZodObject
  fields: readonly Field[]
  /** The thing as it goes out. */
  item: z.ZodObject
  license: string
  find: (snapshot: Snapshot, id: string) => Promise<object | undefined>
}
export type WriteRoutes = WritableThing & { noun: WritableNoun }

/** Registers `POST path`, `PATCH path/:id` and `DELETE path/:id` for a noun. */
export function writeRoutes(app: FastifyInstance, store: Store, route: WriteRoutes): void {
  const { noun, called } = route
  const { plural: tag, scope } = NOUNS[noun]
  const path = `/${tag}`
  const name = `${noun.charAt(0).toUpperCase()}${noun.slice(1)}`
  const item = z.object({ data: route.item, meta: singleMeta })
  const params = pathSchema({
    name: 'id',
    component: `Changed${name}Id`,
    description: `Which one: the id of ${called}.`,
    example: route.example
  })
  const options = { ...requireKey(app, store, { scope }), config: { formats: ['json'] as const } }
  const about = (operationId: string, summary: string, description: string) => ({
    operationId,
    tags: [tag],
    summary,
    security: KEY_SECURITY,
    description: `${description} Takes a key of the scope \`${scope}\`.`
  })

  app.post(
    path,
    {
      ...options,
      schema: {
        ...about(
          `create${name}`,
          `Add ${called}`,
          'What it refers to has to be there. The answer is the thing as it is now served, ' +
            'with its address in `Location` and its tag in `ETag`. An id that was withdrawn ' +
            'may come again.'
        ),
        headers: creationHeaders,
        querystring: z.strictObject({}),
        consumes: JSON_TYPES.slice(0, 1),
        body: route.body,
        response: {
          201: described(
            'Created; one revision.',
            item,
            `create${name}`,
            `What was added: ${called}.`
          ),
          ...problemResponses(400, 401, 403, 409, 413, 415, 422, 507)
        }
      }
    },
    (request, reply) =>
      answerOnce(store, request, reply, (snapshot) =>
        createThing({ snapshot, route, request, reply })
      )
  )
  app.patch(
    `${path}/:id`,
    {
      ...options,
      schema: {
        ...about(
          `correct${name}`,
          `Correct ${called}`,
          'Takes a JSON Merge Patch (RFC 7396): what is named is replaced, null takes a ' +
            'value away, the rest stays. The version before goes to the history, and answers ' +
            'for times before still have it. A correction that changes nothing makes no ' +
            'revision.'
        ),
        headers: changeHeaders,
        params,
        querystring: z.strictObject({
          reason: reason('Why it is corrected; kept with the change.', 'a misprint')
            .meta({ component: 'CorrectionReason' })
            .optional()
        }),
        consumes: JSON_TYPES,
        body: route.patch,
        response: {
          200: described(
            'Corrected; one revision.',
            item,
            `correct${name}`,
            `As it now is: ${called}.`
          ),
          ...problemResponses(400, 401, 403, 404, 409, 410, 412, 413, 415, 422, 507)
        }
      }
    },
    (request, reply) =>
      answerOnce(store, request, reply, (snapshot) =>
        correctThing({ snapshot, route, request, reply })
      )
  )
  app.delete(
    `${path}/:id`,
    {
      ...options,
      schema: {
        ...about(
          `withdraw${name}`,
          `Withdraw ${called}`,
          'It is no longer served; its versions stay in the history with the reason, and ' +
            'answers for times before still have it. What others refer to cannot be withdrawn ' +
            'before them.'
        ),
        headers: changeHeaders,
        params,
        querystring: z.strictObject({
          reason: reason(
            'Why it is withdrawn; shown to whoever asks for it.',
            'printed by mistake'
          ).meta({ component: 'WithdrawalReason' })
        }),
        response: {
          200: {
            description: 'Withdrawn; one revision.',
            content: { 'application/json': { schema: withdrawalAnswer } }
          },
          ...problemResponses(400, 401, 403, 404, 409, 410, 412, 422, 507)
        }
      }
    },
    (request, reply) =>
      answerOnce(store, request, reply, (snapshot) =>
        withdrawThing({ snapshot, route, request, reply })
      )
  )
}

function described(description: string, schema: z.ZodObject, operationId: string, what: string) {
  return {
    description,
    content: {
      'application/json': {
        schema: schema.meta({ id: answerName(operationId), description: what })
      }
    }
  }
}

function reason(description: string, example: string) {
  return freeText(REASON_CHARACTERS_MAX, description, example)
}
