import { z } from 'zod'
import {
  component,
  day,
  list,
  number,
  numberOrNull,
  text,
  textOrNull,
  urlOrNull,
  whole
} from '../http/answer-fields.ts'
import { field } from '../http/envelope.ts'
import { periodLabelOrNull } from '../observations/schemas.ts'
import { seriesReference } from '../observations/series/schemas.ts'
import { unitSchema } from '../units/unit-id.ts'
import { boundSchema } from '../vocabulary-schemas.ts'
import { madeField, madeFromField, progressBasis, progressFigure } from './evidence-schemas.ts'
import { PROGRESS_METHODS, PROGRESS_STATUSES } from './model/progress.ts'
import { NOT_ASSESSABLE } from './model/pursuit.ts'
import { requiredReason } from './schemas.ts'

export const SERIES_MAX = 50
const PROGRESS_REASONS = ['no_period', 'no_comparable_series', 'no_observation_in_time'] as const

const progressMethodId = z
  .enum(PROGRESS_METHODS)
  .meta({ id: 'ProgressMethodId', description: 'A method of measuring progress.' })
const notAssessableReason = z.enum(NOT_ASSESSABLE).meta({
  id: 'NotAssessableReason',
  description: 'Why a method does not apply, or why there is no growth.'
})

const reason = (what: string, example: string | null) =>
  field(
    notAssessableReason.nullable(),
    `${what} no_base_period, no_target_period: the projection names no such period. ` +
      'calendars_differ: base and target are periods of different calendars. ' +
      'no_later_observation: there is no observation after the base. too_few_points: the method ' +
      'needs more. base_zero: zero cannot grow. opposite_signs: no growth rate crosses zero. ' +
      'negative_values: growth of negative values is not defined. target_is_base: the target ' +
      'equals the base. target_date_past: the date is over or observed. rate: the figures are ' +
      'rates or shares, whose growth says nothing. no_direction: nobody said whether more is ' +
      'better. is_forecast: nobody can be held to a forecast, whose `assessment` has an error. ' +
      'not_finite: the figures ' +
      'are too far apart to compute.',
    example
  )

const assessment = component('ProgressAssessment', 'The result of one method.', {
  method: field(progressMethodId, 'The method, explained in `methods`.', 'growth_ratio'),
  value: numberOrNull('The value that the method measures, see its `measures`.', 0.033512),
  projected: numberOrNull(
    'The value that the method expects at the target date, in `unit`; null if it expects none.',
    61498451.3392
  ),
  score: numberOrNull('The score of the method, if it has one.', -2.3604),
  status: field(
    z.enum(PROGRESS_STATUSES).nullable(),
    'The class of the result, in the words of the method.',
    'limited'
  ),
  reason: reason('Why the method does not apply or gives no class.', null)
})

