import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import type { Snapshot, Store } from '../db/store.ts'
import { isToCome } from '../http/as-of.ts'
import { listRoute } from '../http/list-route.ts'
import type { Page } from '../http/page.ts'
import { refusedParameter, refusedPath } from '../http/problems.ts'
import { unknownId } from '../identifiers/explain-unknown.ts'
import { FACTS } from '../licenses.ts'
import { PARENTS_FIRST } from '../nouns.ts'
import {
  type ChangeFilters,
  countChanges,
  countVersions,
  listChanges,
  listVersions,
  revisionBefore
} from './queries.ts'
import {
  changeSchema,
  listChangesQuery,
  observationVersionSchema,
  projectionVersionSchema
} from './schemas.ts'

const HISTORY = {
  observation: {
    path: '/observations',
    operationId: 'listObservationVersions',
    component: 'ObservationId',
    example: 'C0392',
    what: 'claim',
    item: observationVersionSchema
  },
  projection: {
    path: '/projections',
    operationId: 'listProjectionVersions',
    component: 'ProjectionId',
    example: 'P001',
    what: 'projection',
    item: projectionVersionSchema
  }
} as const

export function changeRoutes(app: FastifyInstance, store: Store): void {
  listRoute(app, store, '/changes', {
    operationId: 'listChanges',
    tag: 'changes',
    summary: 'All inserts, corrections and withdrawals in order, to keep a copy up to date',
    description:
      'To keep a copy of the data: request all changes, apply each change to the row with ' +
      'its `type` and `id`, follow `links.next` to the end, and store `meta.revision` of ' +
      'the last page. Later, request the changes with `since=` that revision: afterwards ' +
      'your copy has the same data as the service. Changes are ordered by revision. Within ' +
      'a revision, written rows come before withdrawn rows, and both come in an order in ' +
      'which foreign keys between the types hold. Every version is included, also versions ' +
      'that were corrected later. Countries are not included, because they come with the ' +
      'software: see `/v1/countries`.',
    query: listChangesQuery,
    item: changeSchema,
    license: FACTS,
    filters: resolveFilters,
    whenChanged: 'keep',
    apart: 'always',
    rows: listChanges,
    count: countChanges,
    key: (row) => [row.revision, row.step, row.id],
    keySchema: () => z.tuple([z.int32().min(0), z.int32().min(0), z.string()])
  })
  for (const type of ['observation', 'projection'] as const) versionRoute(app, store, type)
}

function versionRoute(app: FastifyInstance, store: Store, type: keyof typeof HISTORY): void {
  const { path, operationId, component, example, what, item } = HISTORY[type]
  listRoute(app, store, `${path}/:id/history`, {
    operationId,
    tag: 'changes',
    summary: `All versions of a ${what}, the newest first`,
    description:
      'For each version: the row, when it was stored, when it was replaced, who changed it ' +
      `and why. A withdrawal is an entry of its own. A withdrawn ${what} still has its ` +
      'history.',
    parameter: { name: 'id', component, description: `Id of the ${what}.`, example },
    query: {},
    item: item as typeof observationVersionSchema,
    license: FACTS,
    filters: async (snapshot, _query, id) => {
      await requireHistory(snapshot, type, id)
      return { filters: { type, id }, warnings: [] }
    },
    whenChanged: 'keep',
    rows: listVersions,
    count: countVersions,
    key: (row) => [row.revision],
    keySchema: () => z.tuple([z.int32().min(1)])
  })
}

async function requireHistory(
  snapshot: Snapshot,
  type: keyof typeof HISTORY,
  id: string
): Promise<void> {
  const [any] = await listVersions(snapshot, { type, id }, {
    after: undefined,
    limit: 1
  } satisfies Page)
  if (any) return
  const { message, allowed, meant } = await unknownId(snapshot, type, id)
  throw refusedPath('not_found', 'id', message, allowed, { meant })
}

async function resolveFilters(
  snapshot: Snapshot,
  { since = 0, type = PARENTS_FIRST }: z.output<z.ZodObject<typeof listChangesQuery>>
): Promise<{ filters: ChangeFilters; warnings: string[] }> {
  const { revision: newest } = snapshot
  if (typeof since === 'number' && since > newest) {
    // Whoever has seen that revision has rows that nothing would withdraw.
    const message =
      `There is no revision ${since} yet; the newest is ${newest}. If you have seen it, the data ` +
      'were restored from a backup: begin a new copy with since=0.'
    throw refusedParameter('since', message, [`a revision from 0 to ${newest}`], {
      works: '/v1/changes?since=0'
    })
  }
  const revision = typeof since === 'number' ? since : await revisionBefore(snapshot, since)
  const warnings =
    typeof since === 'string' && isToCome(since)
      ? [`since: ${since} is still to come; there are no changes yet.`]
      : []
  return { filters: { since: revision, until: newest, types: type }, warnings }
}
