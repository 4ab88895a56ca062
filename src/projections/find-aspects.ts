// Finds what a projection is compared with, and compares it: its progress and its outlook.
import type { z } from 'zod'
import type { Snapshot } from '../db/store.ts'
import { type Problem, refusedParameter } from '../http/problems.ts'
import { resolveLists } from '../identifiers/resolve.ts'
import { findTraits } from '../observations/series/queries.ts'
import { checkRule } from '../series/check-rule.ts'
import type { Rule } from '../series/rules.ts'
import { drawOutlook } from './draw-outlook.ts'
import { usualShape } from './draw-path.ts'
import { findAuthorEvidence } from './find-author-evidence.ts'
import { findRuleEvidence } from './find-rule-evidence.ts'
import { measureProgress } from './measure-progress.ts'
import { PROGRESS_METHODS } from './model/progress.ts'
import type { projectionOutlookQuery } from './outlook-query.ts'
import { OUTLOOK_SERIES_MAX } from './outlook-schemas.ts'
import type { projectionProgressQuery } from './progress-query.ts'
import { SERIES_MAX } from './progress-schemas.ts'
import { findProjection } from './queries.ts'

type EvidenceQuery = {
  by?: 'rule' | 'author' | undefined
  rule?: Rule | undefined
  source?: string[] | undefined
}

/** The outlook of a projection; undefined if no projection has this id. */
export async function findOutlook(
  snapshot: Snapshot,
  id: string,
  query: z.output<z.ZodObject<typeof projectionOutlookQuery>>
) {
  const found = await findWithEvidence(snapshot, id, query, { most: OUTLOOK_SERIES_MAX })
  if (!found) return undefined
  const { projection, traits, evidence, warnings } = found
  const { growth, method, level } = query
  const shape = query.shape ?? usualShape(projection)
  const outlook = drawOutlook(projection, traits, evidence, {
    today: dayOf(snapshot),
    shape,
    growth,
    method,
    levels: level
  })
  return { row: outlook.row, warnings: [...warnings, ...outlook.warnings] }
}

/** The progress of a projection; undefined if no projection has this id. */
export async function findProgress(
  snapshot: Snapshot,
  id: string,
  query: z.output<z.ZodObject<typeof projectionProgressQuery>>
) {
  const newest = dayOf(snapshot)
  const measuredOn = query.measured_on ?? newest
  const found = await findWithEvidence(snapshot, id, query, { until: measuredOn, most: SERIES_MAX })
  if (!found) return undefined
  const { evidence, warnings, ...promised } = found
  const methods = query.method ?? PROGRESS_METHODS
  const row = measureProgress({ ...promised, measuredOn, methods }, evidence)
  return {
    row,
    warnings: [...(measuredOn > newest ? [tooLate(measuredOn, newest)] : []), ...warnings]
  }
}

/** The day of the revision that answers. */
function dayOf({ updatedAt }: Snapshot): string {
  return (updatedAt ?? '').slice(0, 10)
}

function tooLate(measuredOn: string, newest: string): string {
  return (
    `measured_on: ${measuredOn} is later than the data, which are of ${newest}; nothing after ` +
    'that day can have been observed.'
  )
}

/** A projection and its evidence; undefined if no projection has this id. */
async function findWithEvidence(
  snapshot: Snapshot,
  id: string,
  query: EvidenceQuery,
  bounds: { until?: string; most: number }
) {
  const { by = 'rule', rule = 'preferred' } = query
  if (by === 'author' && query.rule !== undefined) throw refuseRuleByAuthor()
  const projection = await findProjection(snapshot, id)
  if (!projection) return undefined
  await checkRule(snapshot, rule)
  const { ids, warnings: unknown } = await resolveLists(snapshot, query, { source: 'source' })
  const traits = await findTraits(snapshot, projection.metric)
  const within = { source: ids.source, ...bounds }
  const { evidence, warnings } =
    by === 'author'
      ? await findAuthorEvidence(snapshot, projection, traits, within)
      : await findRuleEvidence(snapshot, projection, traits, { ...within, rule })
  return { projection, traits, evidence, warnings: [...unknown, ...warnings] }
}

function refuseRuleByAuthor(): Problem {
  return refusedParameter('rule', 'A series of one author (by=author) is made without a rule.', [
    'Leave out `rule`, or ask with by=rule.'
  ])
}
