// Makes figures of long periods from those of the shorter ones that they consist of.
import { addDecimals, divideDecimals } from '../../numbers/exact-decimals.ts'

/** The long periods: calendar years, fiscal years from July to June, quarters. */
export const AGGREGATES = ['year', 'fiscal_year', 'quarter'] as const
export type Aggregate = (typeof AGGREGATES)[number]

/** The calendars of the long periods, and how many periods of a shorter calendar each has. */
export const AGGREGATE_CALENDARS: Record<
  Aggregate,
  { calendar: string; parts: Readonly<Record<string, number>> }
> = {
  year: { calendar: 'P1Y-01', parts: { P1M: 12, P3M: 4 } },
  fiscal_year: { calendar: 'P1Y-07', parts: { P1M: 12, P3M: 4 } },
  quarter: { calendar: 'P3M', parts: { P1M: 3 } }
}
const FIRST_FISCAL_MONTH = 7

/** The long period in which a month or quarter lies, by its first day. */
export function longPeriodOf(starts_on: string, aggregate: Aggregate): string {
  const [year = 0, month = 1] = starts_on.split('-').map(Number)
  if (aggregate === 'year') return String(year)
  if (aggregate === 'quarter') return `${year}-Q${Math.ceil(month / 3)}`
  return `${month < FIRST_FISCAL_MONTH ? year - 1 : year}-07-01/P1Y`
}

/** The sum of the parts, or their mean: each part counts the same. */
export function aggregateValues(values: readonly string[], method: 'sum' | 'mean'): string {
  const sum = values.reduce(addDecimals, '0')
  return method === 'sum' ? sum : divideDecimals(sum, String(values.length))
}
