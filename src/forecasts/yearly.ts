// How the values of a calendar lie in the year: how many make one, and how many a forecast uses.
import { calendarOf, firstDayOf } from '../periods/read-period.ts'

const YEARLY: Record<string, number | undefined> = { P1M: 12, P3M: 4 }

/**
 * How many values make a year in which a season may repeat: 12 months, 4 quarters, else 1.
 */
export function valuesAYear(period: string): number {
  return YEARLY[calendarOf(period) ?? ''] ?? 1
}

/** Values of a series without a season, and years of one with a season, that a forecast uses. */
const VALUES = 60
const YEARS = 20
/** No forecast uses more values. */
export const WINDOW_MAX = 12 * YEARS
/** The words for the bound in the API. */
export const WINDOW_WORDS = `${VALUES}, or ${YEARS} years of months or quarters`

/**
 * How many of the newest values a forecast of a series uses at most, by one of its periods. Older
 * values say little about the future, but a season is known better from more years.
 */
export function windowOf(period: string): number {
  const yearly = valuesAYear(period)
  return yearly > 1 ? YEARS * yearly : VALUES
}

/** Where a period lies in its year: 0 is January or the first quarter. */
export function placeInYear(period: string): number {
  const month = Number(firstDayOf(period).slice(5, 7)) - 1
  return Math.floor((month * valuesAYear(period)) / 12)
}
