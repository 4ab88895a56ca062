import { z } from 'zod'
import {
  component,
  dayOrNull,
  extended,
  list,
  numberOrNull,
  text,
  textOrNull,
  texts,
  time
} from '../http/answer-fields.ts'
import { field } from '../http/envelope.ts'
import { relationSchema } from '../relations/schemas.ts'
import { sourceSchema } from '../sources/schemas.ts'
import { unitSchema } from '../units/unit-id.ts'
import {
  boundSchema,
  directionSchema,
  modeSchema,
  observationStatusSchema,
  relationKindSchema
} from '../vocabulary-schemas.ts'

const { publisher, kind, url, published } = sourceSchema.shape

/** The source of a claim, as it is shown with each figure. */
export const sourceReference = component(
  'SourceReference',
  'The document that a claim was read in.',
  {
    id: text('The id of the source; `/v1/sources/{id}` shows the whole source.', 'inform-kaz-2023'),
    publisher,
    kind,
    url,
    published
  }
)

export const recorded_at = time(
  'The time when this version came into the data set (RFC 3339, UTC).',
  '2026-11-23T00:00:00Z'
)

/** The period beside it, in words. */
export const periodLabel = (example: string) => text('The period in words.', example)
export const periodLabelOrNull = (example: string) => textOrNull('The period in words.', example)

/** The fields that name what a figure is about. */
export const figureFields = {
  metric: text('The id of the metric; see `/v1/metrics`.', 'goods_trade'),
  subject: text(
    'The id of the entity that the figure is about; countries as ISO 3166-1 alpha-3.',
    'KAZ'
  ),
  partner: textOrNull(
    'The id of the other side; null if there is none. The pair is ordered: (PAK, KAZ) ' +
      'and (KAZ, PAK) are two series.',
    'PAK'
  )
}

/**
 * The names of what {@link figureFields} refer to. They are there only if `names` asks for them.
 */
export const nameFields = {
  metric_name: text(
    'The name of the metric; only with `names`.',
    'Goods trade turnover'
  ).optional(),
  subject_name: text('The name of the subject; only with `names`.', 'Kazakhstan').optional(),
  partner_name: textOrNull(
    'The name of the partner; only with `names`. Null if there is none.',
    'Pakistan'
  ).optional()
}

/** The product of a figure; a figure without one is a total. */
export const productField = textOrNull(
  'The id of the product; null for a total. See `/v1/products`.',
  null
)
/** Beside {@link productField}, if `names` asks for it. */
export const productName = textOrNull(
  'The name of the product; only with `names`. Null for a total.',
  null
).optional()

/** The fields of traffic figures, with a description of each. */
export const trafficFields = (direction: string, mode: string) => ({
  direction: field(directionSchema.nullable(), direction, null),
  mode: field(modeSchema.nullable(), mode, null)
})

export const observationSchema = component(
  'Observation',
  'One claim of one source about one metric of one subject in one period.',
  {
    id: text('The id of the claim; it never changes.', 'C0392'),
    ...figureFields,
    ...nameFields,
    ...trafficFields(
      'The direction of traffic in CAREC CPMM figures; null for all others.',
      'The mode of transport; null if the figure is not for one mode.'
    ),
    product: productField,
    product_name: productName,
    period: textOrNull(
      'The period as in SDMX and ISO 8601: 2023, 2023-Q3, 2023-07, 2023-07-14, ' +
        '2023-07-01/P1Y (a fiscal year), 2024-01-01/P8M, 2023-01-30/P7D (a week). Null if the ' +
        'source names none.',
      '2023'
    ),
    period_label: periodLabelOrNull('2023'),
    starts_on: dayOrNull('The first day of the period.', '2023-01-01'),
    ends_on: dayOrNull('The last day of the period, inclusive.', '2023-12-31'),
    value: numberOrNull('The figure in `unit`; null if only `low` and `high` are known.', 52500000),
    low: numberOrNull('The lower end of a range.', null),
    high: numberOrNull('The upper end of a range.', null),
    bound: field(
      boundSchema,
      'How exactly the figure is known: exact, about (almost, around), at_least (more ' +
        'than, +), at_most (less than), range.',
      'exact'
    ),
    unit: field(
      unitSchema,
      'The unit of the figure, which is the unit of the metric. Money is in US dollars, ' +
        'not in millions.',
      'USD'
    ),
    text: text('The figure as printed, in the language of the source.', '$52.5 million'),
    status: field(
      observationStatusSchema,
      'The observation status (SDMX code list CL_OBS_STATUS): `A` is normal, `B` the first ' +
        'after a break in level.',
      'A'
    ),
    attributed_to: textOrNull(
      'Who gives the figure; often not the publisher. Null if unknown.',
      'Kazakh official statistics'
    ),
    source: sourceReference,
    note: textOrNull(
      'A note for careful readers, for instance about a press error. If it states a growth ' +
        'rate in a clause of its own, such as `+65 %`, the rate is checked: ' +
        '`/v1/conflicts?kind=growth`.',
      'called 40 % less than 2022; the two values give -28.6 %'
    ),
    derived_from: texts('The ids of the claims that the publisher computed this one from.', []),
    recorded_at: time(
      'The time when this version of the claim came into the data set (RFC 3339, UTC).',
      '2026-11-23T00:00:00Z'
    )
  }
)

export type Observation = z.output<typeof observationSchema>

const observationRelation = component(
  'ObservationRelation',
  'A relation between this claim and others.',
  {
    id: text('The id of the relation.', 'R002'),
    kind: field(
      relationKindSchema,
      'contradicts: the claims cannot both be right. part_exceeds_whole: the first claim ' +
        'is larger than the claim that includes it. sum_of: the first claim is the sum of ' +
        'the others. revision_of: the first claim is a later version of the same figure. ' +
        'mirror_of: the first claim is the figure of the partner for the same flow.',
      'contradicts'
    ),
    role: field(
      z.enum(['observation', 'other']),
      'Whether the relation is about this claim, or this claim is one of the others.',
      'other'
    ),
    observation: relationSchema.shape.observation,
    others: relationSchema.shape.others,
    note: relationSchema.shape.note
  }
)

export const observationDetailSchema = extended(
  observationSchema,
  'ObservationDetail',
  'One claim with its relations to other claims.',
  {
    series: textOrNull(
      'The id of its series, with the figures of other periods and authors: see ' +
        '`/v1/series/{id}`. Null for a claim without a period.',
      'goods_trade~KAZ~PAK~~~~P1Y-01'
    ),
    relations: list('The relations that this claim is a part of.', observationRelation)
  }
)

export type ObservationDetail = z.output<typeof observationDetailSchema>
