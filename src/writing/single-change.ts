// What POST, PATCH and DELETE do with one thing. Each runs in a transaction, which is undone where
// anything is refused.
import { randomUUID } from 'node:crypto'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Snapshot } from '../db/store.ts'
import { idText } from '../files/cells.ts'
import { type BodyIssue, bodyErrors, bodyProblem } from '../http/body-errors.ts'
import { tagOf } from '../http/caching.ts'
import { type Body, mergePatch, toBody, toRow } from '../http/fields.ts'
import { Problem } from '../http/problems.ts'
import { notFound } from '../http/single-route.ts'
import { entityId, unknownId } from '../identifiers/resolve.ts'
import { keyHolderOf } from '../keys/guard.ts'
import type { Outcome } from '../keys/idempotency.ts'
import { listPath } from '../nouns.ts'
import { explainRefusals } from './change-problems.ts'
import { checkIfMatch } from './precondition.ts'
import { findStoredRow } from './queries.ts'
import type { WriteRoutes } from './write-routes.ts'
import { type Author, withdrawRow, writeRow } from './write-row.ts'

type Asked = {
  snapshot: Snapshot
  route: WriteRoutes
  request: FastifyRequest
  reply: FastifyReply
}

/** Adds a thing. Throws a problem where its id is taken or its body cannot be taken. */
export async function createThing(asked: Asked): Promise<Outcome> {
  const { snapshot, route, request } = asked
  const body = request.body as Body
  const id = typeof body['id'] === 'string' ? body['id'] : randomUUID()
  // A text that is no id names nothing; the database need not be asked.
  if (idText.safeParse(id).success && (await findStoredRow(snapshot, route.noun, id)))
    throw alreadyThere(route, id)
  const revision = await writeBody(asked, { ...body, id })
  const location = `${listPath(route.noun)}/${encodeURIComponent(id)}`
  return { status: 201, location, body: await answerWith(asked, id, revision, location) }
}

/** Corrects a thing by a JSON Merge Patch. */
export async function correctThing(asked: Asked): Promise<Outcome> {
  const { route, request } = asked
  const { id, row } = await findChangeable(asked)
  const body = mergePatch(toBody(row, route.fields), request.body) as Body
  const checked = route.body.safeParse(body)
  if (!checked.success)
    throw bodyProblem(bodyErrors(route.body, body, checked.error.issues as BodyIssue[]))
  const revision = await writeBody(asked, body)
  return {
    status: 200,
    body: await answerWith(asked, id, revision, request.url.split('?')[0] ?? '')
  }
}

/** Withdraws a thing. Throws a problem where others refer to it. */
export async function withdrawThing(asked: Asked): Promise<Outcome> {
  const { snapshot, route } = asked
  const { id } = await findChangeable(asked)
  const author = authorOf(asked)
  const revision = await explainRefusals(asked.snapshot, route.fields, () =>
    withdrawRow(snapshot, route.noun, id, author)
  )
  const data = { type: route.noun, id, revision, reason: author.note }
  return { status: 200, body: { data, meta: { revision, license: route.license, warnings: [] } } }
}

/**
 * The current row of the id in the path. Throws a problem where no such row can be changed, or where
 * the row has changed since the client read it.
 */
async function findChangeable({ snapshot, route, request }: Asked) {
  const given = (request.params as { id: string }).id
  const id = route.noun === 'entity' ? await entityId(snapshot, given) : given
  const row = await findStoredRow(snapshot, route.noun, id)
  if (!row) throw notFound('id', await unknownId(snapshot, route.noun, id))
  if (route.noun === 'entity' && row['kind'] === 'country') throw countryProblem(id)
  checkIfMatch(request, row.revision, snapshot.revision)
  return { id, row }
}

function writeBody(asked: Asked, body: Body): Promise<number> {
  const { snapshot, route } = asked
  return explainRefusals(snapshot, route.fields, () =>
    writeRow(snapshot, route.noun, toRow(body, route.fields), authorOf(asked))
  )
}

function authorOf({ request }: Asked): Author {
  const { reason = null } = request.query as { reason?: string }
  return { made_by: keyHolderOf(request).label, note: reason }
}

/** The thing as a `GET` of its address now has it, with the tag of that `GET`. */
async function answerWith(
  { snapshot, route: { find, license }, reply }: Asked,
  id: string,
  revision: number,
  url: string
) {
  reply.header('etag', tagOf({ url, format: 'json', revision }))
  return {
    data: await find({ ...snapshot, revision }, id),
    meta: { revision, license, warnings: [] }
  }
}

function alreadyThere({ called }: WriteRoutes, id: string): Problem {
  return new Problem('already_there', `There is ${called} with the id "${id}" already.`, {
    errors: [{ pointer: '/body/id', message: 'This id is taken.', allowed: ['another id'] }]
  })
}

function countryProblem(id: string): Problem {
  const message = `${id} is a country, and countries come with the software.`
  return new Problem('built_in', message, {
    errors: [{ pointer: '/path/id', message, allowed: ['an entity that is no country'] }]
  })
}
