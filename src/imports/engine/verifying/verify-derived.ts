// Computes again what is kept beside the data, and says where the two differ. Nothing is written.
import { findWrongAssessments } from '../../../assessments/renewing/renew-assessments.ts'
import { ASSESSOR } from '../../../assessments/version.ts'
import { findWrongChecks } from '../../../conflicts/checking/renew-checks.ts'
import { DETECTOR } from '../../../conflicts/model/version.ts'
import { countRows } from '../../../db/count-rows.ts'
import { desc } from '../../../db/orm.ts'
import type { Row } from '../../../db/rows.ts'
import type { Snapshot } from '../../../db/store.ts'
import { type Finding, shownLines } from '../../../db/verify/finding.ts'
import { findWrongEvaluations } from '../../../evaluations/renewing/renew-evaluations.ts'
import { EVALUATOR } from '../../../evaluations/version.ts'
import { verifyClaims } from './verify-claims.ts'

/** Computes again what one check is named for. */
export type Recompute = (snapshot: Snapshot) => Promise<Omit<Finding, 'check' | 'of'>>

/** All that is computed by rules. Sums and counts are compared by statements: src/db/verify. */
export const RECOMPUTED: Record<string, Recompute> = {
  'claims, their series and texts': verifyClaims,
  'conflict checks': verifyChecks,
  'assessments of projections': verifyAssessments,
  'tests of forecasts': verifyEvaluations
}

const VALUE_CHARACTERS_SHOWN = 80
/** More than any database has. */
const ROWS_MAX = 1_000_000_000

async function verifyChecks(snapshot: Snapshot): ReturnType<Recompute> {
  const rows = await countRows(snapshot, snapshot.tables.claim_check, undefined, ROWS_MAX)
  if ((await newestRules(snapshot)).detector !== DETECTOR) return byOtherRules(rows)
  const wrong = shownLines()
  for await (const { stored, made } of findWrongChecks(snapshot))
    for (const line of differences(
      stored,
      made.map(({ row }) => row),
      nameOfCheck
    ))
      wrong.add(line)
  return { rows, wrong: wrong.lines() }
}

async function verifyAssessments(snapshot: Snapshot): ReturnType<Recompute> {
  const rows = await countRows(snapshot, snapshot.tables.assessment, undefined, ROWS_MAX)
  const { assessor, finished } = await newestRules(snapshot)
  if (assessor !== ASSESSOR) return byOtherRules(rows)
  const wrong = shownLines()
  // Those that were due on the day of the newest revision were assessed on it.
  for await (const { stored, made } of findWrongAssessments(snapshot, finished.slice(0, 10)))
    for (const line of differences(stored, made, ({ id }) => String(id))) wrong.add(line)
  return { rows, wrong: wrong.lines() }
}

async function verifyEvaluations(snapshot: Snapshot): ReturnType<Recompute> {
  const { series_test, forecast_evaluation } = snapshot.tables
  const tested = await countRows(snapshot, series_test, undefined, ROWS_MAX)
  const rows = tested + (await countRows(snapshot, forecast_evaluation, undefined, ROWS_MAX))
  if ((await newestRules(snapshot)).evaluator !== EVALUATOR) return byOtherRules(rows)
  const wrong = shownLines()
  for await (const { tests, evaluations } of findWrongEvaluations(snapshot))
    for (const { stored, made } of [tests, evaluations])
      for (const line of differences(stored, made, ({ id }) => String(id))) wrong.add(line)
  return { rows, wrong: wrong.lines() }
}

/** The next start of the service computes all of them again. */
function byOtherRules(rows: number): Omit<Finding, 'check' | 'of'> {
  const doubts = rows === 0 ? [] : ['not compared, because another version made them']
  return { rows, wrong: [], doubts }
}

/** By which rules the newest revision has computed, and when; all empty before the first import. */
async function newestRules({ db, tables: { imports } }: Snapshot) {
  const { detector, assessor, evaluator, finished } = imports
  const [newest] = await db
    .select({ detector, assessor, evaluator, finished })
    .from(imports)
    .orderBy(desc(imports.revision))
    .limit(1)
  return newest ?? { detector: null, assessor: null, evaluator: null, finished: '' }
}

function nameOfCheck({ kind, metric, subject, partner, period, claims }: Row): string {
  const about = [metric, subject, partner, period].filter((word) => word !== null).join(' ')
  const [first, second] = (claims as { id: string }[]).map(({ id }) => id)
  return `${kind} of ${about} (${[first, second].filter(Boolean).join(', ')} …)`
}

/** Says where rows as stored are not those that the data give. */
function* differences(
  stored: readonly Row[],
  made: readonly Row[],
  nameOf: (row: Row) => string
): Generator<string> {
  const before = new Map(stored.map((row) => [row['id'], row]))
  for (const row of made) {
    const known = before.get(row['id'])
    before.delete(row['id'])
    yield `${nameOf(row)}: ${known ? firstDifference(known, row) : 'not stored'}`
  }
  for (const row of before.values()) yield `${nameOf(row)}: stored, but the data do not give it`
}

function firstDifference(stored: Row, made: Row): string {
  const [name = '', value] =
    Object.entries(made).find(
      ([key, one]) => JSON.stringify(stored[key]) !== JSON.stringify(one)
    ) ?? []
  return `${name} is ${shown(stored[name])} as stored, and ${shown(value)} by the data`
}

function shown(value: unknown): string {
  return JSON.stringify(value).slice(0, VALUE_CHARACTERS_SHOWN)
}
