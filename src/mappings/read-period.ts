// Reads the period of a figure as an upstream writes it.
import { understandLoosely } from '../periods/understand-period.ts'
import { PATTERN_TEXT_MAX } from './pattern-cost.ts'
import { patternOf } from './patterns.ts'
import type { Mapping } from './schema.ts'

const REMEMBERED_MAX = 5_000
/** No period is longer, and longer texts would fill the memory. */
const TEXT_MAX = PATTERN_TEXT_MAX
const DAY = /^(\d{4})-(\d{2})-\d{2}$/

/** The period, or what is expected instead. */
export type PeriodReading = { period: string } | { expected: string }

const NO_PERIOD = {
  expected:
    'a period such as 2023, 2023-Q3, 2023M07 or Jul 2023; /period/replace can' +
    ' turn another form into one of these'
}
const NO_FIRST_MONTH = {
  expected:
    'a period with its first month; /period/fiscal_year_begins of the mapping says the month'
}

/** A reader that remembers what it has read: a file repeats its periods. */
export function periodReader(field: Mapping['period']): (text: string) => PeriodReading {
  const known = new Map<string, PeriodReading>()
  const replace = (field.replace ?? []).map(({ pattern, by }) => ({
    pattern: patternOf(pattern),
    by
  }))
  return (text) => {
    if (text.length > TEXT_MAX) return NO_PERIOD
    const found = known.get(text)
    if (found) return found
    if (known.size >= REMEMBERED_MAX) known.clear()
    const written = replace.reduce(
      (now, { pattern, by }) => now.replace(pattern, by).slice(0, TEXT_MAX),
      text.trim()
    )
    const read = readPeriod(written, field)
    known.set(text, read)
    return read
  }
}

function readPeriod(text: string, field: Mapping['period']): PeriodReading {
  const found = understandLoosely(text, field.fiscal_year_begins)
  if (!found) return NO_PERIOD
  if ('expected' in found)
    return { expected: `${found.expected}; /period/replace of the mapping can say so` }
  if ('fiscal' in found)
    return field.fiscal_year_begins === undefined ? NO_FIRST_MONTH : { period: found.period }
  return { period: field.as === undefined ? found.period : spanOf(found.period, field.as) }
}

/** The month, quarter or year that a day stands for. */
function spanOf(period: string, as: 'year' | 'quarter' | 'month'): string {
  const [, year, month] = DAY.exec(period) ?? []
  if (year === undefined || month === undefined) return period
  if (as === 'year') return year
  return as === 'month' ? `${year}-${month}` : `${year}-Q${Math.ceil(Number(month) / 3)}`
}
