// Tests on the past of one series how well three methods would have forecast it.

import type { ForecastOptions, Method } from '../forecasts/model/index.ts'
import { type Miss, rollingMisses } from '../forecasts/model/misses.ts'
import { mean } from '../numbers/mean.ts'
import { rounded } from '../numbers/rounded.ts'

/** Our own method, and the two simple ones that it must beat. */
export const TESTED = ['auto', 'naive', 'drift'] as const satisfies Method[]
export type Tested = (typeof TESTED)[number]

/**
 * From so many times forecasts are made, the newest ones, unless there are more steps to test: only
 * the oldest of as many times as steps has values for all of them.
 */
export const TESTED_ORIGINS = 10
const LEVELS = [80, 95]
export const DECIMALS = 4

/** What is measured of the forecasts of a method, by its name in answers. */
const MEASURES = {
  mase: ({ scaled }: Miss) => scaled,
  smape: ({ symmetric }: Miss) => symmetric,
  interval_score_80: scoreAt(80),
  interval_score_95: scoreAt(95),
  coverage_percent_80: coverageAt(80),
  coverage_percent_95: coverageAt(95)
}
export type Measure = keyof typeof MEASURES
// Object.keys forgets the names that the type has.
export const MEASURE_NAMES = Object.keys(MEASURES) as Measure[]

/**
 * Means for each measure: of the forecasts of all steps, then of those of step 1, step 2 and so on.
 * Null where nothing could be measured.
 */
export type Figures = Record<Measure, (number | null)[]>
/** The number of times that were tested, of forecasts of each method, and what was measured. */
export type SeriesTest = {
  origins: number
  forecasts: number
  methods: Record<Tested, Figures>
}
/**
 * Why a series has no test. too_short: no value is left to compare. never_changed: not before any
 * of the times, so that errors have no scale.
 */
export type Untested = { untested: 'too_short' | 'never_changed' }
type Question = Pick<ForecastOptions, 'horizon' | 'bounds' | 'yearly' | 'start'>

/**
 * Tests a series. All measures are of the same forecasts: those from times before which it had
 * changed.
 */
export function testSeries(values: readonly number[], asked: Question): SeriesTest | Untested {
  const origins = Math.max(TESTED_ORIGINS, asked.horizon)
  const misses = record(TESTED, (method) => {
    const byOrigin = rollingMisses(values, { ...asked, method, levels: LEVELS }, origins)
    return { all: byOrigin.length, scaled: byOrigin.filter(haveScale) }
  })
  const { all, scaled } = misses.naive
  if (all === 0) return { untested: 'too_short' }
  if (scaled.length === 0) return { untested: 'never_changed' }
  const methods = record(TESTED, (method) => figuresOf(misses[method].scaled.flat(), asked.horizon))
  return { origins: scaled.length, forecasts: scaled.flat().length, methods }
}

/** All misses of one origin have the same scale. */
function haveScale(misses: readonly Miss[]): boolean {
  return misses.some(({ scaled }) => scaled !== null)
}

function figuresOf(misses: readonly Miss[], horizon: number): Figures {
  const bySteps = Array.from({ length: horizon }, (_, index) =>
    misses.filter(({ step }) => step === index + 1)
  ).filter((some) => some.length > 0)
  return record(MEASURE_NAMES, (name) =>
    [misses, ...bySteps].map((some) => rounded(meanOf(some.map(MEASURES[name])), DECIMALS))
  )
}

/** The mean of the numbers that there are; null if there is none, or if they are too large. */
export function meanOf(values: readonly (number | null)[]): number | null {
  const numbers = values.filter((value) => value !== null)
  const found = mean(numbers)
  return Number.isFinite(found) ? found : null
}

/** Makes a record with a value for each name. */
export function record<Name extends string, T>(
  names: readonly Name[],
  make: (name: Name) => T
): Record<Name, T> {
  // Object.fromEntries forgets the names.
  return Object.fromEntries(names.map((name) => [name, make(name)])) as Record<Name, T>
}

function scoreAt(level: number) {
  return ({ intervals }: Miss) => intervals.find((one) => one.level === level)?.score ?? null
}

function coverageAt(level: number) {
  return ({ intervals }: Miss) => {
    const found = intervals.find((one) => one.level === level)
    if (!found) return null
    return found.isInside ? 100 : 0
  }
}
