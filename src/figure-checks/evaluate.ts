// Applies the rule `figure_check` (README.md): reads claims only as far as the verdict needs them.
import type { Snapshot } from '../db/store.ts'
import { shiftMonths } from '../periods/dates.ts'
import { parsePeriod } from '../periods/read-period.ts'
import { nextPeriod, previousPeriod } from '../periods/steps.ts'
import {
  type Claim,
  type ClaimsRead,
  COMPARED_MAX,
  type Days,
  readClaims,
  readClaimsAround,
  type Thing
} from './claim-queries.ts'
import type { CountryCurrency } from './currency-queries.ts'
import { findRate, type Rate } from './find-rate.ts'
import { type Figure, times } from './model/agreement.ts'
import { mirrorsOf } from './model/mirrors.ts'
import { agreeing, findSlip, type Slip, type Verdict, verdictAsStated } from './model/verdicts.ts'

/** A figure held against the claims of a thing for a period. */
export type Question = {
  thing: Thing
  period: string
  /** In the unit of the metric. */
  figure: Figure
  /** The rate by which the figure came from another currency. */
  converted: Rate | undefined
  /** The currencies of subject and partner in which the figure may be, if it names none. */
  local: readonly CountryCurrency[]
}
/** Where a figure agrees that does not agree as it stands. */
export type Found = {
  figure: Figure
  slip: Slip | null
  rate: Rate | null
  thing: Thing
  period: string
  claims: Claim[]
}
export type Outcome = {
  verdict: Verdict
  claims: Claim[]
  agreeing: Claim[]
  found: Found | null
  warnings: string[]
}
type Try = () => Promise<{ verdict: Verdict; found: Found } | undefined> | undefined

/** Months after a period in which a longer period that shares a day with it may end. */
const LONGER_MONTHS = 12

/** The verdict on a figure, with the claims of the period and with those of the place found. */
export async function evaluate(snapshot: Snapshot, question: Question): Promise<Outcome> {
  const { thing, period, figure, converted } = question
  const days = daysOf(period)
  const read = await readClaims(snapshot, thing, days)
  const { claims } = read
  const close = agreeing(figure, claims)
  const answer = { claims, agreeing: close, warnings: warnOfCut(read) }
  const stated = verdictAsStated(figure, claims)
  if (stated && !(converted && close.length > 0)) return { ...answer, verdict: stated, found: null }
  const as = { figure, slip: null, rate: converted ?? null, thing, period, claims: close }
  if (converted && stated) return { ...answer, verdict: 'other_currency', found: as }
  const tries: Try[] = [
    () => tryScales(as, claims),
    () => tryCurrencies(snapshot, question, as, claims),
    () => tryPeriods(snapshot, as, answer.warnings),
    () => tryMirrors(snapshot, as, answer.warnings)
  ]
  for (const attempt of tries) {
    const found = await attempt()
    if (found) return { ...answer, ...found }
  }
  return { ...answer, verdict: claims.length > 0 ? 'outside_all' : 'no_claim', found: null }
}

async function tryScales(as: Found, claims: readonly Claim[]) {
  const slipped = findSlip(as.figure, claims)
  return slipped && { verdict: 'other_unit' as const, found: { ...as, ...slipped } }
}

/** A figure without a currency may be in that of the subject or the partner. */
async function tryCurrencies(
  snapshot: Snapshot,
  { local, period }: Question,
  as: Found,
  claims: readonly Claim[]
) {
  if (claims.length === 0) return undefined
  for (const one of local) {
    const rate = await findRate(snapshot, one, daysOf(period))
    if (!rate) continue
    const figure = times(as.figure, 1 / rate.rate)
    const close = agreeing(figure, claims)
    if (close.length > 0)
      return { verdict: 'other_currency' as const, found: { ...as, figure, rate, claims: close } }
  }
  return undefined
}

async function tryPeriods(snapshot: Snapshot, as: Found, warnings: string[]) {
  const days = daysOf(as.period)
  // TypeScript does not know that two periods give two.
  const [before, after] = [previousPeriod(as.period), nextPeriod(as.period)].map(
    (period) => parsePeriod(period) ?? days
  ) as [Days, Days]
  const until = shiftMonths(days.ends_on, LONGER_MONTHS)
  const around = { starts_on: days.starts_on, ends_on: days.ends_on, before, after, until }
  const read = await readClaimsAround(snapshot, as.thing, around)
  warnings.push(...warnOfCut(read))
  const shares = (claim: Days) =>
    claim.starts_on <= days.ends_on && claim.ends_on >= days.starts_on ? 0 : 1
  const close = agreeing(as.figure, read.claims).sort(
    (one, other) =>
      shares(one) - shares(other) ||
      compare(one.starts_on, other.starts_on) ||
      compare(other.ends_on, one.ends_on) ||
      compare(one.id, other.id)
  )
  const [first] = close
  if (!first) return undefined
  const same = close.filter(
    ({ starts_on, ends_on }) => starts_on === first.starts_on && ends_on === first.ends_on
  )
  return { verdict: 'other_period' as const, found: { ...as, period: first.period, claims: same } }
}

async function tryMirrors(snapshot: Snapshot, as: Found, warnings: string[]) {
  for (const thing of mirrorsOf(as.thing)) {
    const read = await readClaims(snapshot, thing, daysOf(as.period))
    warnings.push(...warnOfCut(read))
    const claims = agreeing(as.figure, read.claims)
    if (claims.length > 0)
      return { verdict: 'other_direction' as const, found: { ...as, thing, claims } }
  }
  return undefined
}

/** The days of a period that was read before. */
export function daysOf(period: string): Days {
  const days = parsePeriod(period)
  if (!days) throw new Error(`${period} is no period`)
  return days
}

function compare(one: string, other: string): number {
  if (one === other) return 0
  return one < other ? -1 : 1
}

function warnOfCut({ claims, isCut }: ClaimsRead): string[] {
  const [first] = claims
  if (!isCut || !first) return []
  return [`Only ${COMPARED_MAX} claims about ${first.metric} of ${first.subject} were compared.`]
}
