// Makes a forecast from the points of one series. Pure.

import { rounded } from '../numbers/rounded.ts'
import { type AuthorSeries, type Point, standsForYear } from '../observations/series/points.ts'
import type { Traits } from '../observations/series/traits.ts'
import { labelPeriod } from '../periods/label-period.ts'
import { periodsAfter } from '../periods/steps.ts'
import { describeSeason } from './describe-season.ts'
import { describeLikelyBreak, describeTraining } from './describe-training.ts'
import { backtest } from './model/backtest.ts'
import { type ForecastOptions, forecast, TREND_VALUES_MIN } from './model/index.ts'
import type { Forecast } from './schemas.ts'
import { isStaleSeries, lastDayOf } from './stale-series.ts'
import { areTooLarge, directionOf, type MetricBounds, trainingOf } from './training.ts'

/**
 * A series with its newest points, in order of time. `rule` chose them; it is null for an author
 * series. `periods` is the number of all points, if there are older ones.
 */
export type SeriesPoints = {
  metric: Traits
  rule: string | null
  series: AuthorSeries
  points: Point[]
  periods?: number | undefined
}
/** What follows a series. Whether the series is stale is decided before. */
export type Continuation = Pick<
  Forecast,
  'method' | 'parameters' | 'season' | 'training' | 'likely_break' | 'points'
> & {
  reason: Exclude<Forecast['reason'], 'stale_series'>
}
type Question = Pick<ForecastOptions, 'horizon' | 'method' | 'levels'>

/**
 * Metrics that cannot be forecast from their past: a rank depends on others, and a length changes
 * by building.
 */
export const NOT_FORECAST: { units: Traits['unit'][]; kinds: Traits['kind'][] } = {
  units: ['rank'],
  kinds: ['distance']
}

/** Whether a forecast of this metric makes sense. */
export function isForecastable({ unit, kind }: Pick<Traits, 'unit' | 'kind'>): boolean {
  return !NOT_FORECAST.units.includes(unit) && !NOT_FORECAST.kinds.includes(kind)
}

/** Whether the dates of a series stand for their years. */
export function isByYear(
  { kind }: Pick<Traits, 'kind'>,
  { calendar }: Pick<AuthorSeries, 'calendar'>
): boolean {
  return calendar === 'P1D' && standsForYear(kind, calendar)
}

/** A single value does not show how far the next one may be. */
const INTERVAL_VALUES_MIN = 2

/**
 * The forecast of one series, with its backtest. If its periods do not follow each other, or if it
 * ended too long before `today`: no points and a reason.
 */
export function forecastSeries(
  { metric, rule, series, points: all, periods }: SeriesPoints,
  { today, ...asked }: Question & { today: string }
): Forecast {
  const direction = directionOf(metric)
  const head = { metric: metric.id, unit: metric.unit, series, rule, ends_on: lastDayOf(all) }
  // Single dates have no step.
  const hasStep = series.calendar !== 'P1D' || isByYear(metric, series)
  const none = noForecastOf(all, hasStep, today)
  const continuation = none
    ? emptyForecast(none)
    : continueSeries(metric, all, { ...asked, direction, periods })
  const { values, known } = trainingOf(metric, all, direction)
  const test =
    continuation.method === null
      ? noBacktest('no_forecast')
      : runBacktest(values, { ...asked, ...known })
  return { ...head, ...continuation, ...test }
}

/** Why there can be no forecast, whatever the values are. */
function noForecastOf(
  points: readonly Point[],
  hasStep: boolean,
  today: string
): 'no_fixed_step' | 'stale_series' | undefined {
  if (!hasStep) return 'no_fixed_step'
  return isStaleSeries(points, today) ? 'stale_series' : undefined
}

function emptyForecast<R extends NonNullable<Forecast['reason']>>(reason: R) {
  const nothing = { method: null, parameters: {}, season: null, training: null, points: [] }
  return { ...nothing, likely_break: null, reason }
}

/**
 * Forecasts what follows the last point. `all` are in order of time, at least one; `periods` is the
 * number of all points of the series, if `all` are only the newest ones. For a range, the end that
 * promises less in `direction` counts.
 */
export function continueSeries(
  metric: MetricBounds,
  all: readonly Point[],
  {
    direction,
    periods = all.length,
    ...asked
  }: Question & { direction: 1 | -1; periods?: number | undefined }
): Continuation {
  const training = trainingOf(metric, all, direction)
  if (areTooLarge(training.values)) return emptyForecast('not_finite')
  const made = forecast(training.values, { ...asked, ...training.known })
  const described = describeTraining(training, { periods, first: made.first })
  const ahead = periodsAfter(described.last_period, asked.horizon)
  return {
    method: made.method,
    reason:
      described.points < (asked.method === 'naive' ? INTERVAL_VALUES_MIN : TREND_VALUES_MIN)
        ? 'too_few_points'
        : null,
    parameters: Object.fromEntries(
      Object.entries(made.parameters).map(([name, value]) => [name, rounded(value, 6)])
    ),
    season: describeSeason(made, training),
    training: described,
    likely_break: describeLikelyBreak(training, made.likelyBreak),
    points: made.points.slice(0, ahead.length).map((point, index) => ({
      period: ahead[index] ?? '',
      period_label: labelPeriod(ahead[index] ?? ''),
      step: index + 1,
      mean: rounded(point.mean, 4),
      intervals: point.intervals.map(({ level, lower, upper }) => ({
        level,
        lower: rounded(lower, 4),
        upper: rounded(upper, 4)
      }))
    }))
  }
}

function runBacktest(
  values: readonly number[],
  options: ForecastOptions
): Pick<Forecast, 'backtest' | 'backtest_reason'> {
  const result = backtest(values, options)
  if (!result) return noBacktest('too_few_points')
  const { origins, forecasts, smape, mase, coverage } = result
  return {
    backtest: {
      origins,
      forecasts,
      smape: rounded(smape, 4),
      mase: rounded(mase, 4),
      coverage: coverage.map(({ level, percent }) => ({ level, percent: rounded(percent, 2) }))
    },
    backtest_reason: null
  }
}

function noBacktest(
  backtest_reason: NonNullable<Forecast['backtest_reason']>
): Pick<Forecast, 'backtest' | 'backtest_reason'> {
  return { backtest: null, backtest_reason }
}
