// Renews the assessments of projections in the transaction of each import: those that its changes
// touch, or all.
import { type Breathe, makeBreathe } from '../../breathe.ts'
import type { TouchedClaims } from '../../conflicts/checking/find-touched-scopes.ts'
import { chunks } from '../../db/rows.ts'
import type { Snapshot } from '../../db/store.ts'
import { findTraits } from '../../observations/series/queries.ts'
import type { Traits } from '../../observations/series/traits.ts'
import { calendarOf } from '../../periods/read-period.ts'
import type { Assessed, AssessmentQuestion } from '../../projections/assessment.ts'
import type { Evidence } from '../../projections/evidence.ts'
import { findRuleEvidence } from '../../projections/find-rule-evidence.ts'
import { findProjections } from '../../projections/queries.ts'
import { assessForecast } from '../assess-forecast.ts'
import { assessTarget } from '../assess-target.ts'
import { findTouchedProjections } from './find-touched-projections.ts'
import {
  type AssessmentDifference,
  findDifferences,
  storeAssessments
} from './store-assessments.ts'

/** How many projections are assessed before others have their turn. */
const PROJECTIONS_A_TURN = 50
const RULE = 'preferred'
const SERIES_MAX = 50

type AssessingOptions = { revision: number; today: string; breathe?: Breathe }

/**
 * Assesses again the projections that a change may have touched, and writes the differences as part
 * of `revision`. `today` is the day of the revision. Returns how many assessments changed.
 */
export async function renewAssessments(
  snapshot: Snapshot,
  touched: TouchedClaims | 'all',
  { revision, today, breathe = makeBreathe() }: AssessingOptions
): Promise<number> {
  const ids = await findTouchedProjections(snapshot, touched, { revision, today })
  let changed = 0
  for await (const { chunk, found } of assess(snapshot, ids, today)) {
    changed += await storeAssessments(snapshot, chunk, found, revision)
    await breathe()
  }
  return changed
}

/** Compares all stored assessments with those that the data give on a day, and writes nothing. */
export async function* findWrongAssessments(
  snapshot: Snapshot,
  today: string
): AsyncGenerator<AssessmentDifference> {
  const { revision } = snapshot
  const ids = await findTouchedProjections(snapshot, 'all', { revision, today })
  for await (const { chunk, found } of assess(snapshot, ids, today))
    yield await findDifferences(snapshot, chunk, found)
}

type AssessedChunk = { chunk: string[]; found: Map<string, Assessed> }

/** Assesses some projections after the others. One that is withdrawn has no assessment. */
async function* assess(
  snapshot: Snapshot,
  ids: readonly string[],
  today: string
): AsyncGenerator<AssessedChunk> {
  const read = readOnce(snapshot)
  for (const chunk of chunks(ids, PROJECTIONS_A_TURN)) {
    const found = new Map<string, Assessed>()
    for (const projection of await findProjections(snapshot, chunk)) {
      const traits = await read.traits(projection.metric)
      const evidence = await read.evidence(projection, traits)
      const assessOne = projection.kind === 'forecast' ? assessForecast : assessTarget
      found.set(projection.id, assessOne({ projection, traits, today }, evidence))
    }
    yield { chunk, found }
  }
}

/** Reads what many projections share only once: their metric, and the claims about their pair. */
function readOnce(snapshot: Snapshot) {
  const traits = new Map<string, Promise<Traits>>()
  let newest: { key: string; evidence: Promise<Evidence[]> } | undefined
  return {
    traits(metric: string): Promise<Traits> {
      const found = traits.get(metric) ?? findTraits(snapshot, metric)
      traits.set(metric, found)
      return found
    },
    /** Keeps only the newest: projections about one pair have ids that follow each other. */
    evidence(projection: AssessmentQuestion['projection'], about: Traits): Promise<Evidence[]> {
      const { metric, subject, partner, base, target } = projection
      const calendar = calendarOf(target.period ?? base.period ?? '')
      const key = JSON.stringify([metric, subject, partner, calendar])
      if (newest?.key !== key) {
        const found = findRuleEvidence(snapshot, projection, about, {
          rule: RULE,
          most: SERIES_MAX
        })
        newest = { key, evidence: found.then(({ evidence }) => evidence) }
      }
      return newest.evidence
    }
  }
}
