// Reads everything that a feed tells of events, by their positions.
import { metricComparedIn } from '../conflicts/compared-metric.ts'
import { inArray } from '../db/orm.ts'
import type { Snapshot } from '../db/store.ts'
import type { AssessmentBody } from '../projections/assessment.ts'
import type { AssessmentEvent, ConflictEvent, FeedEvent, VersionEvent } from './event.ts'
import { type Position, type Step, stepOf } from './positions.ts'
import type { EventKind } from './question.ts'
import { readNames, type Sayer } from './said-queries.ts'
import { readVersionsAt, type Version, type VersionAt } from './version-queries.ts'

/** The most claims of a check that are looked at: those that a sentence may name. */
const CLAIMS_NAMED_MAX = 6

/** The events at these positions, in the same order. */
export async function readEvents(
  snapshot: Snapshot,
  positions: readonly Position[]
): Promise<FeedEvent[]> {
  const of = Map.groupBy(positions, stepOf)
  const at = (...steps: Step[]) => steps.flatMap((step) => of.get(step) ?? [])
  const check = await versions(snapshot, 'claim_check', at('conflict', 'conflict_resolved'))
  const assessment = await versions(snapshot, 'assessment', at('assessment'))
  const sides = at('conflict', 'conflict_resolved').flatMap((position) =>
    claimsTold(failedCheck(check, position), position)
  )
  const claims = at('observation', 'observation_withdrawn')
  const claim = await versions(snapshot, 'observation', [...claims, ...sides])
  const promises = at('projection', 'projection_withdrawn', 'assessment')
  const projection = await versions(snapshot, 'projection', promises)
  const checks = at('conflict', 'conflict_resolved').map((position) => failedCheck(check, position))
  const said = await readNames(snapshot, {
    claims: both(claim, [...claims, ...sides]),
    projections: both(projection, promises),
    things: checks,
    metrics: at('conflict', 'conflict_resolved').map((position) =>
      comparedIn(failedCheck(check, position), claim, position)
    )
  })
  const importOf = await readImports(
    snapshot,
    positions.map(({ revision }) => revision)
  )
  const read: Read = { claim, projection, check, assessment, said, importOf }
  return positions.map((position) => ({
    ...position,
    recorded_at: importOf(position.revision).finished,
    reason: importOf(position.revision).note,
    ...tell(position, read)
  }))
}

type ImportOf = (revision: number) => { finished: string; note: string | null }
type Read = {
  claim: VersionAt<'observation'>
  projection: VersionAt<'projection'>
  check: VersionAt<'claim_check'>
  assessment: VersionAt<'assessment'>
  said: Sayer
  importOf: ImportOf
}
type Told = { kind: EventKind } & (VersionEvent | ConflictEvent | AssessmentEvent)

function tell(position: Position, read: Read): Told {
  const step = stepOf(position)
  if (step === 'conflict' || step === 'conflict_resolved') return tellConflict(position, read)
  if (step === 'assessment') return tellAssessment(position, read)
  return tellVersion(position, step, read)
}

function tellVersion(
  { id, revision }: Position,
  step: Exclude<Step, 'conflict' | 'conflict_resolved' | 'assessment'>,
  { claim, projection, said }: Read
): Told {
  const isClaim = step === 'observation' || step === 'observation_withdrawn'
  const isGone = step === 'observation_withdrawn' || step === 'projection_withdrawn'
  const [shown, earlier] = isGone ? [revision - 1, undefined] : [revision, revision - 1]
  const before = earlier === undefined ? undefined : (isClaim ? claim : projection)(id, earlier)
  const first = isClaim ? 'claim' : 'projection'
  const kind = isGone ? 'withdrawal' : before ? 'correction' : first
  if (!isClaim) {
    const now = said.projection(needed(projection(id, shown)))
    const was = before && said.projection(before as Version<'projection'>)
    return { kind, type: 'projection', now, before: was ?? null }
  }
  const now = said.claim(needed(claim(id, shown)))
  const was = before && said.claim(before as Version<'observation'>)
  return { kind, type: 'observation', now, before: was ?? null }
}

