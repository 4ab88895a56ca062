// Index numbers: the figure of the base period is 100.
import { calendarOf, firstDayOf } from '../../periods/read-period.ts'
import { toPercent } from './changes.ts'
import { type Figure, joinFigures, type Outcome, refuseAsBase, valued } from './figures.ts'

/** Whether two texts mean one period: the same days in the same calendar. */
export function isSamePeriod(one: string, other: string): boolean {
  return firstDayOf(one) === firstDayOf(other) && calendarOf(one) === calendarOf(other)
}

/** `(x_t / x_base) * 100` */
export function toIndex(figures: readonly Figure[], base: string | undefined): Figure[] {
  const found = figures.find(({ period }) => base !== undefined && isSamePeriod(period, base))
  return figures.map((one) => joinFigures(one, found, 'no_base_period', indexNumber))
}

function indexNumber(value: string, base: string): Outcome {
  return refuseAsBase(base) ?? valued(toPercent(value, base))
}
