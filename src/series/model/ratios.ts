// Ratios of a figure to one of another series in the same period: to the population, or to a whole.
import { divideDecimals, roundDigits } from '../../numbers/exact-decimals.ts'
import { calendarOf, firstDayOf, parsePeriod } from '../../periods/read-period.ts'
import { toPercent } from './changes.ts'
import { type Figure, joinFigures, type Outcome, refuseAsBase, valued } from './figures.ts'

/** The digits of figures per person. */
export const PER_CAPITA_DIGITS = 10

/** `x_t / population_t`, where the population of a part of a calendar year is that of the year. */
export function perCapita(figures: readonly Figure[], populations: readonly Figure[]): Figure[] {
  const find = figuresByPeriod(populations)
  return figures.map((one) => {
    const found = find(one.period) ?? find(yearOf(one.period) ?? '')
    return joinFigures(one, found, 'no_other_figure', shareOfEach)
  })
}

/** `(x_t / whole_t) * 100` */
export function percentOf(figures: readonly Figure[], wholes: readonly Figure[]): Figure[] {
  const find = figuresByPeriod(wholes)
  return figures.map((one) => joinFigures(one, find(one.period), 'no_other_figure', percentage))
}

/** Finds figures by their period: the same days of the same calendar. */
export function figuresByPeriod(
  figures: readonly Figure[]
): (period: string) => Figure | undefined {
  const keyOf = (period: string) => `${calendarOf(period)} ${firstDayOf(period)}`
  const byKey = new Map(figures.map((one) => [keyOf(one.period), one]))
  return (period) => byKey.get(keyOf(period))
}

/** The calendar year in which a period lies wholly; undefined if it lies in two. */
function yearOf(period: string): string | undefined {
  const { starts_on = '', ends_on = '' } = parsePeriod(period) ?? {}
  const year = starts_on.slice(0, 4)
  return ends_on.startsWith(year) ? year : undefined
}

function shareOfEach(value: string, population: string): Outcome {
  return (
    refuseAsBase(population) ??
    valued(roundDigits(divideDecimals(value, population), PER_CAPITA_DIGITS))
  )
}

function percentage(value: string, whole: string): Outcome {
  return refuseAsBase(whole) ?? valued(toPercent(value, whole))
}
