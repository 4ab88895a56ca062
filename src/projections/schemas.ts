import { z } from 'zod'
import { component, numberOrNull, text, textOrNull } from '../http/answer-fields.ts'
import { field } from '../http/envelope.ts'
import { date, freeText, idList, oneOf, wordList } from '../http/parameters.ts'
import { kindParameters, pairParameters } from '../observations/query-schemas.ts'
import {
  figureFields,
  nameFields,
  periodLabelOrNull,
  recorded_at,
  sourceReference
} from '../observations/schemas.ts'
import { unitSchema } from '../units/unit-id.ts'
import { ASSESSMENT_STATUSES, PROJECTION_KINDS } from '../vocabularies.ts'
import { boundSchema, projectionKindSchema } from '../vocabulary-schemas.ts'
import { assessmentSchema, STATUS_TEXT } from './assessment-schemas.ts'
import { REQUIRED_REASONS } from './required-growth.ts'

export const requiredReason = z.enum(REQUIRED_REASONS).meta({
  id: 'RequiredGrowthReason',
  description: 'Why the growth that a projection requires cannot be computed.'
})

const SEED_SOURCE = {
  id: 'archyworldys-pak-kaz',
  publisher: 'Archyworldys',
  kind: 'press',
  url: null,
  published: null
}

export const projectionSchema = component(
  'Projection',
  'A published claim about the future, with the growth it requires.',
  {
    id: text('Id of the projection. It never changes.', 'P001'),
    metric: field(figureFields.metric, 'Id of the metric.', 'goods_trade'),
    subject: field(figureFields.subject, 'Id of the entity that the projection is about.', 'PAK'),
    partner: field(
      figureFields.partner,
      'Id of the other entity, if the metric has a partner.',
      'KAZ'
    ),
    metric_name: nameFields.metric_name,
    subject_name: field(
      nameFields.subject_name,
      'The name of the subject; only with `names`.',
      'Pakistan'
    ),
    partner_name: field(
      nameFields.partner_name,
      'The name of the partner; only with `names`. Null if there is none.',
      'Kazakhstan'
    ),
    scenario: text('The scenario to which it belongs, see `/v1/scenarios`.', 'strengthened-ties'),
    kind: field(projectionKindSchema, 'The kind of the projection.', 'target'),
    unit: field(unitSchema, 'Unit of all figures.', 'USD'),
    base: component('ProjectionBase', 'The starting point that the source names.', {
      period: textOrNull('The starting period; null if the source names none.', '2023'),
      period_label: periodLabelOrNull('2023'),
      value: numberOrNull('The starting figure, as the source gives it.', 400000000)
    }),
    target: component('ProjectionTarget', 'What is promised or expected.', {
      period: textOrNull('When the target is due; null if the source names no period.', '2030'),
      period_label: periodLabelOrNull('2030'),
      value: numberOrNull(
        'The target figure; null if only `low` and `high` are known.',
        2000000000
      ),
      low: numberOrNull('Lower end of a range.', null),
      high: numberOrNull('Upper end of a range.', null),
      bound: field(boundSchema, 'How to read the figure: "2 Billion+" is at_least.', 'at_least'),
      text: text('The figure as printed.', '$2 Billion+')
    }),
    required: component('RequiredGrowth', 'The growth that the projection requires.', {
      years: numberOrNull('Years from base to target.', 7),
      multiple: numberOrNull('The target as a multiple of the base.', 5),
      annual_growth_percent: numberOrNull(
        'Compound growth a year that leads from base to target, in percent.',
        25.85
      ),
      annual_change: numberOrNull(
        'The difference a year that leads from base to target, in `unit`.',
        228571428.5714
      ),
      reason: field(
        requiredReason.nullable(),
        'Why a value is null. rate: the figures are rates or shares, whose growth says nothing; ' +
          'see `annual_change`. range_target: the target is not one value. no_base: there is no ' +
          'base. base_zero: zero cannot grow. no_base_period, no_target_period: the source names ' +
          'no such period. calendars_differ: for example a fiscal base year and a calendar ' +
          'target year. target_not_later: the target is not after the base. opposite_signs: no ' +
          'growth rate crosses zero. negative_values: growth of negative values is not defined. ' +
          'not_finite: the figures are too far apart to compute.',
        null
      )
    }),
    condition: textOrNull('The condition of the projection.', 'ties strengthened'),
    issued_on: textOrNull(
      'When the projection was made, as far as known; null if the source does not say.',
      null
    ),
    attributed_to: textOrNull('Who made the projection.', 'Archyworldys'),
    source: field(sourceReference, 'The document that has the projection.', SEED_SOURCE),
    note: textOrNull('What a careful reader should know.', 'table, projected column'),
    recorded_at,
    assessment: assessmentSchema
  }
)
/** A projection with its assessment, as answers show it. */
export type AssessedProjection = z.output<typeof projectionSchema>
export type Projection = Omit<AssessedProjection, 'assessment'>
export type ProjectionAssessment = AssessedProjection['assessment']
export type ProjectionKind = Projection['kind']

const PROJECTION_SORTS = ['id', 'gap_percent', '-gap_percent'] as const
export type ProjectionSort = (typeof PROJECTION_SORTS)[number]

export const listProjectionsQuery = {
  metric: pairParameters.metric,
  subject: idList(
    'Only these subjects: ids or names of entities; countries also as ISO 3166-1 codes.',
    ['PAK']
  ).optional(),
  partner: idList('Only these partners, named as for `subject`.', ['KAZ']).optional(),
  between: pairParameters.between,
  country: pairParameters.country,
  ...kindParameters,
  scenario: idList('Only these scenarios: ids separated by commas.', [
    'strengthened-ties'
  ]).optional(),
  kind: wordList(PROJECTION_KINDS, 'Only projections of these kinds.', ['target'])
    .meta({ component: 'OfProjectionKind' })
    .optional(),
  target_from: date(
    'starts_on',
    'Only targets that begin on or after the first day of this year, month, day or period.',
    '2030'
  ).optional(),
  target_to: date(
    'ends_on',
    'Only targets that end on or before the last day of this year, month, day or period.',
    '2030'
  ).optional(),
  source: idList('Only projections from these sources: ids separated by commas.', [
    'archyworldys-pak-kaz'
  ]).optional(),
  attributed_to: freeText(
    200,
    'Only projections that this person or body made, named as in `attributed_to`. ' +
      '`/v1/score-card` lists the names.',
    'Archyworldys'
  ).optional(),
  status: wordList(ASSESSMENT_STATUSES, `Only targets that stand like this. ${STATUS_TEXT}`, [
    'wrong_way',
    'far_behind'
  ]).optional(),
  sort: oneOf(
    PROJECTION_SORTS,
    'The order: by the id, or by what is missing to the way to the target in percent; `-` for ' +
      'the largest gap first. Projections without a gap come last, equal ones by id.',
    '-gap_percent'
  ).optional()
}
