// Names periods for people: `2023`, `FY2024 (Jul–Jun)`, `Q3 2023`, `July 2023`, `Jan–Aug 2024`.
import { MONTHS } from './months.ts'
import { parsePeriod } from './read-period.ts'

/** A data set repeats few periods many times. */
const LABELS_MAX = 5_000
const labels = new Map<string, string>()

/** The label of a period that can be read. */
export function labelPeriod(period: string): string {
  const known = labels.get(period)
  if (known !== undefined) return known
  if (labels.size >= LABELS_MAX) labels.clear()
  const label = makeLabel(period)
  labels.set(period, label)
  return label
}

/** The label of a period, or null for null. */
export function labelOrNull(period: string | null): string | null {
  return period === null ? null : labelPeriod(period)
}

function makeLabel(period: string): string {
  const read = parsePeriod(period)
  if (!read) throw new Error(`${period} is no period`)
  const { starts_on, ends_on, calendar } = read
  const [first, last] = [partsOf(starts_on), partsOf(ends_on)]
  if (starts_on === ends_on) return `${first.day} ${first.month} ${first.year}`
  // Periods of months that begin on another day than the first are named by their days.
  if (calendar.endsWith('D') || first.day !== 1) return labelDays(first, last)
  if (calendar === 'P1M') return `${first.month} ${first.year}`
  if (calendar === 'P3M') return `Q${Math.ceil(first.number / 3)} ${first.year}`
  // Two years would look like the fiscal year from one to the other.
  if (/^P\d+Y-01$/.test(calendar) && last.year !== first.year + 1)
    return first.year === last.year ? `${first.year}` : `${first.year}–${last.year}`
  if (calendar.startsWith('P1Y-')) return `FY${last.year} (${first.short}–${last.short})`
  return first.year === last.year
    ? `${first.short}–${last.short} ${first.year}`
    : `${first.short} ${first.year} – ${last.short} ${last.year}`
}

type Parts = { year: number; number: number; day: number; month: string; short: string }

function labelDays(first: Parts, last: Parts): string {
  const end = `${last.day} ${last.month} ${last.year}`
  if (first.year !== last.year) return `${first.day} ${first.month} ${first.year} – ${end}`
  return first.number === last.number
    ? `${first.day}–${end}`
    : `${first.day} ${first.month} – ${end}`
}

function partsOf(date: string): Parts {
  const [year = 0, number = 1, day = 1] = date.split('-').map(Number)
  const month = MONTHS[number - 1] ?? ''
  return { year, number, day, month, short: month.slice(0, 3) }
}
