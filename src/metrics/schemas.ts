import { z } from 'zod'
import {
  component,
  count,
  extended,
  list,
  numberOrNull,
  text,
  textOrNull
} from '../http/answer-fields.ts'
import { field } from '../http/envelope.ts'
import { idList, searchTerm, wordList } from '../http/parameters.ts'
import { CALENDAR, seriesReference } from '../observations/series/schemas.ts'
import { unitSchema } from '../units/unit-id.ts'
import { METRIC_KINDS, TOPICS } from '../vocabularies.ts'
import {
  aggregationSchema,
  byProductSchema,
  desiredSchema,
  entityKindSchema,
  metricKindSchema,
  partneredSchema,
  topicSchema
} from '../vocabulary-schemas.ts'

const coverageFields = {
  observations: count('The number of claims.', 55),
  first_period: textOrNull('The period that ends first; null if no claim names a period.', '2016'),
  last_period: textOrNull('The period that ends last.', '2025'),
  sources: count('The number of sources that the claims were read in.', 40)
}

const metricFields = {
  id: text('The id of the metric.', 'goods_trade'),
  name: text('The name in full.', 'Goods trade turnover'),
  short_name: textOrNull(
    'A name of at most 30 characters for charts and tables; null if there is none.',
    'Goods trade'
  ),
  definition: text(
    'What exactly is measured, and what is not.',
    'Two-way value of goods, exports plus imports, between subject and partner in the ' +
      'period. Subject is the side whose figure it is (reporter); the figures of both sides are ' +
      'of the same trade, yet mirror statistics differ.'
  ),
  unit: field(unitSchema, 'The unit of all figures of this metric.', 'USD'),
  topic: field(topicSchema, 'The topic of the metric.', 'trade'),
  kind: field(
    metricKindSchema,
    'flow: per period. stock: at a point in time. index, ratio, duration, distance: as ' +
      'the word says.',
    'flow'
  ),
  desired: field(desiredSchema, 'Which change is better.', 'increase'),
  subject_kinds: field(z.array(entityKindSchema), 'The kinds of entity that can be the subject.', [
    'country',
    'group'
  ]),
  partnered: field(partneredSchema, 'Whether figures name a partner.', 'yes'),
  symmetric: field(
    z.boolean(),
    'Whether subject and partner can be exchanged: the figure is then the same quantity, ' +
      'seen from the other side.',
    true
  ),
  aggregation: field(
    aggregationSchema,
    'How the values of shorter periods, or of parts, combine.',
    'sum'
  ),
  by_product: field(
    byProductSchema,
    'Whether figures name a product; see `/v1/products`.',
    'optional'
  ),
  minimum: numberOrNull(
    'The smallest figure that the metric can have, such as 0 for a count and 1 for a rank; null ' +
      'if there is none. Figures below it are refused.',
    0
  ),
  maximum: numberOrNull(
    'The largest figure that the metric can have, such as 100 for a share of a whole; null if ' +
      'there is none. Figures above it are refused.',
    null
  ),
  coverage: component(
    'Coverage',
    'How much data the data set holds for this metric; each import updates it.',
    {
      ...coverageFields,
      subjects: count('The number of entities that the claims are about.', 12)
    }
  )
}

export const metricSchema = component(
  'Metric',
  'A quantity with its definition and unit.',
  metricFields
)
export type Metric = z.output<typeof metricSchema>

const { direction, mode, product, attributed_to } = seriesReference.shape

const seriesSchema = component(
  'SeriesCoverage',
  'Claims that can be compared over time: everything except the period is equal.',
  {
    subject: text('The id of the entity that is measured.', 'KAZ'),
    partner: textOrNull('The id of the other side; null if there is none.', 'PAK'),
    direction,
    mode,
    product,
    attributed_to,
    calendar: textOrNull(`${CALENDAR} Null for claims without a period.`, 'P1Y-01'),
    ...coverageFields
  }
)

export const metricDetailSchema = extended(
  metricSchema,
  'MetricDetail',
  'A metric with the coverage of each of its series.',
  {
    series: list(
      'The coverage of each series, the largest first; at most 1,000.',
      seriesSchema,
      1_000
    )
  }
)
export type MetricDetail = z.output<typeof metricDetailSchema>

export const listMetricsQuery = {
  topic: wordList(TOPICS, 'Only metrics of these topics.', ['trade']).optional(),
  kind: wordList(METRIC_KINDS, 'Only metrics of these kinds.', ['flow']).optional(),
  unit: idList('Only metrics whose figures are in these units, in upper or lower case.', [
    'USD'
  ]).optional(),
  q: searchTerm(
    1,
    'Only metrics whose id, names or definition contain this text, in upper or lower case.',
    'turnover'
  ).optional()
}
