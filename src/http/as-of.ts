// The parameter `as_of` answers from the data as they were at an earlier time. Routes accept it
// with `asOf: true`.
import type { FastifyRequest } from 'fastify'
import { asOf, firstTime, isNear, revisionAt } from '../db/as-of.ts'
import type { Snapshot } from '../db/store.ts'
import { adviceOf, movedTo } from './moved-parameters.ts'
import { moment } from './parameters.ts'
import { refusedParameter } from './problems.ts'
import { withOtherName, withValue } from './working-request.ts'

export const asOfQuery = {
  as_of: moment(
    'The time of the data: a timestamp (RFC 3339), or a day, which means the end of the ' +
      'day in UTC. The answer comes from the newest revision made by that time; ' +
      '`meta.revision` names it, and the following pages come from it too.',
    '2026-11-23'
  ).optional()
}

/** A request, and the revision if an earlier page has fixed it. */
export type Asked = { request: FastifyRequest; revision?: number | undefined }
export type ChosenSnapshot = { snapshot: Snapshot; warnings: string[] }

/** Whether the request asks for an earlier time. */
export function isPast({ query }: FastifyRequest): boolean {
  // The schema of a route that takes the parameter makes it a text; other routes refuse it.
  return (query as { as_of?: string }).as_of !== undefined
}

/** Chooses the snapshot to answer from. Throws if there were no data yet. */
export async function chooseSnapshot(
  now: Snapshot,
  { request, revision }: Asked
): Promise<ChosenSnapshot> {
  const { as_of: time = '' } = request.query as { as_of?: string }
  if (!isPast(request)) return { snapshot: now, warnings: [] }
  const settled = revision ?? (await revisionAt(now, time))
  if (settled === undefined) throw await tooEarly(now, request)
  const warnings = isToCome(time) ? [warningOf(time, request)] : []
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

function warningOf(time: string, request: FastifyRequest): string {
  const warning = `as_of: ${time} is in the future; the answer comes from the current data.`
  return withAdvice(warning, request)
}

async function tooEarly(now: Snapshot, request: FastifyRequest) {
  const first = await firstTime(now)
  if (!first) return refusedParameter('as_of', 'There are no data yet.', [])
  const moved = movedTo(request, 'as_of')
  const message = `There were no data yet: the first revision was made at ${first}.`
  return refusedParameter('as_of', withAdvice(message, request), [`a time of ${first} or later`], {
    works: moved ? withOtherName(request, 'as_of', moved.name) : withValue(request, 'as_of', first)
  })
}

/** A day to come, or one before the first revision, is often meant as the day that is measured. */
function withAdvice(message: string, request: FastifyRequest): string {
  const advice = adviceOf(request, 'as_of')
  return advice === undefined ? message : `${message} ${advice}`
}
