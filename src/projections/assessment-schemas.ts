// The wire form of assessments.
import { z } from 'zod'
import { component, number, numberOrNull, text, textOrNull } from '../http/answer-fields.ts'
import { field } from '../http/envelope.ts'
import { ASSESSMENT_STATUSES } from '../vocabularies.ts'
import { ASSESSMENT_REASONS } from './assessment-words.ts'
import { computedFrom, madeField, madeFromField, progressBasis } from './evidence-schemas.ts'

const assessmentStatus = z.enum(ASSESSMENT_STATUSES).meta({
  id: 'AssessmentStatus',
  description: 'How a target stands.'
})
const assessmentReason = z.enum(ASSESSMENT_REASONS).meta({
  id: 'AssessmentReason',
  description: 'Why a projection has no status or no error.'
})
export const STATUS_TEXT =
  'achieved: the target is met. Not met yet, by observed growth as a share of the growth ' +
  'required (method growth_ratio): on_track from 0.95, behind from 0.60, far_behind from 0, ' +
  'wrong_way below. missed: its period was observed and fell short. not_assessable: `reason` ' +
  'says why.'

const series = component('AssessedSeries', 'The series on which the assessment rests.', {
  id: text(
    'Its id, and its address in `/v1/series/{id}` if `made_from` is empty; else those are.',
    'goods_trade~PAK~KAZ~~~~P1Y-01'
  ),
  rule: text('The rule that took one claim for each period.', 'preferred'),
  made: madeField,
  made_from: madeFromField
})
const base = component('AssessmentBase', 'Where the way to the target begins.', {
  basis: field(
    progressBasis,
    'Which base was taken; see `/v1/projections/{id}/progress`.',
    'stated'
  ),
  period: text('Its period.', '2023'),
  value: number('Its figure.', 400000000),
  scale: number('The factor for all figures of the series; 1 unless `basis` is rescaled.', 1)
})
const latest = component('AssessmentLatest', 'The newest figure up to the target.', {
  observation: textOrNull('The id of the claim; null if the figure is no claim.', 'C0428'),
  computed_from: computedFrom,
  period: text('Its period.', '2025'),
  value: number('The figure.', 250000000)
})
const asked = component('AskedValue', 'What the way from base to target asks for.', {
  period: text('The period.', '2026'),
  value: number('The value.', 797294126.2555)
})
const required = component('GrowthFromNow', 'What leads from the newest figure to the target.', {
  years: number('Years from the newest figure to the target.', 5),
  annual_growth_percent: numberOrNull(
    'Compound growth a year, in percent; null for rates and if no growth leads there.',
    51.57
  ),
  annual_change: numberOrNull('The difference a year, in `unit`.', 350000000)
})
const errorField = (what: string, example: number) =>
  numberOrNull(`${what}, in percent of what came; null for rates.`, example)
const error = component('ForecastError', 'How far a published forecast was off.', {
  actual: number('What came, in `unit`.', 4500000),
  error: number(
    'Forecast less actual, so above zero if too much was expected; from the nearer end of a ' +
      'range or an open bound, and zero inside of it. If the series was revised since, the ' +
      'forecast is divided by `base.scale` first.',
    -300000
  ),
  error_percent: errorField('The error', -6.67),
  naive_error: numberOrNull('The error of the last figure known then, carried on.', -1800000),
  naive_error_percent: errorField('That error', -40),
  drift_error: numberOrNull('The error of the mean change known then, carried on.', -1095333.3333),
  drift_error_percent: errorField('That error', -24.34)
})

/** The first promise of the article. */
const EXAMPLE = {
  series: {
    id: 'goods_trade~PAK~KAZ~~~~P1Y-01',
    rule: 'preferred',
    made: [],
    made_from: []
  },
  base: { basis: 'stated', period: '2023', value: 400000000, scale: 1 },
  latest: {
    observation: 'C0428',
    computed_from: [],
    period: '2025',
    value: 250000000
  },
  now: { period: '2026', value: 797294126.2555 },
  required: { years: 5, annual_growth_percent: 51.57, annual_change: 350000000 }
} as const
const NULL_TEXT = 'null if there is none.'
export const assessmentSchema = component(
  'ProjectionAssessment',
  'Is it on track? For a target its status, for a forecast its error, kept since the data changed.',
  {
    status: field(assessmentStatus.nullable(), `${STATUS_TEXT} Null for a forecast.`, 'wrong_way'),
    reason: field(
      assessmentReason.nullable(),
      'Why there is none. no_comparable_series: no claim about this. no_observation_in_time: ' +
        'none up to the target. stale_series: the newest figure is more than three years, or ' +
        'three of its steps, old. not_observed: no figure for the target period yet. ' +
        'not_assessed_then: ' +
        'the data of that time (`as_of`) were not assessed. The others are those of ' +
        '`/v1/projections/{id}/progress`.',
      null
    ),
    method: field(
      z.literal('growth_ratio').nullable(),
      'The method of the status; null for a forecast.',
      'growth_ratio'
    ),
    ratio: numberOrNull('Observed growth as a share of the growth required.', -0.81018),
    series: field(series.nullable(), `The series on which it rests; ${NULL_TEXT}`, EXAMPLE.series),
    base: field(base.nullable(), `Where the way begins; ${NULL_TEXT}`, EXAMPLE.base),
    latest: field(latest.nullable(), `The newest figure; ${NULL_TEXT}`, EXAMPLE.latest),
    asked: numberOrNull(
      'What the way from base to target asks for in the period of `latest`; null without a status.',
      633527843.5066
    ),
    gap: numberOrNull('What `latest` lacks to that; below zero if it is ahead.', 383527843.5066),
    gap_percent: numberOrNull('The same in percent of `asked`.', 60.54),
    now: field(
      asked.nullable(),
      'What the way asks for in the period of `meta.updated_at`; null outside of the way.',
      EXAMPLE.now
    ),
    reached_percent: numberOrNull(
      'The share of the way from base to target that is covered, in percent.',
      -9.38
    ),
    target_value: numberOrNull('The weakest value that keeps the target.', 2000000000),
    required: field(
      required.nullable(),
      'What is required from `latest` on; null if the target is met or over.',
      EXAMPLE.required
    ),
    error: field(error.nullable(), 'Only for a forecast whose period was observed.', null)
  }
)
