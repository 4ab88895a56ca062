import { z } from 'zod'
import { component, list, numberOrNull, text, textOrNull } from '../http/answer-fields.ts'
import { field } from '../http/envelope.ts'
import { date, idList, oneOf } from '../http/parameters.ts'
import { pairParameters } from '../observations/query-schemas.ts'
import { figureFields, recorded_at, sourceReference } from '../observations/schemas.ts'
import { boundSchema, unitSchema } from '../vocabulary-schemas.ts'
import { SHAPES } from './model/path.ts'
import { REQUIRED_REASONS } from './required-growth.ts'

export const pathShape = z
  .enum(SHAPES)
  .meta({ id: 'PathShape', description: 'The shape of a path.' })
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
  'A published claim about the future, with what it requires.',
  {
    id: text('Id of the projection; it never changes.', 'P001'),
    metric: field(figureFields.metric, 'What is measured: id of a metric.', 'goods_trade'),
    subject: field(figureFields.subject, 'Whom or what it is about: id of an entity.', 'PAK'),
    partner: field(figureFields.partner, 'The other side, where the metric has one.', 'KAZ'),
    scenario: text('The family it belongs to, see `/v1/scenarios`.', 'strengthened-ties'),
    unit: field(unitSchema, 'Unit of all its figures.', 'USD'),
    base: component('ProjectionBase', 'The starting point the source names.', {
      period: textOrNull('Where it starts from; null where the source names no period.', '2023'),
      value: numberOrNull('The figure it starts from, as the source gives it.', 400000000)
    }),
    target: component('ProjectionTarget', 'What is promised or expected.', {
      period: textOrNull(
        'When it is to be reached; null where the source names no period.',
        '2030'
      ),
      value: numberOrNull(
        'The figure to be reached; null where only `low` and `high` are known.',
        2000000000
      ),
      low: numberOrNull('Lower end of a range.', null),
      high: numberOrNull('Upper end of a range.', null),
      bound: field(boundSchema, 'How the figure is meant: "2 Billion+" is at_least.', 'at_least'),
      text: text('The figure as printed.', '$2 Billion+')
    }),
    required: component('RequiredGrowth', 'What reality would have to do.', {
      years: numberOrNull('Years from base to target.', 7),
      multiple: numberOrNull('The target as a multiple of the base.', 5),
      annual_growth_percent: numberOrNull(
        'Compound growth a year that leads from base to target, in percent.',
        25.85
      ),
      reason: field(
        requiredReason.nullable(),
        'Why something is null. range_target: no single value. no_base, base_zero: nothing ' +
          'to grow from. no_base_period, no_target_period: the source names none. ' +
          'calendars_differ: such as a fiscal base year and a calendar target year. ' +
          'target_not_later: no time between them. opposite_signs: no growth rate leads ' +
          'across zero. not_finite: the figures lie too far apart to compute with.',
        null
      )
    }),
    condition: textOrNull('Under which condition it was said.', 'ties strengthened'),
    issued_on: textOrNull(
      'When it was said, as precise as known; null where the source does not tell.',
      null
    ),
    attributed_to: textOrNull('Whose projection it is.', 'Archyworldys'),
    source: field(sourceReference, 'The document it was read in.', SEED_SOURCE),
    note: textOrNull('What a careful reader should know.', 'table, projected column'),
    recorded_at
  }
)
export type Projection = z.output<typeof projectionSchema>

export const listProjectionsQuery = {
  metric: pairParameters.metric,
  subject: idList(
    'Only these subjects: ids of entities; countries as alpha-2 or alpha-3 in any case.',
    ['PAK']
  ).optional(),
  partner: idList('Only these partners: ids of entities, as for subject.', ['KAZ']).optional(),
  between: pairParameters.between,
  scenario: idList('Only these scenarios: ids parted by commas.', ['strengthened-ties']).optional(),
  target_from: date(
    'starts_on',
    'Only targets that begin on or after the first day of this year, month or day.',
    '2030'
  ).optional(),
  target_to: date(
    'ends_on',
    'Only targets that end on or before the last day of this year, month or day.',
    '2030'
  ).optional(),
  source: idList('Only projections read in these sources: ids parted by commas.', [
    'archyworldys-pak-kaz'
  ]).optional()
}

const growthOf = (what: string, example: number | null) =>
  numberOrNull(
    `Growth of ${what} against the period before, in percent; null in the first period.`,
    example
  )

/**
 * Why there is no path: what keeps growth from being computed, and what keeps a path from being
 * drawn.
 */
const pathReason = z
  .enum([...REQUIRED_REASONS, 'target_zero', 'too_many_periods'])
  .meta({ id: 'PathReason', description: 'Why a projection has no path.' })

export const projectionPathSchema = component(
  'ProjectionPath',
  'What a projection requires, period by period.',
  {
    projection: text('Id of the projection.', 'P001'),
    shape: field(pathShape, 'Shape of the path.', 'compound'),
    unit: field(unitSchema, 'Unit of the values.', 'USD'),
    bound: field(
      boundSchema,
      'How the target is meant, and with it every value on the way: at_least makes the path ' +
        'a floor.',
      'at_least'
    ),
    reason: field(
      pathReason.nullable(),
      'Why the projection is not assessable and has no path: the codes of `required.reason`; ' +
        'target_zero: no equal growth leads there; too_many_periods: more than 1,000, or base ' +
        'and target do not lie whole periods apart. Null where it has one.',
      null
    ),
    points: list(
      'From base to target, both included; empty where there is a reason.',
      component('PathPoint', 'One period of a path.', {
        period: text('The period, in the calendar of base and target.', '2024'),
        value: numberOrNull(
          'Value on the way to a single target; null where the target is a range.',
          503399580.2567
        ),
        low: numberOrNull('Value on the way to the lower end of a range.', null),
        high: numberOrNull('Value on the way to the upper end of a range.', null),
        growth_percent: growthOf('value', 25.85),
        low_growth_percent: growthOf('low', null),
        high_growth_percent: growthOf('high', null)
      }),
      1_000
    )
  }
)
export type ProjectionPath = z.output<typeof projectionPathSchema>

export const projectionPathQuery = {
  shape: oneOf(
    SHAPES,
    'compound: equal growth each period, the default. linear: equal amounts. logistic: ' +
      'slow, fast, slow.',
    'compound'
  ).optional()
}
