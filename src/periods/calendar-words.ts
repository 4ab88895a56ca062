// Calendars in words, for titles: `calendar years`, `fiscal years from July`, `months`.
import { MONTHS } from './months.ts'

const WORDS: Record<string, string> = {
  'P1Y-01': 'calendar years',
  P3M: 'quarters',
  P1M: 'months',
  P7D: 'weeks',
  P1D: 'single days'
}
const UNITS: Record<string, string> = { Y: 'years', M: 'months', D: 'days' }

/** A calendar by its code (read-period.ts), in the plural; the code itself if it is none. */
export function calendarInWords(code: string): string {
  const known = WORDS[code]
  if (known !== undefined) return known
  const [, length, unit = '', month] = /^P(\d+)([YMD])(?:-(\d\d))?$/.exec(code) ?? []
  if (length === undefined) return code
  const from = month === undefined ? '' : ` from ${MONTHS[Number(month) - 1]}`
  return length === '1' ? `fiscal years${from}` : `periods of ${length} ${UNITS[unit]}${from}`
}
