import { z } from 'zod'
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
import { date, idList, wordList } from '../http/parameters.ts'
import { seriesFigure, seriesReference } from '../observations/series/schemas.ts'
import { BOUNDS, UNITS } from '../vocabularies.ts'
import { PROGRESS_METHODS, PROGRESS_STATUSES } from './model/progress.ts'
import { NOT_ASSESSABLE } from './model/pursuit.ts'
import { REQUIRED_REASONS } from './required-growth.ts'

export const SERIES_MAX = 50
const PROGRESS_REASONS = ['no_period', 'no_comparable_series', 'no_observation_in_time'] as const

const reason = (what: string, example: string | null) =>
  field(
    z.enum(NOT_ASSESSABLE).nullable(),
    `${what} no_base_period, no_target_period: the projection names none. calendars_differ: ` +
      'base and target are periods of different calendars. no_later_observation: nothing ' +
      'observed after the base. too_few_points: the method needs more. base_zero: nothing to ' +
      'grow from. opposite_signs: no growth rate leads across zero. negative_values: what ' +
      'growth of less than nothing means is not defined. target_is_base: no way to go. ' +
      'target_date_past: the date lies behind or has been observed. not_finite: the figures ' +
      'lie too far apart to compute with.',
    example
  )

const assessment = component('ProgressAssessment', 'What one method says.', {
  method: field(z.enum(PROGRESS_METHODS), 'The method, explained in `methods`.', 'growth_ratio'),
  value: numberOrNull('What the method measures, see `measures` of it.', 0.033512),
  projected: numberOrNull(
    'What it expects at the target date, in `unit`; null where it expects no value.',
    61498451.3392
  ),
  score: numberOrNull('Its own score, where it has one.', -2.3604),
  status: field(
    z.enum(PROGRESS_STATUSES).nullable(),
    'Its own class; the words belong to the method.',
    'limited'
  ),
  reason: reason('Why the method does not apply, or gives no class.', null)
})

const progressRow = component('ProgressRow', 'Progress as one series shows it.', {
  series: seriesReference,
  base: z
    .object({
      ...seriesFigure.shape,
      is_own: field(
        z.boolean(),
        'True where it is of the base period itself; false where it is the first later ' +
          'figure of the series.',
        true
      )
    })
    .nullable()
    .meta({
      id: 'ProgressBase',
      description:
        'Where the series stood when the promise begins; null where it has no such figure.'
    }),
  latest: seriesFigure.meta({
    id: 'ProgressLatest',
    description: 'The newest figure of the series, up to the target date.'
  }),
  points: whole(1, 1_000, 'Periods the series has figures for.', 3),
  observed: component('ObservedGrowth', 'What reality did.', {
    years: numberOrNull('Years from base to latest.', 1),
    annual_growth_percent: numberOrNull(
      'Compound growth a year from base to latest, in percent.',
      2.29
    ),
    reason: reason('Why there is no growth.', null)
  }),
  required: component('SeriesRequiredGrowth', 'What the target requires of this series.', {
    years: numberOrNull('Years from the base of the series to the target.', 7),
    multiple: numberOrNull('The target as a multiple of the base of the series.', 38.0952),
    annual_growth_percent: numberOrNull(
      'Compound growth a year that leads from the base of the series to the target.',
      68.2
    ),
    reason: field(
      z.enum(REQUIRED_REASONS).nullable(),
      'Why something is null; the codes of `required.reason` of the projection.',
      null
    )
  }),
  reached_percent: numberOrNull(
    'Share of the way from the base of the series to the target that is covered.',
    0.06
  ),
  reached_of_projection_percent: numberOrNull(
    'The same from the base the projection names; below zero where the series stands lower ' +
      'than that.',
    -21.64
  ),
  outcome: field(
    z.enum(['reached', 'missed']).nullable(),
    'Whether the figure for the target period keeps the promise; null as long as there is none.',
    null
  ),
  methods: list('What each method says, side by side.', assessment, PROGRESS_METHODS.length)
})

export const projectionProgressSchema = component(
  'ProjectionProgress',
  'How reality follows a promise, by each series and each method.',
  {
    projection: text('Id of the projection.', 'P001'),
    unit: field(z.enum(UNITS), 'Unit of all values.', 'USD'),
    as_of: text('The day as of which progress is measured.', '2026-11-23'),
    direction: field(z.enum(['increase', 'decrease']), 'Which way the promise goes.', 'increase'),
    target: component('ProgressTarget', 'What is measured against.', {
      period: textOrNull('When it is due.', '2030'),
      value: number(
        'The weakest value that keeps the promise: of a range the end nearer to doing nothing.',
        2000000000
      ),
      bound: field(z.enum(BOUNDS), 'How the target is meant.', 'at_least')
    }),
    reason: field(
      z.enum(PROGRESS_REASONS).nullable(),
      'Why there are no rows. no_period: the projection names neither base nor target ' +
        'period, so that no calendar fits. no_comparable_series: nothing observed with this ' +
        'metric, subject, partner and calendar, in the sources asked for. ' +
        'no_observation_in_time: nothing up to the target date and `as_of`.',
      null
    ),
    methods: list(
      'The methods asked for.',
      component('ProgressMethod', 'A way to measure progress, with who published it.', {
        id: field(z.enum(PROGRESS_METHODS), 'The method.', 'growth_ratio'),
        name: text('What it is called.', 'Ratio of growth rates'),
        measures: text(
          'What its value and its classes mean.',
          'value: observed growth as a share of the growth required.'
        ),
        source: text(
          'Who published it.',
          'Eurostat, in the form of Statistics Canada and Open SDG'
        ),
        url: textOrNull(
          'Where it is described.',
          'https://github.com/open-sdg/open-sdg/blob/master/docs/progress-methodology.md'
        )
      }),
      PROGRESS_METHODS.length
    ),
    rows: list(
      'One row a series that can be compared: claims that disagree give rows of their own. ' +
        `At most ${SERIES_MAX}.`,
      progressRow,
      SERIES_MAX
    )
  }
)
export type ProjectionProgress = z.output<typeof projectionProgressSchema>

export const projectionProgressQuery = {
  as_of: date(
    'ends_on',
    'Measured as of the last day of this year, month or day: only periods that had ended ' +
      'by then count, whenever it was that somebody published them, and in the data as they ' +
      'are now (the `as_of` of lists asks for the data as they were). Default: the day of ' +
      'the newest revision.',
    '2026-11-23'
  ).optional(),
  source: idList('Only claims read in these sources: ids parted by commas.', [
    'inform-kaz-2023',
    'trend-kaz-2025'
  ]).optional(),
  method: wordList(PROGRESS_METHODS, 'Only these methods. Default: all of them.', [
    'growth_ratio',
    'progress_chart'
  ]).optional()
}
