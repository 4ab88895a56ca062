// The transformations of a series. Those of one series alone have the names of FRED: see `units` in
// https://fred.stlouisfed.org/docs/api/fred/series_observations.html
import {
  type FindFigure,
  figuresAYearBefore,
  figuresBefore,
  isBeforeReading,
  stepsAYear
} from './calendar-steps.ts'
import { compoundedChange, difference, percentChange } from './changes.ts'
import { type Figure, joinFigures, mapFigure, type Outcome, without } from './figures.ts'
import { toIndex } from './index-numbers.ts'
import { continuousChange, logarithm } from './logarithms.ts'
import { perCapita, percentOf } from './ratios.ts'

/** What is computed from the figures of a series. */
export const TRANSFORMS = [
  'lin',
  'chg',
  'ch1',
  'pch',
  'pc1',
  'pca',
  'cch',
  'cca',
  'log',
  'index',
  'per_capita',
  'percent_of'
] as const
export type Transform = (typeof TRANSFORMS)[number]

/**
 * `readFrom` is the first day from which claims were read; undefined if all were. `base` is the
 * base period of an index. `others` are the figures that those of the series are divided by.
 */
type Setting = {
  calendar: string
  readFrom?: string | undefined
  base?: string | undefined
  others?: readonly Figure[] | undefined
}

/** Transforms each figure of a series. The result has the same periods in the same order. */
export function transformFigures(
  figures: readonly Figure[],
  transform: Transform,
  setting: Setting
): Figure[] {
  const steps = stepsAYear(setting.calendar)
  switch (transform) {
    case 'lin':
      return [...figures]
    case 'log':
      return figures.map((one) => mapFigure(one, logarithm))
    case 'index':
      return toIndex(figures, setting.base)
    case 'per_capita':
      return perCapita(figures, setting.others ?? [])
    case 'percent_of':
      return percentOf(figures, setting.others ?? [])
    case 'chg':
      return fromBefore(figures, setting, difference)
    case 'pch':
      return fromBefore(figures, setting, percentChange)
    case 'cch':
      return fromBefore(figures, setting, (value, before) => continuousChange(value, before, 1))
  }
  if (steps === undefined)
    return figures.map((one) => mapFigure(one, () => without('no_year_step')))
  switch (transform) {
    case 'ch1':
      return fromYearBefore(figures, difference)
    case 'pc1':
      return fromYearBefore(figures, percentChange)
    case 'pca':
      return fromBefore(figures, setting, (...both) => compoundedChange(...both, steps))
    case 'cca':
      return fromBefore(figures, setting, (...both) => continuousChange(...both, steps))
  }
}

type Compute = (value: string, before: string) => Outcome

function fromBefore(
  figures: readonly Figure[],
  { calendar, readFrom }: Setting,
  compute: Compute
): Figure[] {
  const before = figuresBefore(figures)
  return figures.map((one) => {
    const missing = isBeforeReading(one, calendar, readFrom) ? 'not_read' : 'no_period_before'
    return joinFigures(one, before(one), missing, compute)
  })
}

function fromYearBefore(figures: readonly Figure[], compute: Compute): Figure[] {
  const before: FindFigure = figuresAYearBefore(figures)
  return figures.map((one) => joinFigures(one, before(one), 'no_year_before', compute))
}
