// Finds the figure of the period before, and of the same period a year before, in the calendar:
// a period without a claim is a gap, and nothing stands in for it.
import { shiftMonths } from '../../periods/dates.ts'
import { firstDayOf } from '../../periods/read-period.ts'
import { nextPeriod } from '../../periods/steps.ts'
import type { Figure } from './figures.ts'

const MONTHS_A_YEAR = 12

/** Finds a figure; undefined if the series has none for that period. */
export type FindFigure = (figure: Figure) => Figure | undefined

/** Finds the figures of the periods before. */
export function figuresBefore(figures: readonly Figure[]): FindFigure {
  const byNext = new Map(figures.map((one) => [firstDayOf(nextPeriod(one.period)), one]))
  return ({ period }) => byNext.get(firstDayOf(period))
}

/** Finds the figures of the same periods a year before. */
export function figuresAYearBefore(figures: readonly Figure[]): FindFigure {
  const byStart = new Map(figures.map((one) => [firstDayOf(one.period), one]))
  return ({ period }) => byStart.get(shiftMonths(firstDayOf(period), -MONTHS_A_YEAR))
}

/**
 * The number of steps of a calendar in a year: 12 for months, 4 for quarters, 1 for years and for
 * parts of years, which come once a year. Undefined for weeks, days and periods of several years,
 * of which a year is not a whole number.
 */
export function stepsAYear(calendar: string): number | undefined {
  if (calendar === 'P1M') return MONTHS_A_YEAR
  if (calendar === 'P3M') return 4
  return /^P(1Y|\d+M)-/.test(calendar) ? 1 : undefined
}

/**
 * Whether the period before begins before `readFrom`, so that its claims were not read. Claims of a
 * whole year before a span are read, but a period may have several years.
 */
export function isBeforeReading(
  { period }: Figure,
  calendar: string,
  readFrom: string | undefined
): boolean {
  const [, years] = /^P(\d+)Y-/.exec(calendar) ?? []
  if (readFrom === undefined || years === undefined) return false
  return shiftMonths(firstDayOf(period), -MONTHS_A_YEAR * Number(years)) < readFrom
}
