// Finds periods and dates of claims and projections that are possible, but hardly meant. Pure.
import { parseDate } from '../../../periods/dates.ts'
import { parsePeriod } from '../../../periods/read-period.ts'
import type { Implausible } from './import-warnings.ts'
import { solarYear } from './solar-year.ts'

/** The periods of a projection, and the date on which it was issued. */
export type ProjectionTimes = {
  base_period: string | null
  target_period: string | null
  issued_on: string | null
}

/** Statistics of this field begin later. */
const FIRST_YEAR = 1900
/** Projections of population go to 2100; nothing is projected much further. */
const YEARS_AHEAD_MAX = 100
/** A day that is later than all others. */
const NEVER = '9999-12-31'

/** What is implausible in the period of a claim. `kind` is the kind of its metric. */
export function implausiblePeriod(
  period: string,
  kind: string | undefined,
  today: string
): Implausible | undefined {
  const { starts_on = '', ends_on = '' } = parsePeriod(period) ?? {}
  if (starts_on > today) {
    const message =
      `The period ${period} begins after ${today}, the day of the import; what is expected is a ` +
      'projection.'
    return { kind: 'not_over', message }
  }
  if (ends_on > today && kind === 'flow') {
    const message =
      `The period ${period} ends after ${today}, the day of the import; the figure of a part of ` +
      'it has a period such as 2024-01-01/P8M.'
    return { kind: 'not_over', message }
  }
  return longAgo(`period ${period}`, starts_on, today)
}

/** What is implausible in the times of a projection, each kind at most once. */
export function implausibleTimes(times: ProjectionTimes, today: string): Implausible[] {
  const { base_period, target_period, issued_on } = times
  const base = base_period === null ? undefined : parsePeriod(base_period)
  const target = target_period === null ? undefined : parsePeriod(target_period)
  const issued = issued_on === null ? undefined : parseDate(issued_on)
  const old =
    // The solar year of a target may lie in the future.
    longAgo(`target ${target_period}`, target?.starts_on, NEVER) ??
    longAgo(`base ${base_period}`, base?.starts_on, today) ??
    longAgo(`date of issue ${issued_on}`, issued?.starts_on, today)
  const found: (Implausible | false | undefined)[] = [
    old,
    base &&
      base.starts_on > today && {
        kind: 'not_over',
        message: `The base ${base_period} begins after ${today}, the day of the import.`
      },
    issued &&
      issued.starts_on > today && {
        kind: 'not_issued',
        message: `The date of issue ${issued_on} lies after ${today}, the day of the import.`
      },
    ...(target && !old ? [implausibleTarget({ base, target, issued }, times, today)] : [])
  ]
  return found.filter((one) => one !== undefined && one !== false)
}

type Days = { starts_on: string; ends_on: string }

/** A target that does not come after what it is compared with, or that is too far away. */
function implausibleTarget(
  { base, target, issued }: { base?: Days | undefined; target: Days; issued?: Days | undefined },
  { base_period, target_period, issued_on }: ProjectionTimes,
  today: string
): Implausible | undefined {
  const isFirst = (other: Days) =>
    target.starts_on <= other.starts_on && target.ends_on <= other.ends_on
  if (base && isFirst(base)) {
    const message = `The target ${target_period} does not come after the base ${base_period}.`
    return { kind: 'early', message }
  }
  if (issued && target.ends_on < issued.starts_on) {
    const message = `The target ${target_period} was over before ${issued_on}, the date of issue.`
    return { kind: 'early', message }
  }
  if (Number(target.starts_on.slice(0, 4)) <= Number(today.slice(0, 4)) + YEARS_AHEAD_MAX) return
  const message =
    `The target ${target_period} lies more than ${YEARS_AHEAD_MAX} years after ${today}, the day ` +
    'of the import.'
  return { kind: 'far', message }
}

/** A time before our statistics. Years of the solar calendar are told up to a day. */
function longAgo(what: string, starts_on = '', upTo = NEVER): Implausible | undefined {
  const year = Number(starts_on.slice(0, 4))
  if (starts_on === '' || year >= FIRST_YEAR) return undefined
  const solar = solarYear(year)
  const hint =
    solar && solar <= upTo ? `; as a year of the solar calendar, ${year} is ${solar}` : ''
  return { kind: 'old', message: `The ${what} lies before ${FIRST_YEAR}${hint}.` }
}
