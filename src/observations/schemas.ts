import { z } from 'zod'
import {
  component,
  extended,
  list,
  numberOrNull,
  text,
  textOrNull,
  texts
} from '../http/answer-fields.ts'
import { field } from '../http/envelope.ts'
import {
  boundSchema,
  directionSchema,
  modeSchema,
  observationStatusSchema,
  relationKindSchema,
  sourceKindSchema,
  unitSchema
} from '../vocabulary-schemas.ts'

/** The source of a claim, as it stands beside each figure. */
export const sourceReference = component('SourceReference', 'The document a claim was read in.', {
  id: text('Id of the source; `/v1/sources/{id}` has it alone.', 'inform-kaz-2023'),
  publisher: text('Who published the document the figure was read in.', 'Kazinform (citing Trend)'),
  kind: field(
    sourceKindSchema,
    'The kind of document that was read. Central bank data read in a newspaper are `press`.',
    'press'
  ),
  url: textOrNull(
    'Where the document stands on the web; null where it has no address.',
    'https://en.inform.kz/news/pakistan-keen-to-import-energy-resources-from-kazakhstan-ambassador-b11f6d/'
  ),
  published: textOrNull(
    'When it was published, as precise as known: year, month or day.',
    '2024-08-21'
  )
})

export const recorded_at = text(
  'When this version came into the data set (RFC 3339, UTC).',
  '2026-11-23T00:00:00Z'
)

/** What every claim about a figure says of its subject. */
export const figureFields = {
  metric: text('What is measured: id of a metric, see `/v1/metrics`.', 'goods_trade'),
  subject: text(
    'Whom or what the figure is about: id of an entity; countries as ISO 3166-1 alpha-3.',
    'KAZ'
  ),
  partner: textOrNull(
    'The other side, where the metric has one. The pair is ordered: (PAK, KAZ) and (KAZ, ' +
      'PAK) are two series.',
    'PAK'
  )
}

/** What figures of traffic say besides, each with what it says. */
export const trafficFields = (direction: string, mode: string) => ({
  direction: field(directionSchema.nullable(), direction, null),
  mode: field(modeSchema.nullable(), mode, null)
})

export const observationSchema = component(
  'Observation',
  'One claim about one metric of one subject in one period, by one source.',
  {
    id: text('Id of the claim; it never changes.', 'C0392'),
    ...figureFields,
    ...trafficFields(
      'Direction of traffic in CAREC CPMM figures; null elsewhere.',
      'Mode of transport, where the figure is for one.'
    ),
    period: textOrNull(
      'The period as SDMX and ISO 8601 write it: 2023, 2023-Q3, 2023-07, 2023-07-14, ' +
        '2023-07-01/P1Y (a fiscal year), 2024-01-01/P8M. Null where the source names none.',
      '2023'
    ),
    starts_on: textOrNull('First day of the period.', '2023-01-01'),
    ends_on: textOrNull('Last day of the period, inclusive.', '2023-12-31'),
    value: numberOrNull(
      'The figure in `unit`; null where only `low` and `high` are known.',
      52500000
    ),
    low: numberOrNull('Lower end of a range.', null),
    high: numberOrNull('Upper end of a range.', null),
    bound: field(
      boundSchema,
      'How exactly it was said: exact, about (almost, around), at_least (more than, +), ' +
        'at_most (less than), range.',
      'exact'
    ),
    unit: field(
      unitSchema,
      'Unit of the figure: that of the metric. Money is in US dollars, not in millions.',
      'USD'
    ),
    text: text('The figure as printed, in the language of the source.', '$52.5 million'),
    status: field(
      observationStatusSchema,
      'Observation status, SDMX code list CL_OBS_STATUS; A is normal.',
      'A'
    ),
    attributed_to: textOrNull(
      'Whose figure it is, which is often not who published it.',
      'Kazakh official statistics'
    ),
    source: sourceReference,
    note: textOrNull(
      'What a careful reader should know, press errors included. A growth rate in a clause ' +
        'of its own, such as `+65 %`, is checked: `/v1/conflicts?kind=growth`.',
      'called 40 % less than 2022; the two values give -28.6 %'
    ),
    derived_from: texts('Claims the publisher computed this one from.', []),
    recorded_at: text(
      'When this version of the claim came into the data set (RFC 3339, UTC).',
      '2026-11-23T00:00:00Z'
    )
  }
)

export type Observation = z.output<typeof observationSchema>

const observationRelation = component('ObservationRelation', 'How this claim relates to others.', {
  id: text('Id of the relation.', 'R002'),
  kind: field(
    relationKindSchema,
    'contradicts: both cannot hold. part_exceeds_whole: the first claim is larger than ' +
      'what holds it. sum_of: the first is the sum of the others. revision_of: a later print ' +
      'of the same figure. mirror_of: the partner’s statistics of the same flow.',
    'contradicts'
  ),
  role: field(
    z.enum(['observation', 'other']),
    'Whether this claim is the one the relation is about, or one of the others.',
    'other'
  ),
  observation: text('The claim the relation is about.', 'C0001'),
  others: texts('The other claims of the relation, in order.', ['C0392']),
  note: textOrNull(
    'What the relation rests on.',
    'article value is 7.6 times the Kazakh figure for the same year'
  )
})

export const observationDetailSchema = extended(
  observationSchema,
  'ObservationDetail',
  'One claim, with how it relates to others.',
  { relations: list('The relations this claim has a part in.', observationRelation) }
)

export type ObservationDetail = z.output<typeof observationDetailSchema>
