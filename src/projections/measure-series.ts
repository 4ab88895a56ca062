// Compares one series with a projection: its base, its latest figure and the result of each method.
// Pure.
import { figureOf, type Point, pointsOf } from '../observations/series/points.ts'
import { labelPeriod } from '../periods/label-period.ts'
import { firstDayOf, parsePeriod, yearsFrom } from '../periods/read-period.ts'
import { standsForTargetYear } from './comparable-series.ts'
import { assessMethod, basePeriod, measurePace } from './measure-pace.ts'
import type { Evidence, ProgressRow, Question } from './measure-progress.ts'
import type { Pursuit, Sample } from './model/pursuit.ts'

/** A point with its sample. */
export type Placed = { point: Point; sample: Sample }

export function measureSeries(
  question: Question,
  direction: 1 | -1,
  { series, claims }: Evidence
): ProgressRow | undefined {
  const { projection, traits, asOf } = question
  const due = projection.target.period
  const points = pointsOf(claims, { byYear: standsForTargetYear(projection, traits, series) })
  const origin = basePeriod(projection) ?? points[0]?.period ?? ''
  const placed = points
    .filter(({ period }) => due === null || firstDayOf(period) <= firstDayOf(due))
    .map((point) => ({
      point,
      sample: { time: yearsFrom(origin, point.period), value: figureOf(point.claim, direction) }
    }))
  const latest = placed.at(-1)
  if (!latest) return undefined
  // The value of the series in the base period, or else the first later value.
  const base =
    basePeriod(projection) === null ? undefined : placed.find(({ sample }) => sample.time >= 0)
  const pursuit: Pursuit = {
    direction,
    samples: placed.map(({ sample }) => sample),
    base: base?.sample ?? null,
    target: {
      time: due === null ? null : yearsFrom(origin, due),
      value: figureOf(projection.target, direction)
    },
    isPast: due !== null && (parsePeriod(due)?.ends_on ?? '') < asOf
  }
  return {
    series,
    base: base ? { ...showFigure(base), is_own: base.sample.time === 0 } : null,
    latest: showFigure(latest),
    points: placed.length,
    ...measurePace(projection, pursuit, base, latest),
    outcome:
      latest.sample.time !== pursuit.target.time
        ? null
        : isKept(pursuit, latest)
          ? 'reached'
          : 'missed',
    methods: question.methods.map((method) => ({
      method,
      ...assessMethod(projection, pursuit, method)
    }))
  }
}

function isKept({ direction, target }: Pursuit, { sample }: Placed): boolean {
  return direction * (sample.value - target.value) >= 0
}

function showFigure({
  point: { claim, others },
  sample
}: Placed): NonNullable<ProgressRow['latest']> {
  return {
    observation: claim.id,
    period: claim.period,
    period_label: labelPeriod(claim.period),
    value: sample.value,
    bound: claim.bound,
    others,
    source: claim.source
  }
}
