// Handles POST, PATCH and DELETE of one thing. Each runs in a transaction, which is undone if
// anything is refused.
import { randomUUID } from 'node:crypto'
import type { FastifyRequest } from 'fastify'
import type { Snapshot } from '../db/store.ts'
import { idText } from '../files/cells.ts'
import { type BodyIssue, bodyErrors, bodyProblem } from '../http/body-errors.ts'
import { shownOf } from '../http/data-shown.ts'
import { type Body, mergePatch, toBody, toRow } from '../http/fields.ts'
import { Problem } from '../http/problems.ts'
import { notFound } from '../http/single-route.ts'
import { tagOf, withState } from '../http/tags.ts'
import { unitId } from '../identifiers/case-queries.ts'
import { unknownId } from '../identifiers/explain-unknown.ts'
import { entityId } from '../identifiers/known-ids.ts'
import { importRows } from '../imports/engine/import-rows.ts'
import type { MadeRevision } from '../imports/engine/make-revision.ts'
import { withdraw } from '../imports/engine/withdraw.ts'
import { keyHolderOf } from '../keys/guard.ts'
import type { Outcome } from '../keys/idempotency.ts'
import type { Answer } from '../keys/queries.ts'
import { listPath, type Noun } from '../nouns.ts'
import { ALL, partsOfThing } from '../parts.ts'
import { productId } from '../product-id.ts'
import type { GivenFigures } from '../units/given-figures.ts'
import { explainRefusals } from './explain-refusals.ts'
import { convertPatch } from './patch-unit.ts'
import { findParts, findStoredRow } from './queries.ts'
import { requireIfMatch } from './require-if-match.ts'
import type { WriteRoutes } from './write-routes.ts'

type ChangeRequest = {
  snapshot: Snapshot
  route: WriteRoutes
  request: FastifyRequest
}

/** Adds a thing. Throws a problem if its id is already used or its body is refused. */
export async function createThing(change: ChangeRequest): Promise<Outcome> {
  const { snapshot, route, request } = change
  const body = request.body as Body
  const id = typeof body['id'] === 'string' ? body['id'] : randomUUID()
  // A text that is not an id needs no look-up: nothing has it.
  if (idText.safeParse(id).success && (await findStoredRow(snapshot, route.noun, id)))
    throw alreadyThereProblem(route, id)
  const made = await writeBody(change, { ...body, id })
  const location = `${listPath(route.noun)}/${encodeURIComponent(id)}`
  return { status: 201, location, body: await answerWith(change, id, made) }
}

/** Corrects a thing by a JSON Merge Patch. */
export async function correctThing(change: ChangeRequest): Promise<Outcome> {
  const { snapshot, route, request } = change
  const { id, row } = await findChangeable(change)
  const stored = { row, fields: route.fields }
  // The schema of the route takes objects only.
  const { patch, given } = await convertPatch(snapshot, request.body as Body, stored)
  const body = mergePatch(toBody(row, route.fields), patch) as Body
  const validated = route.body.safeParse(body)
  if (!validated.success)
    throw bodyProblem(bodyErrors(route.body, body, validated.error.issues as BodyIssue[]))
  const made = await writeBody(change, body, given && new Map([[id, given]]))
  return { status: 200, body: await answerWith(change, id, made) }
}

/** Withdraws a thing. Throws a problem if others refer to it. */
export async function withdrawThing(change: ChangeRequest): Promise<Outcome> {
  const { snapshot, route } = change
  const { id } = await findChangeable(change)
  const origin = originOf(change)
  const { revision, updatedAt } = await explainRefusals(snapshot, route.fields, () =>
    withdraw(snapshot, { [route.noun]: [id] }, origin)
  )
  const data = { type: route.noun, id, revision, reason: origin.note }
  const meta = { revision, updated_at: updatedAt, license: route.license, warnings: [] }
  return { status: 200, body: { data, meta } }
}

/**
 * The current row of the id in the path. Throws a problem if no such row can be changed, or if the
 * row has changed since the client read it.
 */
