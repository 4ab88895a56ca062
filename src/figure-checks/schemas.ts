import { z } from 'zod'
import { component, count, day, list, number, text } from '../http/answer-fields.ts'
import { field } from '../http/envelope.ts'
import { unitSchema } from '../units/unit-id.ts'
import { VERDICTS } from './model/verdicts.ts'

import {
  claimBeside,
  foundElsewhere,
  pointOfSeries,
  projectionBeside,
  SHOWN_MAX,
  statedFigure,
  thingFields
} from './part-schemas.ts'

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
