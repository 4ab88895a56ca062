// Chooses where the way to a target begins. Pure.
import { yearsBetween } from '../numbers/days.ts'
import { isRate } from '../observations/series/traits.ts'
import { parseDate } from '../periods/dates.ts'
import { firstDayOf, parsePeriod, yearsFrom } from '../periods/read-period.ts'
import { basePeriod } from './comparable-series.ts'
import type { Placed } from './evidence.ts'
import type { Sample } from './model/pursuit.ts'
import type { Projection } from './schemas.ts'

/**
 * Which base the progress is measured from. Published: clients read these words.
 *
 * - `stated`: the base that the projection states. The series has the same figure (up to 2 %), or
 *   none for that period.
 * - `rescaled`: the same, but the series has another figure, as after a revision. All its figures
 *   are multiplied so that it begins where the projection begins.
 * - `series`: the figure of the series in the base period, because the projection states none, or
 *   one that differs by more than a quarter.
 * - `later`: the first figure of the series after the base period.
 * - `issued`: the newest figure of the series when the projection was made.
 * - `recent`: the oldest figure of the last five years; nothing was observed since the base.
 */
export const BASES = ['stated', 'rescaled', 'series', 'later', 'issued', 'recent'] as const
export type BasisOf = (typeof BASES)[number]

/** A base, its point if the series has one, and the factor for all figures of the series. */
export type Base = {
  basis: BasisOf
  period: string
  sample: Sample
  placed: Placed | undefined
  scale: number
}

/** Rounding of press figures; larger differences are revisions. */
const SAME = 1.02
/** Larger differences are not revisions: then somebody measures another thing. */
const REVISED = 1.25
const PRECISE: Placed['point']['claim']['bound'][] = ['exact', 'about']
/** Eurostat evaluates short-term progress over five years. */
const RECENT_YEARS = 5

/**
 * The base for a series in order of time, with the origin of its sample times; undefined if nothing
 * in the series can be one. Source for `recent`: Eurostat, "Sustainable development in the European
 * Union", Annex III (short-term period of five years).
 */
export function chooseBase(
  projection: Projection,
  placed: readonly Placed[],
  origin: string
): Base | undefined {
  const latest = placed.at(-1)
  const base = promisedBase(projection, placed, origin)
  if (!latest || (base && base.sample.time < latest.sample.time)) return base
  const first = placed.find(({ sample }) => sample.time >= latest.sample.time - RECENT_YEARS)
  if (!first || first === latest) return base
  return atPoint('recent', first)
}

function promisedBase(
  projection: Projection,
  placed: readonly Placed[],
  origin: string
): Base | undefined {
  const period = basePeriod(projection)
  const stated = projection.base.value
  if (period === null) return baseAtIssue(projection, placed)
  const own = placed.find((one) => firstDayOf(one.point.period) === firstDayOf(period))
  if (own) return stated === null ? atPoint('series', own) : compareBases(projection, stated, own)
  const sample = { time: yearsFrom(origin, period), value: stated ?? 0 }
  if (stated !== null) return { basis: 'stated', period, sample, placed: undefined, scale: 1 }
  const later = placed.find((one) => one.sample.time > sample.time)
  return later && atPoint('later', later)
}

/** The base that is stated, against the figure of the series for the same period. */
function compareBases({ unit }: Projection, stated: number, own: Placed): Base {
  const { sample, point } = own
  const { low, high, bound } = point.claim
  const ratio = stated / sample.value
  const apart = ratio > 0 && Number.isFinite(ratio) ? Math.max(ratio, 1 / ratio) : Infinity
  const isInside = low !== null && high !== null && low <= stated && stated <= high
  const base = { period: point.period, sample: { ...sample, value: stated }, placed: own }
  if (apart <= SAME || isInside) return { ...base, basis: 'stated', scale: 1 }
  // A rate is not multiplied, and an open figure shows no revision.
  const isRevised = apart <= REVISED && !isRate(unit) && PRECISE.includes(bound)
  return isRevised ? { ...base, basis: 'rescaled', scale: ratio } : atPoint('series', own)
}

/** The newest figure when the projection was made, unless that was years before. */
function baseAtIssue(
  { issued_on, source }: Projection,
  placed: readonly Placed[]
): Base | undefined {
  const day = parseDate(issued_on ?? source.published ?? '')?.starts_on
  if (day === undefined) return undefined
  const known = placed.findLast(({ point }) => endOf(point.period) <= day)
  if (!known || yearsBetween(endOf(known.point.period), day) > RECENT_YEARS) return undefined
  return atPoint('issued', known)
}

function atPoint(basis: BasisOf, placed: Placed): Base {
  const { point, sample } = placed
  return { basis, period: point.period, sample, placed, scale: 1 }
}

function endOf(period: string): string {
  return parsePeriod(period)?.ends_on ?? ''
}