async function findChangeable({ snapshot, route, request }: ChangeRequest) {
  const given = (request.params as { id: string }).id
  const id = await idOf(snapshot, route.noun, given)
  const row = await findStoredRow(snapshot, route.noun, id)
  if (!row) throw notFound('id', await unknownId(snapshot, route.noun, id))
  if (route.noun === 'entity' && row['kind'] === 'country') throw countryProblem(id)
  const parts = partsOfThing(route.noun, given) ?? [ALL]
  await requireIfMatch(snapshot, request, { parts, made: row.revision })
  return { id, row }
}

/** The id of the thing that the path names. */
async function idOf(snapshot: Snapshot, noun: Noun, given: string): Promise<string> {
  if (noun === 'unit') return unitId(snapshot, given)
  if (noun === 'product') return productId(given)
  return noun === 'entity' ? entityId(snapshot, given) : given
}

/** Writes the row of a body. `given` has figures that came in another unit. */
async function writeBody(
  change: ChangeRequest,
  body: Body,
  given?: ReadonlyMap<string, GivenFigures>
): Promise<MadeRevision> {
  const { snapshot, route, request } = change
  const { cells, places } = request.shown ?? { cells: {}, places: [] }
  const row = { ...cells, ...toRow(body, route.fields) }
  return explainRefusals(snapshot, [...route.fields, ...places], () =>
    importRows(snapshot, { [route.noun]: [row] }, { ...originOf(change), given })
  )
}

/** The kind of a single change in the list of imports, the label of its key, and the reason. */
function originOf({ request }: ChangeRequest) {
  const { reason = null } = request.query as { reason?: string }
  return { kind: 'change', made_by: keyHolderOf(request).label, note: reason }
}

/** The tag of the thing that was written, as a `GET` of its address has it. */
export function writtenTag(
  { noun, stateOf }: WriteRoutes,
  request: FastifyRequest,
  answer: Answer
): string {
  // The body is that of answerWith.
  const { data, meta }: { data: Body; meta: { revision: number; updated_at: string | null } } =
    JSON.parse(answer.body)
  const url = answer.location ?? request.url.split('?')[0] ?? ''
  const id = decodeURIComponent(url.split('/').at(-1) ?? '')
  const parts = partsOfThing(noun, id) ?? [ALL]
  const shown = { parts, revision: meta.revision, updatedAt: meta.updated_at }
  const state = stateOf?.(data)
  return withState(tagOf({ url, format: 'json', shown }), state ? JSON.stringify(state) : '')
}

/** The thing as a `GET` of its address would now return it. */
async function answerWith(
  { snapshot, route: { noun, find, license, cite } }: ChangeRequest,
  id: string,
  { changed, revision, updatedAt, warnings }: MadeRevision
) {
  const data = await find({ ...snapshot, revision, updatedAt }, id)
  const parts = partsOfThing(noun, id)
  // A change touches the parts of the thing. Without one, other revisions may have come since.
  const shown =
    changed || !parts
      ? { revision, updatedAt }
      : shownOf({ revision, updatedAt, parts: await findParts(snapshot, parts) }, parts)
  const { revision: newest, updatedAt: updated_at } = shown
  const said = warnings.map(({ message }) => message)
  // The route that gives `cite` gives `find` too: both are about the same kind of thing.
  const citation = data && cite?.(shown, data as never)
  const meta = { revision: newest, updated_at, license, warnings: said }
  return { data, meta: citation === undefined ? meta : { ...meta, citation } }
}

function alreadyThereProblem({ called }: WriteRoutes, id: string): Problem {
  return new Problem('already_there', `The id "${id}" is already used by ${called}.`, {
    errors: [{ pointer: '/body/id', message: 'This id is already used.', allowed: ['another id'] }]
  })
}

function countryProblem(id: string): Problem {
  const message = `${id} is a country, and countries come with the software.`
  return new Problem('built_in', message, {
    errors: [{ pointer: '/path/id', message, allowed: ['an entity that is not a country'] }]
  })
}
