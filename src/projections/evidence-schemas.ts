// The wire form of evidence: which series a projection is compared with, and how it was made.
import { z } from 'zod'
import { list, text, textOrNull } from '../http/answer-fields.ts'
import { oneOf, wordOrId } from '../http/parameters.ts'
import { seriesFigure } from '../observations/series/schemas.ts'
import { RULE_DESCRIPTION } from '../series/query-schemas.ts'
import { RULES, SOURCE_PREFIX } from '../series/rules.ts'
import { BASES } from './choose-base.ts'
import { WAYS_MADE } from './evidence.ts'

export const progressBasis = z
  .enum(BASES)
  .meta({ id: 'ProgressBasis', description: 'Which base was taken.' })

const CLAIMS_MAX = 1_000
const SERIES_MADE_FROM_MAX = 10

export const madeField = list(
  'How the points were made if they are not claims of exactly this series. mirror: the pair in ' +
    'the other order. dates_as_years: dates or months of a stock stand for their years. ' +
    'sum_of_periods: whole periods, added up from shorter ones. sum_of_metrics: added up from ' +
    'other metrics, such as exports and imports.',
  z.enum(WAYS_MADE).meta({ id: 'WayMade', description: 'A way to make the points of a series.' }),
  WAYS_MADE.length
)
export const madeFromField = list(
  'The ids of the series that the points come from, if these are others; see `/v1/series/{id}`.',
  text('The id of a series.', 'students_abroad~PAK~KAZ~~~~P1D'),
  SERIES_MADE_FROM_MAX
).meta({ examples: [['students_abroad~PAK~KAZ~~~~P1D']] })

export const computedFrom = list(
  'The ids of the claims that the figure was computed from; empty if somebody stated it.',
  text('The id of a claim.', 'C0392'),
  CLAIMS_MAX
).meta({ examples: [[]] })

/** A figure of evidence: a claim, or computed from claims. */
export const progressFigure = seriesFigure.extend({
  observation: textOrNull('The id of the claim; null if the figure is no claim.', 'C0392'),
  computed_from: computedFrom,
  source: seriesFigure.shape.source.nullable().meta({
    description: 'The document of the claim; null if the figure is no claim.',
    examples: [null]
  })
})

export const evidenceParameters = {
  by: oneOf(
    ['rule', 'author'],
    'rule (default): series that join the claims of all authors by `rule`, also those made of ' +
      'other series. author: a series for each author, without `rule`.',
    'rule'
  ).optional(),
  rule: wordOrId(RULES, SOURCE_PREFIX, RULE_DESCRIPTION, 'preferred').optional()
}
