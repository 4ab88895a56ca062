// The problems of ids that cannot be cited, with a citation that can.
import type { FastifyRequest } from 'fastify'
import type { Snapshot } from '../db/store.ts'
import { Problem, type ProblemError } from '../http/problems.ts'
import { notFound } from '../http/single-route.ts'
import { withValue } from '../http/working-request.ts'
import { findAbsence } from '../identifiers/absence-queries.ts'
import { unknownId } from '../identifiers/explain-unknown.ts'
import { explainSeries } from '../series/find-series.ts'

/**
 * What the thing itself answers. Where a claim or projection is not there at this revision but was
 * or will be at another one, the citation as of that one is the request that works.
 */
export async function unknownFigure(
  snapshot: Snapshot,
  noun: 'observation' | 'projection',
  id: string,
  request: FastifyRequest
): Promise<Error> {
  const { code = 'not_found', ...error } = await unknownId(snapshot, noun, id)
  const absence = await findAbsence(snapshot, noun, id)
  if (!absence) return notFound('id', { code, ...error })
  // A withdrawal retires the version of the revision before it.
  const revision = 'since' in absence ? absence.since.revision : absence.withdrawn.revision - 1
  const works = withValue(request, 'as_of', String(revision))
  const allowed = works === null ? error.allowed : [works]
  const errors: ProblemError[] = [{ pointer: '/path/id', message: error.message, allowed }]
  return new Problem(code, error.message, { errors, works })
}

/** The same for a series: the citations of series near it. */
export async function unknownSeries(snapshot: Snapshot, id: string): Promise<Error> {
  const { allowed, ...error } = await explainSeries(snapshot, id)
  const cited = allowed.map((one) => (one.startsWith('/v1/series/') ? `${one}/citation` : one))
  return notFound('id', { ...error, allowed: cited })
}
