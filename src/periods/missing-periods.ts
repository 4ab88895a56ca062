// Finds the periods that a row of periods of one calendar leaves out.
import { dateOf, dayNumber } from '../numbers/days.ts'
import { shiftMonths } from './dates.ts'
import { monthsToNext } from './steps.ts'
import { writePeriod } from './write-period.ts'

export type Missing = { count: number; newest: string[] }
/** Where a period begins in its calendar, counted in months or days. */
type Grid = { placeOf: (day: string) => number; dayAt: (place: number) => string; step: number }

/**
 * The number of periods that are missing between the first and the last of some periods, by their
 * first days in order of time, and the newest of them, at most `most`. Undefined if the calendar
 * has no fixed step, as single days have none: prices are not quoted on every day.
 */
export function missingPeriods(
  days: readonly string[],
  calendar: string,
  most: number
): Missing | undefined {
  if (calendar === 'P1D') return undefined
  const [first] = days
  if (first === undefined) return { count: 0, newest: [] }
  const grid = gridOf(first, calendar)
  const start = grid.placeOf(first)
  const places = days.map((day) => (grid.placeOf(day) - start) / grid.step)
  const dayOf = (place: number) => grid.dayAt(start + place * grid.step)
  // Other periods overlap, such as 2020 to 2021 and 2021 to 2022.
  const isInStep = places.every((one, index) => Number.isInteger(one) && dayOf(one) === days[index])
  if (!isInStep) return undefined
  const [present, last] = [new Set(places), places.at(-1) ?? 0]
  const newest: string[] = []
  for (let place = last; place > 0 && newest.length < most; place -= 1)
    if (!present.has(place)) newest.push(writePeriod(dayOf(place), calendar))
  return { count: last + 1 - places.length, newest: newest.reverse() }
}

function gridOf(first: string, calendar: string): Grid {
  if (calendar.endsWith('D'))
    return { placeOf: dayNumber, dayAt: dateOf, step: Number(calendar.slice(1, -1)) }
  const monthOf = (day: string) => Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7)) - 1
  const start = monthOf(first)
  return {
    placeOf: monthOf,
    dayAt: (place) => shiftMonths(first, place - start),
    step: monthsToNext(calendar)
  }
}
