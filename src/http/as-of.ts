// The parameter `as_of`: an answer from the data as they were. Routes turn it on by `asOf: true`.
import type { FastifyRequest } from 'fastify'
import { asOf, firstTime, revisionAt } from '../db/as-of.ts'
import type { Snapshot } from '../db/store.ts'
import { moment } from './parameters.ts'
import { refusedParameter } from './problems.ts'
import { withValue } from './working-request.ts'

export const asOfQuery = {
  as_of: moment(
    'The data as they were then: a timestamp (RFC 3339), or a day, which counts to its end ' +
      'in UTC. The answer is that of the newest revision made by that time; `meta.revision` ' +
      'names it, and all pages of a walk stay with it.',
    '2026-11-23'
  ).optional()
}

/**
 * A request that asks for an earlier time, if its route has `asOf`, and the revision where a page
 * before has settled it.
 */
export type Asked = { request: FastifyRequest; asOf: boolean; revision?: number | undefined }
export type ChosenSnapshot = { snapshot: Snapshot; warnings: string[] }

/**
 * Whether the data are asked for as they were; on a route without `asOf` the name may mean
 * something else.
 */
export function isPast({ request, asOf }: Asked): boolean {
  return asOf && (request.query as { as_of?: string }).as_of !== undefined
}

/** The snapshot to answer from. Throws where there was nothing yet. */
export async function chooseSnapshot(now: Snapshot, asked: Asked): Promise<ChosenSnapshot> {
  const { request, revision } = asked
  const { as_of: time = '' } = request.query as { as_of?: string }
  if (!isPast(asked)) return { snapshot: now, warnings: [] }
  const settled = revision ?? (await revisionAt(now, time))
  if (settled === undefined) throw await tooEarly(now, request)
  const warnings = isToCome(time)
    ? [`as_of: ${time} is still to come; the answer is from the data as they are now.`]
    : []
  return { snapshot: await asOf(now, settled), warnings: revision === undefined ? warnings : [] }
}

/** Whether a second, as the data have times, lies in the future. */
export function isToCome(time: string): boolean {
  return time > `${new Date().toISOString().slice(0, 19)}Z`
}

async function tooEarly(now: Snapshot, request: FastifyRequest) {
  const first = await firstTime(now)
  const message = first
    ? `There were no data yet: the first revision was made at ${first}.`
    : 'There are no data yet.'
  const allowed = first ? [`a time from ${first} on`] : []
  const works = first ? withValue(request, 'as_of', first) : null
  return refusedParameter('as_of', message, allowed, { works })
}
