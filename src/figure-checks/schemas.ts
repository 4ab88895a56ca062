import { z } from 'zod'
import {
  component,
  count,
  day,
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
import { VERDICTS } from './model/verdicts.ts'

/** So many claims and projections are shown: the nearest. */
export const SHOWN_MAX = 10

export const verdictSchema = z.enum(VERDICTS).meta({
  id: 'FigureCheckVerdict',
  description:
    'agrees: with all claims of the thing and period. agrees_with_some: with one or more of ' +
    'them. within_range: between the least and the most that is claimed. other_unit: times or ' +
    'divided by a thousand, a million, a lakh or a crore it agrees with a claim. ' +
    'other_currency: converted by the rate of the period it does. other_period: it agrees with ' +
    'a claim for a neighbouring period, or for one that shares a day with this one, such as a ' +
    'fiscal year. other_direction: it agrees with a claim about the mirror: the partner, the ' +
    'way back, or imports in place of exports. outside_all: none of these. no_claim: nobody ' +
    'claims a figure for this period. The first that holds is given.',
  examples: ['agrees_with_some']
})

const claimBeside = extended(
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
const thingFields = {
  metric,
  subject,
  partner,
  direction: field(directionSchema.nullable(), 'The direction; null for claims without one.', null),
  mode: field(modeSchema.nullable(), 'The mode of transport; null for claims without one.', null),
  product: textOrNull('The product; null for totals.', null)
}

const statedFigure = component('StatedFigure', 'How the stated figure was read.', {
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

const foundElsewhere = component(
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

const pointOfSeries = component('FigureCheckPoint', 'The point of the series for the period.', {
  observation: text('The id of the claim that the rule `preferred` takes.', 'C0001'),
  value: numberOrNull('Its figure; null for a range.', 400000000),
  low: numberOrNull('The lower end of a range.', null),
  high: numberOrNull('The upper end of a range.', null),
  bound: field(boundSchema, 'How exactly the figure is known.', 'exact')
})

const projectionBeside = component(
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

export const figureCheckSchema = component(
  'FigureCheck',
  'A stated figure held against what is known of its thing and period. It says neither true nor ' +
    'false.',
  {
    ...thingFields,
    period: text('The period that the figure was stated for.', '2023'),
    period_label: text('The period for people.', '2023'),
    starts_on: day('The first day of the period.', '2023-01-01'),
    ends_on: day('The last day of the period.', '2023-12-31'),
    unit: field(unitSchema, 'The unit of the metric, and of all figures of claims.', 'USD'),
    stated: statedFigure,
    method: field(z.literal('figure_check'), 'The name of the rule.', 'figure_check'),
    verdict: verdictSchema,
    sentence: text(
      'The answer in plain words.',
      '"$400 million" agrees with 1 of 2 claims about Goods trade turnover, Pakistan–' +
        'Kazakhstan, 2023.'
    ),
    claims_count: count('The claims of the thing and period.', 2),
    agreeing_count: count('Those that the figure agrees with, as it was compared.', 1),
    range: component('ClaimedRange', 'From the least to the most that is claimed.', {
      low: number('The least.', 52500000),
      high: number('The most.', 400000000)
    })
      .nullable()
      .meta({
        description: 'Null without a claim of the period.',
        examples: [{ low: 52500000, high: 400000000 }]
      }),
    nearest: list(
      `The claims of the thing and period, those nearest to the figure first, at most ` +
        `${SHOWN_MAX}. Without any: claims of the thing for the periods nearest in time.`,
      claimBeside
    ),
    mirror: list(
      'The same flow for the same period as the other side tells it (subject and partner ' +
        'exchanged, imports in place of exports), those nearest to the figure first; none for ' +
        'metrics that are another flow with the sides exchanged. At most ' +
        `${SHOWN_MAX}. They do not count for agrees, agrees_with_some and within_range.`,
      claimBeside
    ),
    undated: list(
      `The claims of the thing whose sources name no period, those nearest to the figure first, at ` +
        `most ${SHOWN_MAX}. They do not count for the verdict.`,
      claimBeside
    ),
    found: foundElsewhere.nullable().meta({
      description:
        'Where the figure agrees after all; null unless the verdict begins with `other_`.',
      examples: [null]
    }),
    series: component('FigureCheckSeries', 'The series of the thing.', {
      id: text('Its id: see `/v1/series/{id}`.', 'goods_trade~PAK~KAZ~~~~P1Y-01'),
      point: pointOfSeries.nullable().meta({
        description: 'Its point for the period by the rule `preferred`; null without a claim.',
        examples: [null]
      })
    }),
    projections: list(
      `What was promised or forecast for this period, at most ${SHOWN_MAX}; of a metric that both ` +
        'sides share also with the sides exchanged.',
      projectionBeside
    )
  }
)
export type FigureCheck = z.output<typeof figureCheckSchema>
