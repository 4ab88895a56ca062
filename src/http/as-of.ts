// The parameter `as_of` answers from the data as they were at an earlier revision or time. Routes
// accept it with `asOf: true`. A revision names data that stay the same for ever; a time does not
// as long as further revisions may be made in its second.
import type { FastifyRequest } from 'fastify'
import { asOf, firstTime, isNear, revisionAt } from '../db/as-of.ts'
import type { Snapshot } from '../db/store.ts'
import { timeMeant } from './meant-times.ts'
import { adviceOf, movedTo } from './moved-parameters.ts'
import { revisionOrMoment } from './parameters.ts'
import { refusedParameter } from './problems.ts'
import { withOtherName, withValue } from './working-request.ts'

export const asOfQuery = {
  as_of: revisionOrMoment(
    'until',
    'The data as they were: the number of a revision, a timestamp (RFC 3339), or a day, which ' +
      'means the end of the day in UTC. For a time, the answer comes from the newest revision ' +
      'made by then; `meta.revision` names it, and the following pages come from it too. An ' +
      'answer as of a revision never changes, so this is what to cite. For the end of a year, ' +
      'write its last day: `2026` is a revision.',
    '2026-11-23'
  ).optional()
}

/** A request, and the revision if an earlier page has fixed it. */
export type Asked = { request: FastifyRequest; revision?: number | undefined }
export type ChosenSnapshot = { snapshot: Snapshot; warnings: string[] }
/** The value of the parameter: a revision, or a time, written to the second as in the data. */
export type AsOf = number | string

/** Whether the request asks for an earlier time. */
export function isPast(request: FastifyRequest): boolean {
  return askedIn(request) !== undefined
}

function askedIn({ query }: FastifyRequest): AsOf | undefined {
  // The schema of a route that takes the parameter makes its value; other routes refuse it.
  return (query as { as_of?: AsOf }).as_of
}

/** Chooses the snapshot to answer from. Throws if there were no data yet. */
export async function chooseSnapshot(
  now: Snapshot,
  { request, revision }: Asked
): Promise<ChosenSnapshot> {
  const asked = askedIn(request)
  if (asked === undefined) return { snapshot: now, warnings: [] }
  const settled = revision ?? (await settle(now, request, asked))
  const snapshot = await asOf(now, settled)
  if (typeof asked === 'number')
    return { snapshot, warnings: revision === undefined ? warnOfYear(asked, request) : [] }
  const warnings = isToCome(asked) ? [warningOf(asked, request)] : []
  // The warning ends without a new revision.
  if (warnings.length > 0) request.state = 'as_of in the future'
  return { snapshot, warnings: revision === undefined ? warnings : [] }
}

/** The snapshot as it was at a revision that an earlier page has shown. */
export function snapshotAt(now: Snapshot, revision: number): Promise<Snapshot> {
  return asOf(now, revision)
}

/** Whether the data are so far back that reading them may take long. */
export async function isFarBack(now: Snapshot, asked: AsOf): Promise<boolean> {
  const revision = typeof asked === 'number' ? asked : await revisionAt(now, asked)
  return revision !== undefined && !(await isNear(now, revision))
}

/** Whether a time, written to the second as in the data, is in the future. */
export function isToCome(time: string): boolean {
  return time > `${new Date().toISOString().slice(0, 19)}Z`
}

/** The revision to answer from. Throws if there is no such revision, or no data yet. */
async function settle(now: Snapshot, request: FastifyRequest, asked: AsOf): Promise<number> {
  if (typeof asked === 'number') {
    if (asked > now.revision) throw await noRevision(now, request, asked)
    return asked
  }
  const revision = await revisionAt(now, asked)
  if (revision === undefined) throw await tooEarly(now, request)
  return revision
}

function warningOf(time: string, request: FastifyRequest): string {
  const warning = `as_of: ${time} is in the future; the answer comes from the current data.`
  return withAdvice(warning, request)
}

/** The number of a revision that looks like a year. The warning is the same for ever. */
function warnOfYear(revision: number, request: FastifyRequest): string[] {
  const meant = timeMeant(revision)
  if (!meant) return []
  return [withAdvice(`as_of: ${revision} was read as a revision. ${meant.advice}`, request)]
}

/** Refuses a revision that was not made yet, which is often a year or a day without hyphens. */
async function noRevision(now: Snapshot, request: FastifyRequest, asked: number) {
  if (now.revision === 0) return refusedParameter('as_of', 'There are no data yet.', [])
  const message = `There is no revision ${asked} yet; the newest is ${now.revision}.`
  const allowed = [`a revision from 1 to ${now.revision}`, 'a timestamp or a day']
  const moved = movedTo(request, 'as_of')
  if (moved)
    return refusedParameter('as_of', withAdvice(message, request), allowed, {
      works: withOtherName(request, 'as_of', moved.name)
    })
  const { advice, works = String(now.revision) } = await adviseOnTime(now, asked)
  return refusedParameter('as_of', `${message}${advice}`, allowed, {
    works: withValue(request, 'as_of', works)
  })
}

/** What to tell who may mean a time by a number, and the time, if there were data then. */
async function adviseOnTime(
  now: Snapshot,
  asked: number
): Promise<{ advice: string; works?: string }> {
  const meant = timeMeant(asked)
  if (!meant) return { advice: '' }
  const advice = ` ${meant.advice}`
  if ((await revisionAt(now, meant.time)) !== undefined) return { advice, works: meant.day }
  const first = await firstTime(now)
  return { advice: `${advice} There were no data then: the first revision was made at ${first}.` }
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
