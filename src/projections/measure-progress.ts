// Measures progress towards a projection: one row for each comparable series, with every method
// asked for. Pure.
import { figureOf } from '../observations/series/points.ts'
import type { Traits } from '../observations/series/traits.ts'
import { directionOf, isDirected } from './comparable-series.ts'
import type { Evidence } from './evidence.ts'
import { measureSeries } from './measure-series.ts'
import type { ProgressMethod } from './model/progress.ts'
import { PROGRESS_LEGEND } from './progress-methods.ts'
import type { ProjectionProgress } from './progress-schemas.ts'
import type { Projection } from './schemas.ts'

export type ProgressRow = ProjectionProgress['rows'][number]

export type Question = {
  projection: Projection
  traits: Traits
  measuredOn: string
  methods: readonly ProgressMethod[]
}

/**
 * The progress of a projection by each series of evidence. If there is nothing to compare, no rows
 * and a reason.
 */
export function measureProgress(
  question: Question,
  evidence: readonly Evidence[]
): ProjectionProgress {
  const { projection, traits, measuredOn, methods } = question
  const { id, unit, target } = projection
  const direction = directionOf(projection, traits)
  const rows = evidence.flatMap((one) => measureSeries(question, direction, one) ?? [])
  return {
    projection: id,
    unit,
    measured_on: measuredOn,
    direction: wordOf(direction, isDirected(projection, traits)),
    target: {
      period: target.period,
      period_label: target.period_label,
      value: figureOf(projection.target, direction),
      bound: target.bound
    },
    reason: rows.length > 0 ? null : whyEmpty(projection, evidence),
    methods: methods.map((method) => ({ id: method, ...PROGRESS_LEGEND[method] })),
    // Evidence by a rule comes in order: the most comparable first.
    rows: rows.every(({ rule }) => rule === null) ? rows.sort(byOrder(projection)) : rows
  }
}

function wordOf(direction: 1 | -1, isSet: boolean): ProjectionProgress['direction'] {
  if (!isSet) return null
  return direction > 0 ? 'increase' : 'decrease'
}

function whyEmpty(
  { base, target }: Projection,
  evidence: readonly Evidence[]
): ProjectionProgress['reason'] {
  if (base.period === null && target.period === null) return 'no_period'
  return evidence.length === 0 ? 'no_comparable_series' : 'no_observation_in_time'
}

/**
 * Sorts series: first those with the pair in the order of the projection; then by author, those
 * without an author last.
 */
function byOrder({ subject }: Projection) {
  const place = ({ series }: ProgressRow) =>
    JSON.stringify([
      series.subject === subject ? 0 : 1,
      series.attributed_to === null ? 1 : 0,
      series.attributed_to,
      series.calendar,
      series.id
    ])
  return (one: ProgressRow, other: ProgressRow) => (place(one) < place(other) ? -1 : 1)
}
