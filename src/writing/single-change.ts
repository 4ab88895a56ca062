// What the three ways to write do with one thing. Each runs in a transaction that undoes it where
// anything is refused.
import { randomUUID } from 'node:crypto'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Snapshot } from '../db/store.ts'
import { id as idCell } from '../files/cells.ts'
import { type BodyIssue, bodyErrors, bodyProblem } from '../http/body-errors.ts'
import { tagOf } from '../http/caching.ts'
import { type Body, merged, toBody, toLine } from '../http/fields.ts'
import { Problem } from '../http/problems.ts'
import { notFound } from '../http/single-route.ts'
import { entityId } from '../identifiers/resolve.ts'
import { keyHolderOf } from '../keys/guard.ts'
import type { Outcome } from '../keys/idempotency.ts'
import { refusing } from './change-problems.ts'
import { checkIfMatch } from './precondition.ts'
import { storedRow } from './queries.ts'
import type { WriteRoutes } from './write-routes.ts'
import { type Author, withdrawRow, writeRow } from './write-row.ts'

type Asked = {
  snapshot: Snapshot
  route: WriteRoutes
  request: FastifyRequest
  reply: FastifyReply
}

export async function create({ path, ...asked }: Asked & { path: string }): Promise<Outcome> {
  const { snapshot, route, request } = asked
  const body = request.body as Body
  const id = typeof body['id'] === 'string' ? body['id'] : randomUUID()
  // What is no id is nobody's, and the database need not be asked.
  if (idCell.safeParse(id).success && (await storedRow(snapshot, route.noun, id)))
    throw taken(route, id)
  const revision = await write(asked, { ...body, id })
  const location = `${path}/${encodeURIComponent(id)}`
  return { status: 201, location, body: await answer(asked, id, revision, location) }
}

export async function correct(asked: Asked): Promise<Outcome> {
  const { route, request } = asked
  const { id, row } = await present(asked)
  const body = merged(toBody(row, route.fields), request.body) as Body
  const checked = route.body.safeParse(body)
  if (!checked.success)
    throw bodyProblem(bodyErrors(route.body, body, checked.error.issues as BodyIssue[]))
  const revision = await write(asked, body)
  return { status: 200, body: await answer(asked, id, revision, request.url.split('?')[0] ?? '') }
}

export async function withdraw(asked: Asked): Promise<Outcome> {
  const { snapshot, route } = asked
  const { id } = await present(asked)
  const author = authorOf(asked)
  const revision = await refusing(asked.snapshot, route.fields, () =>
    withdrawRow(snapshot, route.noun, id, author)
  )
  const data = { type: route.noun, id, revision, reason: author.note }
  return { status: 200, body: { data, meta: { revision, license: route.license, warnings: [] } } }
}

/**
 * The current row of the id in the path. Throws where there is none that can be changed, or not the
 * one that the client has read.
 */
async function present({ snapshot, route, request }: Asked) {
  const given = (request.params as { id: string }).id
  const id = route.noun === 'entity' ? await entityId(snapshot, given) : given
  const row = await storedRow(snapshot, route.noun, id)
  if (!row) throw notFound('id', await route.unknown(snapshot, id))
  if (route.noun === 'entity' && row['kind'] === 'country') throw builtIn(id)
  checkIfMatch(request, row.revision, snapshot.revision)
  return { id, row }
}

function write(asked: Asked, body: Body): Promise<number> {
  const { snapshot, route } = asked
  return refusing(snapshot, route.fields, () =>
    writeRow(snapshot, route.noun, toLine(body, route.fields), authorOf(asked))
  )
}

function authorOf({ request }: Asked): Author {
  const { reason = null } = request.query as { reason?: string }
  return { made_by: keyHolderOf(request).label, note: reason }
}

/** The thing as a `GET` of its address now has it, with the tag of that `GET`. */
async function answer(
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

function taken({ called }: WriteRoutes, id: string): Problem {
  return new Problem('already_there', `There is ${called} with the id "${id}" already.`, {
    errors: [{ pointer: '/body/id', message: 'This id is taken.', allowed: ['another id'] }]
  })
}

function builtIn(id: string): Problem {
  const message = `${id} is a country, and countries come with the software.`
  return new Problem('built_in', message, {
    errors: [{ pointer: '/path/id', message, allowed: ['an entity that is no country'] }]
  })
}
