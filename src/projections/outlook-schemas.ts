import { z } from 'zod'
import { forecastPoint, forecastSchema } from '../forecasts/schemas.ts'
import {
  component,
  list,
  number,
  numberOrNull,
  text,
  textOrNull,
  whole
} from '../http/answer-fields.ts'
import { field } from '../http/envelope.ts'
import { periodLabel } from '../observations/schemas.ts'
import { seriesReference } from '../observations/series/schemas.ts'
import { unitSchema } from '../units/unit-id.ts'
import { boundSchema } from '../vocabulary-schemas.ts'
import { computedFrom, madeField, madeFromField, progressFigure } from './evidence-schemas.ts'
import { pathShape, projectionPathSchema } from './path-schemas.ts'
import { projectionProgressSchema } from './progress-schemas.ts'
import { projectionSchema } from './schemas.ts'

export const OUTLOOK_SERIES_MAX = 20
export const OUTLOOK_PERIODS_MAX = 1_000
const NO_FORECAST = [
  'no_target_period',
  'target_observed',
  'too_far',
  'no_sense',
  'stale_series'
] as const
const NO_OWN_PATH = [
  'no_start',
  'no_target_period',
  'target_not_later',
  'too_many_periods',
  'not_finite'
] as const

const gap = component(
  'OutlookGap',
  'How far the expected value is from the promise at the target date.',
  {
    expected: number('The value expected, or observed already, at the target date.', 53700000),
    missing: number(
      'What is missing to the weakest value that keeps the promise; negative if more than kept.',
      1946300000
    ),
    missing_percent: numberOrNull(
      '`missing` in percent of the target; null if the target is zero or almost zero.',
      97.31
    )
  }
)

const outlookSeries = component('OutlookSeries', 'One series of observations, with its forecast.', {
  ...seriesReference.shape,
  rule: projectionProgressSchema.shape.rows.element.shape.rule,
  made: madeField,
  made_from: madeFromField,
  scale: number(
    'The factor that leads to the figures of the projection, see `base.scale` of `/progress`; ' +
      '`gap` counts with it.',
    1
  ),
  method: forecastSchema.shape.method,
  reason: field(
    z.enum([...NO_FORECAST, 'too_few_points', 'not_finite']).nullable(),
    'Why there is no forecast up to the target date, or why another method was used. ' +
      'no_target_period: the projection has no target date. target_observed: the series has a ' +
      'figure for it. too_far: more than 30 periods ahead, or not whole periods ahead. no_sense: ' +
      'nobody can forecast a rank or a distance from its past. stale_series: the newest figure ' +
      'is too old. too_few_points: the last value is repeated; `training` says whether a gap ' +
      'or a break left too few.',
    'too_few_points'
  ),
  parameters: forecastSchema.shape.parameters,
  season: forecastSchema.shape.season,
  training: forecastSchema.shape.training,
  likely_break: forecastSchema.shape.likely_break,
  gap: field(
    gap.nullable(),
    'How far this series is from the promise at the target date; null if no value is expected.',
    {
      expected: 53700000,
      missing: 1946300000,
      missing_percent: 97.31
    }
  )
})

const outlookPeriod = component('OutlookPeriod', 'Promise, reality and forecast of one period.', {
  period: text('The period.', '2023'),
  period_label: periodLabel('2023'),
  path: z
    .object({
      value: numberOrNull('Promised value on the way to a single target.', 400000000),
      low: numberOrNull('Promised value on the way to the lower end of a range.', null),
      high: numberOrNull('Promised value on the way to the upper end of a range.', null)
    })
    .nullable()
    .meta({
      id: 'OutlookPath',
      description: 'What the promise requires; null outside of the promised path.'
    }),
  own: numberOrNull('Value of your own path; null outside of that path.', null),
  observations: list(
    'What was observed, one entry for each series.',
    component('OutlookObservation', 'What a series says of this period.', {
      series: text('Id of the series, one of `series`.', 'acfc593ee3c9a21b'),
      observation: progressFigure.shape.observation,
      computed_from: computedFrom,
      value: numberOrNull('The figure; null if only `low` and `high` are known.', 52500000),
      low: numberOrNull('Lower end of a range.', null),
      high: numberOrNull('Upper end of a range.', null),
      bound: field(boundSchema, 'How exact the figure is.', 'exact'),
      others: whole(0, 1_000_000, 'Further claims of the series for this period.', 0),
      source: progressFigure.shape.source
    }),
    OUTLOOK_SERIES_MAX
  ),
  forecasts: list(
    'What is expected if nothing changes, one entry for each series.',
    component('OutlookForecast', 'What is expected in this period for one series.', {
      series: text('Id of the series, one of `series`.', 'acfc593ee3c9a21b'),
      mean: forecastPoint.shape.mean,
      intervals: forecastPoint.shape.intervals
    }),
    OUTLOOK_SERIES_MAX
  )
})

export const projectionOutlookSchema = component(
  'ProjectionOutlook',
  'Promise, observations and forecast side by side, ready for a chart.',
  {
    projection: text('Id of the projection.', 'P001'),
    unit: field(unitSchema, 'Unit of all values.', 'USD'),
    target: projectionSchema.shape.target,
    path: component('OutlookPromise', 'The promised path; its values stand in `periods`.', {
      shape: field(pathShape, 'Shape of the promised path.', 'compound'),
      reason: projectionPathSchema.shape.reason
    }),
    own: z
      .object({
        growth_percent: number('The growth that you asked for, in percent a year.', 12.5),
        from: z
          .object({
            period: text('The period in which the path starts.', '2023'),
            period_label: periodLabel('2023'),
            value: number('The value from which the path starts.', 400000000),
            observation: textOrNull(
              'The claim with that value; null if it is the base of the projection.',
              null
            )
          })
          .nullable()
          .meta({
            id: 'OutlookStart',
            description:
              'The base of the projection. If it has none: the newest figure of the first ' +
              'series.'
          }),
        reason: field(
          z.enum(NO_OWN_PATH).nullable(),
          'Why there is no path. no_start: no base and no observation. no_target_period: no ' +
            'target date. target_not_later: the start is at the target date or later. ' +
            'too_many_periods: more than 1,000, or not a whole number of periods. not_finite: ' +
            'the values grow too large.',
          null
        ),
        gap: field(
          gap.nullable(),
          'How far from the promise your path ends; null if there is no path.',
          {
            expected: 912278938.2935,
            missing: 1087721061.7065,
            missing_percent: 54.39
          }
        )
      })
      .nullable()
      .meta({
        id: 'OutlookOwnPath',
        description: 'Your own path, made by `growth`; null if you did not ask for one.'
      }),
    series: list(
      `The comparable series, those with most claims first; at most ${OUTLOOK_SERIES_MAX}.`,
      outlookSeries,
      OUTLOOK_SERIES_MAX
    ),
    periods: list(
      'From the first observation or the base to the target, in order of time. Periods without ' +
        'any value are left out. At most the last 1,000.',
      outlookPeriod,
      OUTLOOK_PERIODS_MAX
    )
  }
)
export type ProjectionOutlook = z.output<typeof projectionOutlookSchema>
