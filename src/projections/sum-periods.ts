// Adds up shorter periods to longer ones, whole ones only. Pure.
import { rounded } from '../numbers/rounded.ts'
import { joinStatuses } from '../observations/series/points.ts'
import { calendarOf, firstDayOf } from '../periods/read-period.ts'
import { nextPeriod } from '../periods/steps.ts'
import type { EvidencePoint } from './evidence.ts'

/** How many periods of the first calendar make one of the second, which starts in a month. */
const PARTS: Readonly<Record<string, Readonly<Record<string, number>>>> = {
  P1M: { P1Y: 12, P3M: 3 },
  P3M: { P1Y: 4 }
}
const DECIMALS = 4

/** The calendars of shorter periods that make whole periods of a calendar. */
export function shorterCalendars(calendar: string): string[] {
  const length = lengthOf(calendar)
  return Object.keys(PARTS).filter((part) => PARTS[part]?.[length] !== undefined)
}

/**
 * The sums of the points that fill periods of `calendar` completely; other points are dropped. A
 * sum names all its claims. Points with a range or an open bound are not added.
 */
export function sumPeriods(points: readonly EvidencePoint[], calendar: string): EvidencePoint[] {
  const [first] = points
  const parts = PARTS[calendarOf(first?.period ?? '') ?? '']?.[lengthOf(calendar)]
  if (parts === undefined) return []
  return points.flatMap((point, index) => {
    const [year = '', month = ''] = firstDayOf(point.period).split('-')
    if (!startsAt(calendar, Number(month))) return []
    const group = points.slice(index, index + parts)
    if (group.length < parts || !followEachOther(group)) return []
    return addPoints(group, nameOf(calendar, year, month)) ?? []
  })
}

/** The sum of points as one point of `period`; undefined if one of them cannot be added. */
export function addPoints(
  points: readonly EvidencePoint[],
  period: string
): EvidencePoint | undefined {
  const [first] = points
  const isSummable = points.every(
    ({ claim: { value, bound } }) => value !== null && (bound === 'exact' || bound === 'about')
  )
  if (!first || !isSummable) return undefined
  const sum = points.reduce((total, { claim }) => total + (claim.value ?? 0), 0)
  const isExact = points.every(({ claim }) => claim.bound === 'exact')
  return {
    period,
    // The source is that of the first part. Answers do not show it for a computed figure.
    claim: {
      ...first.claim,
      period,
      value: rounded(sum, DECIMALS),
      low: null,
      high: null,
      bound: isExact ? 'exact' : 'about',
      status: joinStatuses(points.map(({ claim }) => claim.status))
    },
    others: points.reduce((total, { others }) => total + others, 0),
    computed_from: points.flatMap((one) => one.computed_from ?? [one.claim.id])
  }
}

/** Years may start in any month. Quarters are only those of the calendar year. */
function lengthOf(calendar: string): string {
  return calendar.startsWith('P1Y-') ? 'P1Y' : calendar
}

function startsAt(calendar: string, month: number): boolean {
  return calendar === 'P3M' ? month % 3 === 1 : month === Number(calendar.slice(-2))
}

function followEachOther(points: readonly EvidencePoint[]): boolean {
  return points.every(
    ({ period }, index) =>
      index === 0 || firstDayOf(nextPeriod(points[index - 1]?.period ?? '')) === firstDayOf(period)
  )
}

function nameOf(calendar: string, year: string, month: string): string {
  if (calendar === 'P3M') return `${year}-Q${Math.ceil(Number(month) / 3)}`
  return month === '01' ? year : `${year}-${month}-01/P1Y`
}
