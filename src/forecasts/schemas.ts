import { z } from 'zod'
import { component, list, number, numberOrNull, text, whole } from '../http/answer-fields.ts'
import { field } from '../http/envelope.ts'
import { seriesReference } from '../observations/series/schemas.ts'
import { unitSchema } from '../vocabulary-schemas.ts'
import { HORIZON_MAX, LEVELS, METHODS, TREND_VALUES_MIN } from './model/index.ts'

const VALUES_COUNTED_MAX = 100_000

export const LEVELS_MAX = 10

const FORECAST_REASONS = ['too_few_points', 'no_fixed_step', 'not_finite'] as const

const BACKTEST_REASONS = ['too_few_points', 'no_forecast'] as const

/** Pakistan's exports as its Bureau of Statistics gives them, from five sources. */
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

const BACKTEST = {
  origins: 3,
  forecasts: 6,
  smape: 12.0644,
  mase: 0.9934,
  coverage: [
    { level: 80, percent: 100 },
    { level: 95, percent: 100 }
  ]
}

const forecastMethod = z
  .enum(METHODS)
  .meta({ id: 'ForecastMethod', description: 'A method of forecasting.' })

const interval = component('ForecastInterval', 'Where the value will probably lie.', {
  level: whole(
    LEVELS.minimum,
    LEVELS.maximum,
    'How many values in a hundred lie inside, in percent.',
    80
  ),
  lower: number('Lower bound.', 26290969333.3333),
  upper: number('Upper bound.', 37921030666.6667)
})

export const forecastPoint = component('ForecastPoint', 'What is expected for one period.', {
  period: text('The period, in the calendar of the series.', '2025-07-01/P1Y'),
  step: whole(1, HORIZON_MAX, 'Periods after the last observed one.', 1),
  mean: number('The value expected.', 32106000000),
  intervals: list(
    'One interval a level; empty where the values, only one or all alike, tell nothing ' +
      'of how the series moves.',
    interval,
    LEVELS_MAX
  )
})

export const trainingWindow = component('TrainingWindow', 'What the forecast was made from.', {
  first_period: text('The first period used.', '2018-07-01/P1Y'),
  last_period: text('The last period used.', '2024-07-01/P1Y'),
  points: whole(
    1,
    VALUES_COUNTED_MAX,
    'Values used: the newest that follow each other without a gap, at most 60.',
    7
  ),
  left_out: whole(
    0,
    VALUES_COUNTED_MAX,
    'Earlier values left out, because a period is missing after them, which nothing is ' +
      'filled in for, or because the newest 60 are enough.',
    0
  ),
  others: whole(
    0,
    VALUES_COUNTED_MAX,
    'Further claims of the series for the same periods; the newest `published` counts.',
    1
  )
})

const backtestResult = component(
  'Backtest',
  'How the method would have done on this very series, from each of its last twenty periods.',
  {
    origins: whole(
      1,
      VALUES_COUNTED_MAX,
      'Earlier times from which a forecast was made and compared with what came.',
      3
    ),
    forecasts: whole(1, VALUES_COUNTED_MAX, 'Values compared.', 6),
    smape: number(
      'Symmetric mean absolute percentage error: mean of 200 |y - f| / (|y| + |f|).',
      12.0644
    ),
    mase: numberOrNull(
      'Mean absolute scaled error: below 1 is better than repeating the last value within ' +
        'the training window. Null where the values never change.',
      0.9934
    ),
    coverage: list(
      'One entry a level.',
      component('IntervalCoverage', 'What intervals promised and held.', {
        level: whole(LEVELS.minimum, LEVELS.maximum, 'The level promised, in percent.', 80),
        percent: field(
          z.number().min(0).max(100),
          'The share of values that lay inside, in percent.',
          100
        )
      }),
      LEVELS_MAX
    )
  }
)

export const forecastSchema = component(
  'Forecast',
  'What comes next in one series if nothing changes, from its own past alone.',
  {
    metric: text('What is measured: id of a metric.', 'goods_exports'),
    unit: field(unitSchema, 'Unit of all values.', 'USD'),
    series: seriesReference,
    method: field(
      forecastMethod.nullable(),
      'The method used; null where there is no forecast.',
      'auto'
    ),
    reason: field(
      z.enum(FORECAST_REASONS).nullable(),
      'Why another method was used than asked for, or none. too_few_points: under ' +
        `${TREND_VALUES_MIN} values in a row only the last one can honestly be repeated ` +
        '(naive), with intervals widened by what so few values tell. no_fixed_step: single ' +
        'dates, which do not follow each other at equal distances. not_finite: the values are ' +
        'too large to compute with.',
      null
    ),
    parameters: field(
      z.record(z.string(), z.number()),
      'What was estimated from the series: `alpha`, `beta`, `phi` weigh new values, `level`, ' +
        '`trend`, `slope` are where it stands and moves; of `auto` those of its members, ' +
        '`holt_alpha`.',
      PARAMETERS
    ),
    training: field(
      trainingWindow.nullable(),
      'What the forecast was made from; null where there is none.',
      {
        first_period: '2018-07-01/P1Y',
        last_period: '2024-07-01/P1Y',
        points: 7,
        left_out: 0,
        others: 1
      }
    ),
    points: list('One point a period, the next one first.', forecastPoint, HORIZON_MAX),
    backtest: field(
      backtestResult.nullable(),
      'How the method would have done on this very series; null where it is too short to tell.',
      BACKTEST
    ),
    backtest_reason: field(
      z.enum(BACKTEST_REASONS).nullable(),
      `Why there is no backtest. too_few_points: it needs ${TREND_VALUES_MIN + 1} values in ` +
        'a row. no_forecast: there is none to test.',
      null
    )
  }
)

export type Forecast = z.output<typeof forecastSchema>
