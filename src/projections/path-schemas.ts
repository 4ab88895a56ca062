// The wire form of the path that a projection requires.
import { z } from 'zod'
import { component, list, numberOrNull, text } from '../http/answer-fields.ts'
import { field } from '../http/envelope.ts'
import { oneOf } from '../http/parameters.ts'
import { periodLabel } from '../observations/schemas.ts'
import { unitSchema } from '../units/unit-id.ts'
import { boundSchema } from '../vocabulary-schemas.ts'
import { SHAPES } from './model/path.ts'
import { REQUIRED_REASONS } from './required-growth.ts'

export const pathShape = z
  .enum(SHAPES)
  .meta({ id: 'PathShape', description: 'The shape of a path.' })

const growthOf = (what: string, example: number | null) =>
  numberOrNull(
    `Growth of ${what} since the period before, in percent; null in the first period.`,
    example
  )

/** Why there is no path: the reasons why growth cannot be computed, and two more for a path. */
const pathReason = z
  .enum([...REQUIRED_REASONS, 'target_zero', 'too_many_periods'])
  .meta({ id: 'PathReason', description: 'Why a projection has no path.' })

export const projectionPathSchema = component(
  'ProjectionPath',
  'The values that a projection requires, period by period.',
  {
    projection: text('Id of the projection.', 'P001'),
    shape: field(pathShape, 'Shape of the path.', 'compound'),
    unit: field(unitSchema, 'Unit of the values.', 'USD'),
    bound: field(
      boundSchema,
      'How to read the target and every value on the way. With at_least, each value is a ' +
        'minimum.',
      'at_least'
    ),
    reason: field(
      pathReason.nullable(),
      'Why the projection has no path; null if it has one. Codes of `required.reason`, and: ' +
        'target_zero, no equal growth leads to zero; too_many_periods, more than 1,000 or not a ' +
        'whole number of periods.',
      null
    ),
    points: list(
      'From base to target, both included; empty if there is a reason.',
      component('PathPoint', 'One period of a path.', {
        period: text('The period, in the calendar of base and target.', '2024'),
        period_label: periodLabel('2024'),
        value: numberOrNull(
          'Value on the way to a single target; null if the target is a range.',
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
    'compound (default): equal growth each period. linear (default for rates and shares): equal ' +
      'amounts. logistic: slow, fast, ' +
      'slow.',
    'compound'
  ).optional()
}
