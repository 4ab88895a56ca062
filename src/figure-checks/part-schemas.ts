// The parts of the answer to a figure check.
import { z } from 'zod'
import {
  component,
  count,
  extended,
  list,
  number,
  numberOrNull,
  text,
  textOrNull
} from '../http/answer-fields.ts'
import { field } from '../http/envelope.ts'
import { observationSchema } from '../observations/schemas.ts'
import { unitSchema } from '../units/unit-id.ts'
import {
  boundSchema,
  directionSchema,
  modeSchema,
  projectionKindSchema
} from '../vocabulary-schemas.ts'

/** So many claims and projections are shown: the nearest. */
export const SHOWN_MAX = 10

export const claimBeside = extended(
  observationSchema,
  'ComparedClaim',
  'A claim, and how far the stated figure lies from it.',
  {
    agrees: field(z.boolean(), 'Whether the figure agrees with it, as it was compared.', true),
    difference: number(
      'The figure as it was compared less the claim, or less the nearer end of a range; 0 inside.',
      0
    ),
    difference_percent: numberOrNull(
      'The difference as a percentage of the claim; null for a claim of zero.',
      0
    )
  }
)
export type ClaimBeside = z.output<typeof claimBeside>

const { metric, subject, partner, source } = observationSchema.shape
/** What a figure is about. */
export const thingFields = {
  metric,
  subject,
  partner,
  direction: field(directionSchema.nullable(), 'The direction; null for claims without one.', null),
  mode: field(modeSchema.nullable(), 'The mode of transport; null for claims without one.', null),
  product: textOrNull('The product; null for totals.', null)
}

export const statedFigure = component('StatedFigure', 'How the stated figure was read.', {
  text: text('The figure as it was stated.', '$400 million'),
  value: number('The figure, in `unit` of this object.', 400000000),
  unit: field(unitSchema, 'The unit in which it was stated, as far as it was read.', 'USD'),
  bound: field(
    boundSchema,
    'How exactly it was stated, as far as words say it. It does not move the verdict.',
    'exact'
  ),
  rate: numberOrNull(
    'Units of its currency for one US dollar in the period; null unless it was converted.',
    null
  ),
  rate_observation: textOrNull('The id of the claim that says the rate.', null),
  compared: number('The figure as it was compared, in the unit of the metric.', 400000000),
  half_unit: number(
    'Half a unit of its last printed digit, in the unit of the metric: it agrees with claims at ' +
      'least so near.',
    500000
  )
})

export const foundElsewhere = component(
  'FigureFoundElsewhere',
  'Where the figure agrees with claims that it does not agree with as it was stated.',
  {
    compared: number('The figure after the change, in the unit of the metric.', 52500000),
    multiply_by: numberOrNull('The factor that makes it agree; null unless `other_unit`.', null),
    scale: field(
      z.enum(['thousand', 'million', 'lakh', 'crore']).nullable(),
      'The word of that factor.',
      null
    ),
    currency: textOrNull('The currency that it is in; null unless `other_currency`.', null),
    rate: numberOrNull('Units of that currency for one US dollar, in the period.', null),
    rate_observation: textOrNull('The id of the claim that says the rate.', null),
    ...thingFields,
    period: text('The period of these claims.', '2023'),
    period_label: text('The period for people.', '2023'),
    claims_count: count('The claims that it agrees with there.', 1),
    claims: list(`Those claims, the nearest first, at most ${SHOWN_MAX}.`, claimBeside)
  }
)

export const pointOfSeries = component(
  'FigureCheckPoint',
  'The point of the series for the period.',
  {
    observation: text('The id of the claim that the rule `preferred` takes.', 'C0001'),
    value: numberOrNull('Its figure; null for a range.', 400000000),
    low: numberOrNull('The lower end of a range.', null),
    high: numberOrNull('The upper end of a range.', null),
    bound: field(boundSchema, 'How exactly the figure is known.', 'exact')
  }
)

export const projectionBeside = component(
  'CheckedProjection',
  'A projection for the period, and whether the figure agrees with it.',
  {
    id: text('The id of the projection.', 'P001'),
    kind: field(projectionKindSchema, 'Whether it is a target or a forecast.', 'target'),
    subject,
    partner,
    scenario: text('The scenario.', 'strengthened-ties'),
    value: numberOrNull('The figure; null for a range.', 2000000000),
    low: numberOrNull('The lower end of a range.', null),
    high: numberOrNull('The upper end of a range.', null),
    bound: field(boundSchema, 'How to read the figure.', 'at_least'),
    text: text('The figure as printed.', '$2 Billion+'),
    agrees: field(z.boolean(), 'Whether the stated figure agrees with it.', true),
    attributed_to: textOrNull('Who made it.', 'Archyworldys'),
    source
  }
)
export type ProjectionBeside = z.output<typeof projectionBeside>