function tellConflict(position: Position, { check, claim, said }: Read): Told {
  const row = failedCheck(check, position)
  const isResolved = stepOf(position) === 'conflict_resolved'
  const at = failedAt(position)
  const sayOne = (id: string | undefined) => {
    const found = id === undefined ? undefined : claim(id, at)
    return found ? said.claim(found) : null
  }
  const stated = row.claims.find(({ role }) => role === 'stated')
  const other = row.claims.find(({ role }) => role === 'compared' || role === 'mirror')
  return {
    kind: isResolved ? 'conflict_resolved' : 'conflict',
    type: 'conflict',
    rule: row.kind,
    thing: said.thing(row),
    stated: sayOne(stated?.id),
    other: sayOne(other?.id),
    amounts: row.stated,
    expected: row.expected,
    unit: said.unit(comparedIn(row, claim, position)),
    claims: row.claims_count,
    isStillMade: check(position.id, position.revision) !== undefined
  }
}

/** The revision in which a check failed, at its event. */
function failedAt(position: Position): number {
  return position.revision - (stepOf(position) === 'conflict_resolved' ? 1 : 0)
}

/** The metric in whose unit a check compares. */
function comparedIn(
  row: Version<'claim_check'>,
  claim: VersionAt<'observation'>,
  position: Position
): string {
  return metricComparedIn(row, (id) => claim(id, failedAt(position))?.metric)
}

function tellAssessment({ id, revision }: Position, { assessment, projection, said }: Read): Told {
  const [now, before] = [needed(assessment(id, revision)), needed(assessment(id, revision - 1))]
  const isStatus = now.status !== null && before.status !== null && now.status !== before.status
  // The body is what assessments store.
  const { error } = now.body as AssessmentBody
  return {
    kind: isStatus ? 'assessment' : 'forecast_overtaken',
    type: 'assessment',
    projection: said.projection(needed(projection(id, revision))),
    from: before.status,
    to: now.status,
    actual: error?.actual ?? null,
    error: error?.error ?? null,
    error_percent: now.error_percent
  }
}

/** The version of a check that fails: in its revision, or up to the one that ended it. */
function failedCheck(check: VersionAt<'claim_check'>, position: Position) {
  return needed(check(position.id, failedAt(position)))
}

/** The claims that a sentence about a check may name, in the revision in which it failed. */
function claimsTold({ claims }: Version<'claim_check'>, position: Position) {
  const revision = failedAt(position)
  const named = claims.filter(({ role }) => role !== 'between').slice(0, CLAIMS_NAMED_MAX)
  return named.map(({ id }) => ({ id, revision }))
}

/** The versions at the revisions of places, and at those before. */
async function versions<Noun extends Parameters<typeof readVersionsAt>[1]>(
  snapshot: Snapshot,
  noun: Noun,
  places: readonly { id: string; revision: number }[]
): Promise<VersionAt<Noun>> {
  if (places.length === 0) return () => undefined
  const earlier = places.map(({ id, revision }) => ({ id, revision: revision - 1 }))
  return readVersionsAt(snapshot, noun, [...places, ...earlier])
}

function both<Noun extends 'observation' | 'projection'>(
  at: VersionAt<Noun>,
  places: readonly { id: string; revision: number }[]
): Version<Noun>[] {
  return places
    .flatMap(({ id, revision }) => [at(id, revision), at(id, revision - 1)])
    .filter((version) => version !== undefined)
}

async function readImports(
  { db, tables: { imports } }: Snapshot,
  revisions: readonly number[]
): Promise<ImportOf> {
  const { revision, finished, note } = imports
  const rows = await db
    .select({ revision, finished, note })
    .from(imports)
    .where(inArray(revision, [...new Set(revisions)]))
  const found = new Map(rows.map((row) => [row.revision, row]))
  return (one) => needed(found.get(one))
}

function needed<T>(value: T | undefined): T {
  if (value === undefined) throw new Error('nothing is there, though it was just found')
  return value
}
