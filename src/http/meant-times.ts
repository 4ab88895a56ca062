// Numbers that are given as revisions and may be meant as times: a year, or a day without hyphens.
import { parseMoment } from '../periods/dates.ts'

/** The years that people ask about; a revision with such a number is often meant as a year. */
const YEARS = { first: 1900, last: 2100 }

/** A day as it is written, its last second in UTC, and what to tell who means it. */
export type MeantTime = { day: string; time: string; advice: string }

/** The time that the number of a revision may be meant for; undefined if it looks like none. */
export function timeMeant(revision: number): MeantTime | undefined {
  if (revision >= YEARS.first && revision <= YEARS.last)
    return timeOf(`${revision}-12-31`, 'For the year')
  const [, year, month, day] = /^(\d{4})(\d{2})(\d{2})$/.exec(String(revision)) ?? []
  return year === undefined ? undefined : timeOf(`${year}-${month}-${day}`, 'For the day')
}

function timeOf(day: string, what: string): MeantTime | undefined {
  const time = parseMoment(day)
  return time === undefined ? undefined : { day, time, advice: `${what}, write ${day}.` }
}
