// Transforms the points of a series: from claims to exact figures, and back to numbers. Pure.
import { decimalOf } from '../numbers/decimals.ts'
import { fitDecimal } from '../numbers/exact-decimals.ts'
import type { ShownPoint } from './aggregate-points.ts'
import type { ExchangeRate } from './exchange-rate.ts'
import { convertMoney } from './model/currency.ts'
import type { Figure } from './model/figures.ts'
import { type Transform, transformFigures } from './model/transform.ts'
import type { OtherMetric } from './other-metric.ts'
import type { SeriesTransform, TransformedFigure } from './transform-schemas.ts'

/** What a request wants to be computed. */
export type Transformation = {
  name: Transform
  readFrom?: string | undefined
  /** The base period of an index. */
  base?: string | undefined
  /** The metric whose figures the values are divided by. */
  other?: OtherMetric | undefined
  /** The exchange rate by which the values are converted before anything else. */
  rate?: ExchangeRate | undefined
}
/** The points beside those of a series: of the other metric, and of the exchange rate. */
export type Beside = { others: readonly GivenPoint[]; rates: readonly GivenPoint[] }
type GivenPoint = Pick<ShownPoint, 'period' | 'observation' | 'value' | 'bound'> & {
  aggregated_from?: string[] | null
}

/** The transformed figures of some points of one series, in the same order. */
export function transformPoints(
  points: readonly GivenPoint[],
  calendar: string,
  { name, readFrom, base, rate }: Transformation,
  beside: Beside
): TransformedFigure[] {
  // `lin` shows each value as it is. Everything else would hide what an open bound leaves open.
  const given = points.map(name === 'lin' && !rate ? givenFigure : exactFigure)
  const figures = rate ? convertMoney(given, beside.rates.map(exactFigure)) : given
  const others = beside.others.map(exactFigure)
  return transformFigures(figures, name, { calendar, readFrom, base, others }).map(showFigure)
}

function givenFigure(point: GivenPoint): Figure {
  const { period, value } = point
  const from = claimsOf(point)
  return value === null
    ? { period, from, value, reason: 'range' }
    : { period, from, value: decimalOf(value), reason: null }
}

function exactFigure(point: GivenPoint): Figure {
  const { period, bound } = point
  return bound === 'at_least' || bound === 'at_most'
    ? { period, from: claimsOf(point), value: null, reason: 'open_bound' }
    : givenFigure(point)
}

function claimsOf({ observation, aggregated_from }: GivenPoint): string[] {
  return aggregated_from ?? (observation === null ? [] : [observation])
}

function showFigure({ value, reason, from }: Figure): TransformedFigure {
  if (value === null) return { value, reason, from: [...from] }
  const shown = Number(fitDecimal(value))
  return Number.isFinite(shown)
    ? { value: shown, reason: null, from: [...from] }
    : { value: null, reason: 'too_large', from: [...from] }
}

/** What a transformation makes of figures in a unit. */
export function describeTransform(
  { name, base, other, rate }: Transformation,
  unit: string
): SeriesTransform {
  return {
    name,
    unit: transformedUnit(name, rate?.currency ?? unit),
    index_base: base ?? null,
    other_metric: other?.id ?? null,
    currency: rate?.currency ?? null
  }
}

/** What the transformed values are in, in words. */
function transformedUnit(name: Transform, unit: string): string {
  if (name === 'index') return 'index'
  if (name === 'per_capita') return `${unit} per person`
  if (name === 'log') return `ln ${unit}`
  if (name !== 'lin' && name !== 'chg' && name !== 'ch1') return 'percent'
  return name !== 'lin' && unit.startsWith('percent') ? 'percentage points' : unit
}
