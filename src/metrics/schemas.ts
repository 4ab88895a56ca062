import { z } from 'zod'
import { component, count, extended, list, text, textOrNull } from '../http/answer-fields.ts'
import { field } from '../http/envelope.ts'
import { searchTerm, wordList } from '../http/parameters.ts'
import { CALENDAR, seriesReference } from '../observations/series/schemas.ts'
import { METRIC_KINDS, TOPICS } from '../vocabularies.ts'
import {
  aggregationSchema,
  desiredSchema,
  entityKindSchema,
  metricKindSchema,
  partneredSchema,
  topicSchema,
  unitSchema
} from '../vocabulary-schemas.ts'

const coverageFields = {
  observations: count('How many claims there are.', 55),
  first_period: textOrNull(
    'The period that ends first; null where no claim names a period.',
    '2016'
  ),
  last_period: textOrNull('The period that ends last.', '2025'),
  sources: count('How many sources the claims were read in.', 40)
}

const metricFields = {
  id: text('Id of the metric.', 'goods_trade'),
  name: text('Short name.', 'Goods trade turnover'),
  definition: text(
    'What exactly is measured, and what is not.',
    'Two-way value of goods, exports plus imports, between subject and partner in the ' +
      'period. Subject is the side whose figure it is (reporter); the pair is not symmetric ' +
      'because mirror statistics differ.'
  ),
  unit: field(unitSchema, 'Unit of every figure of this metric.', 'USD'),
  topic: field(topicSchema, 'The field it belongs to.', 'trade'),
  kind: field(
    metricKindSchema,
    'flow: per period. stock: at a time. index, ratio, duration, distance.',
    'flow'
  ),
  desired: field(desiredSchema, 'Which way is better.', 'increase'),
  subject_kinds: field(z.array(entityKindSchema), 'Kinds of entity that can be its subject.', [
    'country',
    'group'
  ]),
  partnered: field(partneredSchema, 'Whether figures name a partner.', 'yes'),
  symmetric: field(
    z.boolean(),
    'Whether exchanging subject and partner names the same quantity, seen from the other side.',
    true
  ),
  aggregation: field(
    aggregationSchema,
    'How values of shorter periods or of parts combine.',
    'sum'
  ),
  coverage: component(
    'Coverage',
    'What the data set holds of this metric; brought up to date by each import.',
    {
      ...coverageFields,
      subjects: count('How many entities the claims are about.', 12)
    }
  )
}

export const metricSchema = component(
  'Metric',
  'A measure with its definition and unit.',
  metricFields
)
export type Metric = z.output<typeof metricSchema>

const { direction, mode, attributed_to } = seriesReference.shape

const seriesSchema = component(
  'SeriesCoverage',
  'Claims that can be compared over time: everything but the period is equal.',
  {
    subject: text('The entity measured.', 'KAZ'),
    partner: textOrNull('The other side, where there is one.', 'PAK'),
    direction,
    mode,
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
    series: list('The coverage of each series, largest first; at most 1,000.', seriesSchema, 1_000)
  }
)
export type MetricDetail = z.output<typeof metricDetailSchema>

export const listMetricsQuery = {
  topic: wordList(TOPICS, 'Only metrics of these topics.', ['trade']).optional(),
  kind: wordList(METRIC_KINDS, 'Only metrics of these kinds.', ['flow']).optional(),
  q: searchTerm(
    1,
    'Only metrics whose id, name or definition holds this text, in any case.',
    'turnover'
  ).optional()
}
