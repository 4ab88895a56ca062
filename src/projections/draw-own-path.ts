// Draws the path with the growth that the client asks for. Pure.
import { rounded } from '../numbers/rounded.ts'
import { figureOf } from '../observations/series/points.ts'
import type { Traits } from '../observations/series/traits.ts'
import { labelPeriod } from '../periods/label-period.ts'
import { calendarOf, firstDayOf, yearsFrom } from '../periods/read-period.ts'
import { periodsBetween } from '../periods/steps.ts'
import { directionOf } from './comparable-series.ts'
import { type Course, gapTo } from './draw-course.ts'
import { OUTLOOK_PERIODS_MAX, type ProjectionOutlook } from './outlook-schemas.ts'
import type { Projection } from './schemas.ts'

type OwnPath = NonNullable<ProjectionOutlook['own']>

/**
 * Grows every year from the base of the projection, or from the newest point of the leading course
 * if there is no base.
 */
export function drawOwnPath(
  projection: Projection,
  traits: Traits,
  leading: Course | undefined,
  growth: number | undefined
) {
  if (growth === undefined) return null
  const from = findOwnStart(projection, traits, leading)
  const due = projection.target.period
  const none = { growth_percent: growth, from, gap: null, points: [] }
  if (!from) return { ...none, reason: 'no_start' as const }
  if (!due) return { ...none, reason: 'no_target_period' as const }
  if (firstDayOf(from.period) >= firstDayOf(due))
    return { ...none, reason: 'target_not_later' as const }
  const periods = periodsBetween(from.period, due, OUTLOOK_PERIODS_MAX)
  if (!periods) return { ...none, reason: 'too_many_periods' as const }
  const points = periods.map((period) => ({
    period,
    value: rounded(from.value * (1 + growth / 100) ** yearsFrom(from.period, period), 4)
  }))
  if (!points.every(({ value }) => Number.isFinite(value)))
    return { ...none, reason: 'not_finite' as const }
  const last = points.at(-1)
  return { ...none, reason: null, points, gap: last ? gapTo(projection, traits, last.value) : null }
}

function findOwnStart(
  projection: Projection,
  traits: Traits,
  leading: Course | undefined
): OwnPath['from'] {
  const { base, target } = projection
  const isUsable =
    base.period !== null &&
    (target.period === null || calendarOf(base.period) === calendarOf(target.period))
  if (base.value !== null && base.period !== null && isUsable)
    return { ...named(base.period), value: base.value, observation: null }
  const newest = leading?.points.at(-1)
  if (!newest) return null
  return {
    ...named(newest.period),
    value: figureOf(newest.claim, directionOf(projection, traits)),
    observation: newest.claim.id
  }
}

function named(period: string): { period: string; period_label: string } {
  return { period, period_label: labelPeriod(period) }
}
