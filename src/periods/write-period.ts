// Writes periods in one form, however they came: `2023`, `2023-Q3`, `2023-07`, `2023-07-14`, and
// the first day with the length for all others.

const SHORT_FORMS: Record<string, (day: string) => string> = {
  'P1Y-01': (day) => day.slice(0, 4),
  P3M: (day) => `${day.slice(0, 4)}-Q${Math.ceil(Number(day.slice(5, 7)) / 3)}`,
  P1M: (day) => day.slice(0, 7)
}

/** The period of a calendar that begins on a day, in its shortest form. */
export function writePeriod(starts_on: string, calendar: string): string {
  if (calendar === 'P1D') return starts_on
  const write = starts_on.endsWith('-01') ? SHORT_FORMS[calendar] : undefined
  return write ? write(starts_on) : `${starts_on}/${calendar.split('-')[0]}`
}