const progressRow = component('ProgressRow', 'Progress measured with one series.', {
  series: seriesReference,
  rule: textOrNull(
    'The rule that took one claim for each period; null if the series is that of one author.',
    'preferred'
  ),
  made: madeField,
  made_from: madeFromField,
  base: z
    .object({
      ...progressFigure.shape,
      is_own: field(
        z.boolean(),
        'True if the figure is from the base period; false if it is the first later figure of ' +
          'the series.',
        true
      ),
      basis: field(
        progressBasis,
        'stated: the base that the projection states; the series has the same figure, or none. ' +
          'rescaled: the same, but the series has another figure (up to a quarter, as after a ' +
          'revision), so all its figures are multiplied by `scale`. series: the figure of the ' +
          'series in the base period. later: its first later figure. issued: its newest figure ' +
          'when the projection was made. recent: its oldest figure of the last five years, ' +
          'because nothing was observed since the base.',
        'series'
      ),
      scale: number('The factor for all figures of the series.', 1)
    })
    .nullable()
    .meta({
      id: 'ProgressBase',
      description: 'The figure of the series where the promise begins; null if it has none.'
    }),
  latest: progressFigure.meta({
    id: 'ProgressLatest',
    description: 'The newest figure of the series, up to the target date.'
  }),
  points: whole(1, 1_000, 'Number of periods for which the series has figures.', 3),
  observed: component('ObservedGrowth', 'The growth that was observed.', {
    years: numberOrNull('Years from base to latest.', 1),
    annual_growth_percent: numberOrNull(
      'Compound growth a year from base to latest, in percent.',
      2.29
    ),
    annual_change: numberOrNull('The difference a year from base to latest.', 1200000),
    reason: reason('Why there is no growth.', null)
  }),
  required: component('SeriesRequiredGrowth', 'What the target requires of this series.', {
    years: numberOrNull('Years from the base of the series to the target.', 7),
    multiple: numberOrNull('The target as a multiple of the base of the series.', 38.0952),
    annual_growth_percent: numberOrNull(
      'Compound growth a year that leads from the base of the series to the target.',
      68.2
    ),
    annual_change: numberOrNull('The difference a year from base to target.', 278214285.7143),
    reason: field(
      requiredReason.nullable(),
      'Why a value is null; same codes as `required.reason` of the projection.',
      null
    )
  }),
  reached_percent: numberOrNull(
    'Share of the way covered from the base of the series to the target, in percent.',
    0.06
  ),
  reached_of_projection_percent: numberOrNull(
    'The same from the base that the projection names; negative if the series is below that ' +
      'base.',
    -21.64
  ),
  outcome: field(
    z.enum(['reached', 'missed']).nullable(),
    'Whether the figure for the target period keeps the promise; null if there is no figure ' +
      'yet.',
    null
  ),
  methods: list('The results of the methods, side by side.', assessment, PROGRESS_METHODS.length)
})

export const projectionProgressSchema = component(
  'ProjectionProgress',
  'Progress towards a projection, for each series and each method.',
  {
    projection: text('Id of the projection.', 'P001'),
    unit: field(unitSchema, 'Unit of all values.', 'USD'),
    measured_on: day('The day as of which progress is measured.', '2026-11-23'),
    direction: field(
      z.enum(['increase', 'decrease']).nullable(),
      'Whether the promise is an increase or a decrease; null for a rate if nobody said so.',
      'increase'
    ),
    target: component('ProgressTarget', 'The target against which progress is measured.', {
      period: textOrNull('When the target is due.', '2030'),
      period_label: periodLabelOrNull('2030'),
      value: number(
        'The weakest value that keeps the promise; for a range, the easier end.',
        2000000000
      ),
      bound: field(boundSchema, 'How the target is meant.', 'at_least')
    }),
    reason: field(
      z.enum(PROGRESS_REASONS).nullable(),
      'Why there are no rows. no_period: the projection names no base period and no target ' +
        'period, so no calendar fits. no_comparable_series: no observation has this metric, ' +
        'subject, partner and calendar in the sources asked for. no_observation_in_time: no ' +
        'observation up to the target date and `measured_on`.',
      null
    ),
    methods: list(
      'The methods asked for.',
      component('ProgressMethod', 'A method of measuring progress, with its publisher.', {
        id: field(progressMethodId, 'The method.', 'growth_ratio'),
        name: text('Name of the method.', 'Ratio of growth rates'),
        measures: text(
          'What the value and the classes of the method mean.',
          'value: observed growth as a share of the growth required.'
        ),
        source: text(
          'Who published the method.',
          'Eurostat, in the form of Statistics Canada and Open SDG'
        ),
        url: urlOrNull(
          'Where the method is described.',
          'https://github.com/open-sdg/open-sdg/blob/master/docs/progress-methodology.md'
        )
      }),
      PROGRESS_METHODS.length
    ),
    rows: list(
      'One row for each comparable series. Authors who disagree have separate rows. At most ' +
        `${SERIES_MAX}.`,
      progressRow,
      SERIES_MAX
    )
  }
)
export type ProjectionProgress = z.output<typeof projectionProgressSchema>
