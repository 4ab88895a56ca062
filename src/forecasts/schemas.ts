import { z } from 'zod'
import { component, day, list, number, text, textOrNull, whole } from '../http/answer-fields.ts'
import { field } from '../http/envelope.ts'
import { periodLabel } from '../observations/schemas.ts'
import { seriesReference } from '../observations/series/schemas.ts'
import { unitSchema } from '../units/unit-id.ts'
import { BACKTEST, backtestResult, LEVELS_MAX } from './backtest-schemas.ts'
import { likelyBreak } from './break-schemas.ts'
import { HORIZON_MAX, LEVELS, METHODS, TREND_VALUES_MIN } from './model/index.ts'
import { seasonOfForecast } from './season-schemas.ts'
import { STALE_AFTER } from './stale-series.ts'
import { trainingWindow } from './training-schemas.ts'

const FORECAST_REASONS = ['too_few_points', 'no_fixed_step', 'stale_series', 'not_finite'] as const

const BACKTEST_REASONS = ['too_few_points', 'no_forecast'] as const

/** Example: exports of Pakistan as given by its Bureau of Statistics, from five sources. */
const PARAMETERS = {
  drift_slope: 1524666666.666667,
  robust_slope: 2193000000,
  holt_alpha: 0.01,
  holt_beta: 0,
  holt_level: 30162145495.1034,
  holt_trend: 1190500000,
  damped_alpha: 0.143418,
  damped_beta: 0,
  damped_phi: 0.98,
  damped_level: 30558797594.520824,
  damped_trend: 1054595354.418592
}

const forecastMethod = z
  .enum(METHODS)
  .meta({ id: 'ForecastMethod', description: 'A method of forecasting.' })

const interval = component('ForecastInterval', 'The range in which the value will probably be.', {
  level: whole(
    LEVELS.minimum,
    LEVELS.maximum,
    'Percentage of values expected inside the range.',
    80
  ),
  lower: number('Lower bound.', 24813747494.7285),
  upper: number('Upper bound.', 39398252505.2715)
})

export const forecastPoint = component('ForecastPoint', 'What is expected for one period.', {
  period: text('The period, in the calendar of the series.', '2025-07-01/P1Y'),
  period_label: periodLabel('FY2026 (Jul–Jun)'),
  step: whole(1, HORIZON_MAX, 'Periods after the last observed one.', 1),
  mean: number('The value expected.', 32106000000),
  intervals: list(
    'One interval for each level; empty if there is only one value, or if all values are the ' +
      'same.',
    interval,
    LEVELS_MAX
  )
})

export const forecastSchema = component(
  'Forecast',
  'A forecast of one series if nothing changes, computed from its past values only.',
  {
    metric: text('Id of the metric.', 'goods_exports'),
    metric_name: text('The name of the metric; only with `names`.', 'Goods exports').optional(),
    unit: field(unitSchema, 'Unit of all values.', 'USD'),
    series: seriesReference,
    rule: textOrNull(
      'The rule that chose one claim for each period, as in `/v1/series`. The series then has ' +
        'the figures of everybody, `series.attributed_to` is null, and `/v1/series/{id}` shows ' +
        'its points. Null for the series of one author (`by=author`), which has no such address.',
      'preferred'
    ),
    ends_on: day('The last day of the newest value of the series.', '2025-06-30'),
    method: field(
      forecastMethod.nullable(),
      'The method that was used; null if there is no forecast.',
      'auto'
    ),
    reason: field(
      z.enum(FORECAST_REASONS).nullable(),
      'Why another method was used, or none. too_few_points: with fewer than ' +
        `${TREND_VALUES_MIN} values in a row, the last one is repeated (naive), with wider ` +
        'intervals, or none for a single value; `training` says whether a gap or a break ended ' +
        'the row. no_fixed_step: single dates, which are not at equal distances. stale_series: ' +
        'the series ended too long ago: on `ends_on`, which is more than ' +
        `${STALE_AFTER.years} years and more than ${STALE_AFTER.spacings} times the usual ` +
        `distance ` +
        'of its values before the revision that answers. not_finite: the values are too ' +
        'large to compute.',
      null
    ),
    parameters: field(
      z.record(z.string(), z.number()),
      'What was estimated from the series: `alpha`, `beta` and `phi` are weights; `level`, ' +
        '`trend` and `slope` are the level and the change of each period. `auto` has those of ' +
        'its members, such as `holt_alpha`; `growth_level` and `growth_trend` are logarithms of ' +
        'shares of the last value.',
      PARAMETERS
    ),
    season: field(
      seasonOfForecast.nullable(),
      'What repeats each year; null for other series than those of months or quarters, and if ' +
        'there is no forecast.',
      null
    ),
    training: field(
      trainingWindow.nullable(),
      'The values from which the forecast was made; null if there is no forecast.',
      {
        first_period: '2018-07-01/P1Y',
        last_period: '2024-07-01/P1Y',
        points: 7,
        left_out: 0,
        left_out_gap: 0,
        left_out_window: 0,
        left_out_break: 0,
        level_break: null,
        others: 1
      }
    ),
    likely_break: field(
      likelyBreak.nullable(),
      'A break in level that nobody marked; null if the values show none.',
      null
    ),
    points: list('One point for each period, the next period first.', forecastPoint, HORIZON_MAX),
    backtest: field(
      backtestResult.nullable(),
      'How well the method would have forecast this series; null if the series is too short.',
      BACKTEST
    ),
    backtest_reason: field(
      z.enum(BACKTEST_REASONS).nullable(),
      `Why there is no backtest. too_few_points: a backtest needs ${TREND_VALUES_MIN + 1} ` +
        'values in a row. no_forecast: there is no forecast to test.',
      null
    )
  }
)

export type Forecast = z.output<typeof forecastSchema>
