// One way to make, correct and withdraw a thing. Each request is one change of the data set, with its own revision.
import { randomUUID } from 'node:crypto'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { z } from 'zod'
import type { Snapshot, Store } from '../db/store.ts'
import { tagOf } from '../http/caching.ts'
import { answerName, field, problemResponses, singleMeta } from '../http/envelope.ts'
import { KEY_SECURITY } from '../http/openapi.ts'
import { freeText } from '../http/parameters.ts'
import { Problem } from '../http/problems.ts'
import { notFound, type Unknown } from '../http/single-route.ts'
import { keyOf, requireKey } from '../keys/guard.ts'
import { answerOnce, type Outcome } from '../keys/idempotency.ts'
import type { KeyScope } from '../keys/key.ts'
import { bodyProblem, refusing } from './change-problems.ts'
import { type Body, type Field, merged, toBody, toCells } from './fields.ts'
import { checkIfMatch } from './precondition.ts'
import { storedRow, type Written, withdrawRow, writeRow } from './stored.ts'

const REASON_CHARACTERS_MAX = 500
const PROBLEMS = [400, 401, 403, 409, 413, 415, 422, 507] as const

export type WriteRoutes = {
  noun: Written
  /** What it is called in a sentence: `a claim`. */
  called: string
  tag: string
  scope: KeyScope
  /** An id that exists. */
  example: string
  body: z.ZodObject
  /** What a correction may name; all fields of the body, each optional, unless told. */
  patch?: z.ZodObject
  fields: readonly Field[]
  /** The thing as it goes out. */
  item: z.ZodObject
  license: string
  find: (snapshot: Snapshot, id: string) => Promise<object | undefined>
  unknown: (snapshot: Snapshot, id: string) => Promise<Unknown>
}

const withdrawalSchema = z
  .object({
    type: field(z.string(), 'What was withdrawn.', 'observation'),
    id: field(z.string(), 'Its id.', 'desk-2026-001'),
    revision: field(
      z
        .int()
        .min(1)
        .max(2 ** 31),
      'The revision that withdrew it.',
      2
    ),
    note: field(z.string(), 'Why.', 'printed by mistake')
  })
  .meta({
    id: 'Withdrawal',
    description: 'What was withdrawn. Its versions stay in the history, and answers for times before still have it.'
  })

/** Registers `POST path`, `PATCH path/:id` and `DELETE path/:id`. */
export function writeRoutes(app: FastifyInstance, store: Store, path: string, route: WriteRoutes): void {
  const { called, tag, scope, body } = route
  const name = answerNames(route)
  const guard = requireKey(app, store, { scope })
  const config = { formats: ['json'] as const }
  const params = z.strictObject({ id: field(z.string(), `Id of the thing: of ${called}.`, route.example) })
  const item = z.object({ data: route.item, meta: singleMeta })
  const about = (operationId: string, summary: string, description: string) => ({
    ...{ operationId, tags: [tag], summary, security: KEY_SECURITY },
    description: `${description} Takes a key of the scope \`${scope}\`. With an \`Idempotency-Key\` the same request may be sent again and is done once.`
  })

  app.post(
    path,
    {
      ...guard,
      config,
      schema: {
        ...about(
          `create${name}`,
          `Add ${called}`,
          'What it refers to has to be there. The answer is the thing as it now is; `Location` is its address.'
        ),
        body,
        response: {
          201: {
            description: 'It is there now, as one revision.',
            content: {
              'application/json': { schema: item.meta({ id: answerName(`create${name}`), description: `${called} that was added.` }) }
            }
          },
          ...problemResponses(...PROBLEMS)
        }
      }
    },
    (request, reply) => answerOnce(store, request, reply, (snapshot) => create(snapshot, route, path, request))
  )
  app.patch(
    `${path}/:id`,
    {
      ...guard,
      config,
      schema: {
        ...about(
          `correct${name}`,
          `Correct ${called}`,
          'Takes a JSON Merge Patch (RFC 7396): what is named is replaced, null takes a value away, the rest stays. The version before stays in the history. With `If-Match` and the tag of a `GET` it is refused where the thing has changed since.'
        ),
        params,
        body:
          route.patch ??
          body
            .omit({ id: true })
            .partial()
            .meta({ id: `${name}Patch`, description: `What to change of ${called}.` }),
        response: {
          200: {
            description: 'It is corrected, as one revision.',
            content: {
              'application/json': { schema: item.meta({ id: answerName(`correct${name}`), description: `${called} as it now is.` }) }
            }
          },
          ...problemResponses(...PROBLEMS, 404, 410, 412)
        }
      }
    },
    (request, reply) =>
      answerOnce(store, request, reply, async (snapshot) => {
        const { outcome, tag } = await correct(snapshot, route, request)
        reply.header('etag', tag)
        return outcome
      })
  )
  app.delete(
    `${path}/:id`,
    {
      ...guard,
      config,
      schema: {
        ...about(
          `withdraw${name}`,
          `Withdraw ${called}`,
          'It is no longer served, its versions stay in the history with the reason, and answers for times before still have it. What others refer to cannot be withdrawn before them.'
        ),
        params,
        querystring: z.strictObject({
          reason: freeText(REASON_CHARACTERS_MAX, {
            description: 'Why it is withdrawn; shown to everybody.',
            example: 'printed by mistake'
          })
        }),
        response: {
          200: {
            description: 'It is withdrawn, as one revision.',
            content: {
              'application/json': {
                schema: z
                  .object({ data: withdrawalSchema, meta: singleMeta })
                  .meta({ id: answerName(`withdraw${name}`), description: 'What was withdrawn.' })
              }
            }
          },
          ...problemResponses(400, 401, 403, 404, 409, 410, 412, 422, 507)
        }
      }
    },
    (request, reply) => answerOnce(store, request, reply, (snapshot) => withdraw(snapshot, route, request))
  )
}

