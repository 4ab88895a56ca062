// The parameter `as_of` answers from the data as they were at an earlier time. Routes accept it
// with `asOf: true`.
import type { FastifyRequest } from 'fastify'
import { asOf, firstTime, isNear, revisionAt } from '../db/as-of.ts'
import type { Snapshot } from '../db/store.ts'
import { moment } from './parameters.ts'
import { refusedParameter } from './problems.ts'
import { withValue } from './working-request.ts'

export const asOfQuery = {
  as_of: moment(
    'The time of the data: a timestamp (RFC 3339), or a day, which means the end of the ' +
      'day in UTC. The answer comes from the newest revision made by that time; ' +
      '`meta.revision` names it, and the following pages come from it too.',
    '2026-11-23'
  ).optional()
}

/**
 * A request, whether its route accepts `as_of`, and the revision if an earlier page has fixed it.
 */
export type Asked = { request: FastifyRequest; asOf: boolean; revision?: number | undefined }
export type ChosenSnapshot = { snapshot: Snapshot; warnings: string[] }

/**
 * Whether the request asks for an earlier time. On a route without `asOf`, a parameter with this
 * name may mean something else.
 */
export function isPast({ request, asOf }: Asked): boolean {
  return asOf && (request.query as { as_of?: string }).as_of !== undefined
}

/** Chooses the snapshot to answer from. Throws if there were no data yet. */
export async function chooseSnapshot(now: Snapshot, asked: Asked): Promise<ChosenSnapshot> {
  const { request, revision } = asked
  const { as_of: time = '' } = request.query as { as_of?: string }
  if (!isPast(asked)) return { snapshot: now, warnings: [] }
  const settled = revision ?? (await revisionAt(now, time))
  if (settled === undefined) throw await tooEarly(now, request)
  const warnings = isToCome(time)
    ? [`as_of: ${time} is in the future; the answer comes from the current data.`]
    : []
  // The warning ends without a new revision.
  if (warnings.length > 0) request.state = 'as_of in the future'
  return { snapshot: await asOf(now, settled), warnings: revision === undefined ? warnings : [] }
}

/** The snapshot as it was at a revision that an earlier page has shown. */
export function snapshotAt(now: Snapshot, revision: number): Promise<Snapshot> {
  return asOf(now, revision)
}

/** Whether the data of a time are so far back that reading them may take long. */
export async function isFarBack(now: Snapshot, time: string): Promise<boolean> {
  const revision = await revisionAt(now, time)
  return revision !== undefined && !(await isNear(now, revision))
}

/** Whether a time, written to the second as in the data, is in the future. */
export function isToCome(time: string): boolean {
  return time > `${new Date().toISOString().slice(0, 19)}Z`
}

async function tooEarly(now: Snapshot, request: FastifyRequest) {
  const first = await firstTime(now)
  const message = first
    ? `There were no data yet: the first revision was made at ${first}.`
    : 'There are no data yet.'
  const allowed = first ? [`a time of ${first} or later`] : []
  const works = first ? withValue(request, 'as_of', first) : null
  return refusedParameter('as_of', message, allowed, { works })
}
