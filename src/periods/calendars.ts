// Which periods belong to a calendar, by the form in which they are written. So the database can
// select them without computing anything, also in retired versions.

export const CALENDAR_FORMS =
  'year, fiscal_year, quarter, month, week, day, or a code such as P1Y-07, P3M or P8M-01'

/** The words for calendars that people ask for most. */
export const CALENDAR_WORDS = ['year', 'fiscal_year', 'quarter', 'month', 'week', 'day'] as const

const FISCAL_MONTHS = ['02', '03', '04', '05', '06', '07', '08', '09', '10', '11', '12']
const CODES: Record<(typeof CALENDAR_WORDS)[number], readonly string[]> = {
  year: ['P1Y-01'],
  fiscal_year: FISCAL_MONTHS.map((month) => `P1Y-${month}`),
  quarter: ['P3M'],
  month: ['P1M'],
  week: ['P7D'],
  day: ['P1D']
}
const CODE = /^P([1-9]\d{0,2})([YMD])(?:-(0[1-9]|1[0-2]))?$/
/** Matches the words and the codes. */
export const CALENDAR_PATTERN = `^(${CALENDAR_WORDS.join('|')}|P[1-9][0-9]{0,2}[YMD](-[01][0-9])?)$`

/**
 * The codes of a calendar: those of a word, or the code itself. Undefined if there is no such
 * calendar.
 */
export function calendarCodes(text: string): readonly string[] | undefined {
  const word = CALENDAR_WORDS.find((one) => one === text)
  if (word) return CODES[word]
  const [, length, unit, month] = CODE.exec(text) ?? []
  if (length === undefined) return undefined
  return isCalendar(Number(length), unit, month) ? [text] : undefined
}

/** The word for a calendar by its code, or the code of one that has no word. */
export function wordOf(code: string): string {
  return CALENDAR_WORDS.find((word) => CODES[word].includes(code)) ?? code
}

/** Whether the calendar of a period can have this code: see `calendarName` in read-period.ts. */
function isCalendar(count: number, unit: string | undefined, month: string | undefined): boolean {
  if (unit === 'D') return month === undefined
  if (unit === 'Y') return month !== undefined
  if (count === 1) return month === undefined
  if (count === 3 && (month === undefined || Number(month) % 3 === 1)) return month === undefined
  return month !== undefined && count % 12 !== 0
}

/**
 * The patterns of LIKE that match the periods of a calendar with this code, and no others: `_`
 * stands for one character.
 */
export function periodPatterns(code: string): string[] {
  const [, length = '', unit = '', month = ''] = CODE.exec(code) ?? []
  if (unit === 'D') return [`____-__-__/P${length}D`, ...(length === '1' ? ['____-__-__'] : [])]
  // The second digit tells months from quarters.
  if (code === 'P1M') return ['____-0_', '____-1_', '____-__-__/P1M']
  if (code === 'P3M')
    return ['____-Q_', ...['01', '04', '07', '10'].map((first) => `____-${first}-__/P3M`)]
  const start = `____-${month}-__`
  if (unit === 'M') return [`${start}/P${length}M`]
  const years = [`${start}/P${length}Y`, `${start}/P${Number(length) * 12}M`]
  return code === 'P1Y-01' ? ['____', ...years] : years
}

/** The codes of some calendars, each once. All are known to be calendars. */
export function codesOf(calendars: readonly string[]): string[] {
  return [...new Set(calendars.flatMap((one) => calendarCodes(one) ?? []))]
}
