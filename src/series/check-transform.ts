// Refuses transformations that make no sense for a metric or for the calendars asked for.
import { type Problem, parameterProblem } from '../http/problems.ts'
import type { Traits } from '../observations/series/traits.ts'
import { stepsAYear } from './model/calendar-steps.ts'
import { TRANSFORMS, type Transform } from './model/transform.ts'
import { isAmount } from './other-metric.ts'

/** What makes sense for places in an order and for figures that are growth rates themselves. */
const DIFFERENCES = ['lin', 'chg', 'ch1'] as const
const ONLY_DIFFERENCES = new Map([
  ['rank', 'a rank is a place in an order, which has no percentage'],
  ['percent_change', 'its figures are growth rates already']
])
/** The difference that comes nearest to a percentage. */
const DIFFERENCE_FOR = new Map<Transform, Transform>([
  ['pch', 'chg'],
  ['pc1', 'ch1'],
  ['pca', 'chg'],
  ['cch', 'chg'],
  ['cca', 'chg']
])
/** What divides figures among people or by a whole. */
const OF_AMOUNTS: readonly Transform[] = ['per_capita', 'percent_of']
/** What needs whole steps in a year, and what comes nearest to it. */
const OF_A_YEAR = new Map<Transform, Transform>([
  ['ch1', 'chg'],
  ['pc1', 'pch'],
  ['pca', 'pch'],
  ['cca', 'cch']
])

/**
 * Throws a problem if a transformation makes no sense. `calendars` are the codes of those asked
 * for; undefined if all are.
 */
export function checkTransform(
  name: Transform,
  metric: Traits,
  calendars: readonly string[] | undefined
): void {
  const { id, unit } = metric
  const why = ONLY_DIFFERENCES.get(unit)
  if (why !== undefined && !DIFFERENCES.some((one) => one === name))
    throw refuse(name, `${id}: ${why}`, DIFFERENCES, DIFFERENCE_FOR.get(name) ?? null)
  if (OF_AMOUNTS.includes(name) && !isAmount(metric)) {
    const allowed = TRANSFORMS.filter((one) => !OF_AMOUNTS.includes(one))
    const reason = `${id}: its figures are of the kind ${metric.kind}, and no amounts to be divided`
    throw refuse(name, reason, allowed, null)
  }
  const nearest = OF_A_YEAR.get(name)
  const isYearless = calendars?.every((calendar) => stepsAYear(calendar) === undefined)
  if (nearest !== undefined && isYearless) {
    const allowed = TRANSFORMS.filter((one) => !OF_A_YEAR.has(one))
    const reason = `${calendars?.join(', ')}: a year is not a whole number of such periods`
    throw refuse(name, reason, allowed, nearest)
  }
}

function refuse(
  name: Transform,
  why: string,
  allowed: readonly Transform[],
  meant: Transform | null
): Problem {
  const message = `\`${name}\` makes no sense here. ${why}.`
  const error = { pointer: '/query/transform', message, allowed: [...allowed], meant }
  return parameterProblem('invalid_parameter', [error])
}
