// Makes the tables of assessments of `npm run bench:progress`: how the projections of the starter
// data stand, why some have no status, and the score card of their makers. They depend only on the
// data and the code, so a test compares them with those in bench/README.md.
import { listScores } from '../src/assessments/queries.ts'
import type { Score } from '../src/assessments/schemas.ts'
import type { Snapshot } from '../src/db/store.ts'
import { withAssessments } from '../src/projections/assessed-queries.ts'
import { findProgress } from '../src/projections/find-aspects.ts'
import { listProjections } from '../src/projections/queries.ts'
import type { AssessedProjection, Projection } from '../src/projections/schemas.ts'
import { ASSESSMENT_STATUSES } from '../src/vocabularies.ts'
import { withStarter } from './progress-tables.ts'
import { table } from './report.ts'

const MAKERS = 10
const ALL = { after: undefined, limit: 1_000 }
/** The classes of growth_ratio, as assessments call them. */
const CLASSES = {
  achieved: 'achieved',
  on_track: 'on_track',
  moderate: 'behind',
  limited: 'far_behind',
  deterioration: 'wrong_way'
} as const
type Standing = Pick<AssessedProjection, 'kind'> & { before: string | null; now: string }

/** The paragraphs of the section. */
export async function assessmentParagraphs(): Promise<string[]> {
  const { standings, assessed, scores } = await withStarter(readStandings)
  const isSettled = ({ assessment: { reason } }: AssessedProjection) => reason === null
  const reasons = Map.groupBy(assessed, ({ assessment: { reason } }) => reason)
  return [
    `Of ${assessed.length} projections, ${assessed.filter(isSettled).length} have a status or an ` +
      `error. Without series by rule, ${standings.filter(({ before }) => before !== null).length} ` +
      'would have a class of growth_ratio, by the figures of the first author who has enough:',
    statusTable(standings),
    'Why the others have none. Of these, ' +
      `${assessed.filter((one) => !isSettled(one) && saysWhere(one)).length} still say what is ` +
      'missing to their way, or which share of it is covered:',
    table(
      ['reason', 'targets', 'forecasts', 'which'],
      [...reasons]
        .flatMap(([reason, some]) => (reason === null ? [] : [reasonRow(reason, some)]))
        .sort(([one], [other]) => one.localeCompare(other))
    ),
    `The score card of the ${MAKERS} makers with most projections, errors in percent:`,
    table(
      ['maker', ...ASSESSMENT_STATUSES, 'forecasts', 'scored', 'mean error', 'naive', 'drift'],
      scores.map(scoreRow)
    )
  ]
}

async function readStandings(snapshot: Snapshot) {
  const projections = await listProjections(snapshot, {}, ALL)
  const assessed = await withAssessments(snapshot, projections)
  const standings: Standing[] = []
  for (const one of assessed) {
    const before = await classByAuthor(snapshot, one)
    standings.push({ kind: one.kind, before, now: standingOf(one) })
  }
  const scores = await listScores(
    snapshot,
    { by: 'attributed_to', asked: [] },
    { after: undefined, limit: MAKERS }
  )
  return { standings, assessed, scores }
}

/** The class of growth_ratio by the first author whose figures give one. */
async function classByAuthor(snapshot: Snapshot, { id }: Projection): Promise<string | null> {
  const progress = await findProgress(snapshot, id, { by: 'author', method: ['growth_ratio'] })
  const classes = (progress?.row.rows ?? []).flatMap(({ methods }) =>
    methods.flatMap(({ status }) => status ?? [])
  )
  // The method has only these classes.
  const [first] = classes as (keyof typeof CLASSES)[]
  return first === undefined ? null : CLASSES[first]
}

function saysWhere({ assessment: { gap, reached_percent } }: AssessedProjection): boolean {
  return gap !== null || reached_percent !== null
}

function standingOf({ assessment: { status, error } }: AssessedProjection): string {
  return status ?? (error ? 'forecast with an error' : 'forecast without an error')
}

function statusTable(standings: readonly Standing[]): string {
  const words = [
    ...ASSESSMENT_STATUSES,
    'forecast with an error',
    'forecast without an error',
    'no class'
  ]
  const count = (holds: (one: Standing) => boolean) => standings.filter(holds).length
  return table(
    ['status', 'by one author', 'assessment'],
    words.map((word) => [
      word,
      count(({ before }) => (before ?? 'no class') === word),
      count(({ now }) => now === word)
    ])
  )
}

function reasonRow(
  reason: string,
  some: readonly AssessedProjection[]
): [reason: string, targets: number, forecasts: number, which: string] {
  const of = (kind: Projection['kind']) => some.filter((one) => one.kind === kind).length
  return [reason, of('target'), of('forecast'), some.map(({ id }) => id).join(' ')]
}

function scoreRow(score: Score) {
  return [
    score.key ?? 'unnamed',
    ...ASSESSMENT_STATUSES.map((status) => score[status]),
    score.forecasts,
    score.scored,
    score.mean_absolute_error_percent ?? '',
    score.naive_mean_absolute_error_percent ?? '',
    score.drift_mean_absolute_error_percent ?? ''
  ]
}