async function create(snapshot: Snapshot, route: WriteRoutes, path: string, request: FastifyRequest): Promise<Outcome> {
  const body = request.body as Body
  const id = typeof body['id'] === 'string' ? body['id'] : randomUUID()
  if (await storedRow(snapshot, route.noun, id)) {
    throw new Problem('already_there', `There is ${route.called} with the id "${id}".`, {
      errors: [{ pointer: '/body/id', message: 'This id is taken.', allowed: ['another id', 'no id'] }]
    })
  }
  const revision = await write(snapshot, route, { ...body, id }, request)
  return { status: 201, location: `/v1${path}/${encodeURIComponent(id)}`, body: await answer(snapshot, route, id, revision) }
}

async function correct(snapshot: Snapshot, route: WriteRoutes, request: FastifyRequest) {
  const { id, row } = await present(snapshot, route, request)
  const body = merged(toBody(row, route.fields), request.body)
  const checked = route.body.safeParse(body)
  if (!checked.success) {
    throw bodyProblem(checked.error.issues.map(({ path, message }) => ({ pointer: `/body/${path.join('/')}`, message, allowed: [] })))
  }
  const revision = await write(snapshot, route, body as Body, request)
  const tag = tagOf({ url: request.url, format: 'json', revision })
  return { outcome: { status: 200, body: await answer(snapshot, route, id, revision) }, tag }
}

async function withdraw(snapshot: Snapshot, route: WriteRoutes, request: FastifyRequest): Promise<Outcome> {
  const { id } = await present(snapshot, route, request)
  const { reason } = request.query as { reason: string }
  const author = { made_by: keyOf(request).label, note: reason }
  const revision = await refusing(route.fields, () => withdrawRow(snapshot, route.noun, id, author))
  const data = { type: route.noun, id, revision, note: reason }
  return { status: 200, body: { data, meta: { revision, license: route.license, warnings: [] } } }
}

/** The current row of the id in the path. Throws where there is none, or where it is not the one the client has read. */
async function present(snapshot: Snapshot, route: WriteRoutes, request: FastifyRequest) {
  const { id } = request.params as { id: string }
  const row = await storedRow(snapshot, route.noun, id)
  if (!row) throw notFound('id', await route.unknown(snapshot, id))
  checkIfMatch(request, row.revision, snapshot.revision)
  return { id, row }
}

function write(snapshot: Snapshot, route: WriteRoutes, body: Body, request: FastifyRequest): Promise<number> {
  const author = { made_by: keyOf(request).label, note: null }
  return refusing(route.fields, () => writeRow(snapshot, route.noun, toCells(body, route.fields), author))
}

async function answer(snapshot: Snapshot, { find, license }: WriteRoutes, id: string, revision: number) {
  return { data: await find({ ...snapshot, revision }, id), meta: { revision, license, warnings: [] } }
}

function answerNames({ noun }: WriteRoutes): string {
  return `${noun.charAt(0).toUpperCase()}${noun.slice(1)}`
}
