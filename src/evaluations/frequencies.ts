// How often the figures of a series come, and how far ahead their forecasts are tested.
import { monthsToNext } from '../periods/steps.ts'

/**
 * Codes of SDMX (CL_FREQ): annual, quarterly, monthly, weekly. Each has the number of steps that
 * are tested.
 */
export const HORIZONS = { A: 5, Q: 8, M: 12, W: 13 } as const
export type Frequency = keyof typeof HORIZONS
// Object.keys forgets the names that the type has.
export const FREQUENCIES = Object.keys(HORIZONS) as [Frequency, ...Frequency[]]

/** A code for each number of months from one period to the next. */
const BY_MONTHS: Partial<Record<number, Frequency>> = { 1: 'M', 3: 'Q', 12: 'A' }

/**
 * The frequency of a calendar. Calendar years, fiscal years and the same part of each year are
 * annual, and so are dates that stand for their years (`byYear`). Undefined for other calendars:
 * single dates are not at equal distances, and periods of several years or days are rare.
 */
export function frequencyOf(calendar: string, byYear: boolean): Frequency | undefined {
  if (byYear) return 'A'
  if (calendar.endsWith('D')) return calendar === 'P7D' ? 'W' : undefined
  return BY_MONTHS[monthsToNext(calendar)]
}
