import { z } from 'zod'
import {
  component,
  day,
  extended,
  list,
  number,
  numberOrNull,
  text,
  textOrNull,
  whole
} from '../http/answer-fields.ts'
import { field } from '../http/envelope.ts'
import { COUNT_MAX } from '../http/limits.ts'
import {
  figureFields,
  nameFields,
  observationSchema,
  periodLabel,
  sourceReference
} from '../observations/schemas.ts'
import { CALENDAR, seriesReference } from '../observations/series/schemas.ts'
import { SERIES_ID_FORM } from '../series-id.ts'
import { unitSchema } from '../units/unit-id.ts'
import { boundSchema } from '../vocabulary-schemas.ts'
import { POINTS_MAX } from './show-query.ts'
import {
  aggregatedFrom,
  seriesAggregate,
  seriesTransform,
  transformedFigure
} from './transform-schemas.ts'

const CLAIMS_COUNTED_MAX = 10_000
/** The most missing periods that a series lists. */
export const GAPS_MAX = 100

const spread = component('Spread', 'How far the claims of one period differ.', {
  low: number('The lowest figure of all claims for the period, ends of ranges included.', 95000000),
  high: number('The highest figure.', 200000000),
  difference: numberOrNull(
    '`high` minus `low`, in the unit; null if it is too large to be a number.',
    105000000
  ),
  ratio: numberOrNull(
    'The larger figure divided by the smaller one, at least 1; null if one of them is ' +
      'zero or their signs differ.',
    2.1053
  )
})

const { value, low, high, status, note, attributed_to } = observationSchema.shape

export const seriesPoint = component(
  'SeriesPoint',
  'The one value of a period, its claim, and how far other claims differ.',
  {
    period: text('The period as the chosen claim writes it.', '2023'),
    period_label: periodLabel('2023'),
    starts_on: day('The first day of the period.', '2023-01-01'),
    ends_on: day('The last day of the period, inclusive.', '2023-12-31'),
    value,
    low,
    high,
    bound: field(
      boundSchema,
      'How exactly the figure is known, as in `/v1/observations`.',
      'exact'
    ),
    status,
    observation: textOrNull(
      'The id of the chosen claim; `/v1/observations/{id}` shows the whole claim. Null if the ' +
        'point is made of several claims by `aggregate`.',
      'C0392'
    ),
    attributed_to,
    source: field(
      sourceReference.nullable(),
      'The source of the claim; null if the point is made of several.',
      {
        id: 'inform-kaz-2023',
        publisher: 'Kazinform (citing Trend)',
        kind: 'press',
        url:
          'https://en.inform.kz/news/pakistan-keen-to-import-energy-resources-from-kazakhstan-' +
          'ambassador-b11f6d/',
        published: '2024-08-21'
      }
    ),
    note,
    others: whole(0, CLAIMS_COUNTED_MAX, 'The number of other claims for this period.', 0),
    spread: field(
      spread.nullable(),
      'How far all claims for this period differ, including the chosen one; null if it is ' +
        'the only one.',
      null
    ),
    aggregated_from: aggregatedFrom,
    transformed: field(
      transformedFigure.nullable(),
      'The value as transformed by `transform`; null without this parameter.',
      null
    )
  }
)

/** What all layouts of a series have in common. */
export const seriesSubject = component(
  'SeriesSubject',
  'What the figures of a series are about, and the rule that chose them.',
  {
    id: text(
      `The id of the series, made of what its figures are about: \`${SERIES_ID_FORM}\`. Its ` +
        'address is `/v1/series/{id}`.',
      'goods_trade~KAZ~PAK~~~~P1Y-01'
    ),
    metric: figureFields.metric,
    subject: figureFields.subject,
    partner: figureFields.partner,
    ...nameFields,
    direction: seriesReference.shape.direction,
    mode: seriesReference.shape.mode,
    product: seriesReference.shape.product,
    product_name: seriesReference.shape.product_name,
    calendar: text(CALENDAR, 'P1Y-01'),
    unit: field(unitSchema, 'The unit of all values.', 'USD'),
    rule: text('The rule that chose the claims.', 'preferred')
  }
)

export const seriesSchema = extended(
  seriesSubject,
  'Series',
  'One value for each period, from everybody who gives figures: metric, subject, ' +
    'partner, direction, mode, product and calendar are equal.',
  {
    undated: whole(
      0,
      CLAIMS_COUNTED_MAX,
      'The number of claims about the same thing that name no period. They are not in any series.',
      1
    ),
    left_out: whole(
      0,
      CLAIMS_COUNTED_MAX,
      'The number of earlier points that are not shown. A series shows its newest ' +
        `${POINTS_MAX.toLocaleString('en')}, or fewer by \`latest\`. Use \`to\` to get earlier ones.`,
      0
    ),
    gaps: field(
      z.array(z.string()).max(GAPS_MAX).nullable(),
      'The periods between the first and the last point that have no point: the newest ' +
        `${GAPS_MAX}, in order of time. Null for single days, which need not follow each other, ` +
        'and where periods overlap.',
      []
    ),
    gaps_count: field(
      z.int().min(0).max(COUNT_MAX).nullable(),
      'The number of all periods between the first and the last point that have no point; null ' +
        'as `gaps`.',
      0
    ),
    aggregate: field(
      seriesAggregate.nullable(),
      'How points were aggregated; null without the parameter `aggregate`.',
      null
    ),
    transform: field(
      seriesTransform.nullable(),
      'The transformation; null without the parameter `transform`.',
      { name: 'pch', unit: 'percent', index_base: null, other_metric: null, currency: null }
    ),
    points: list(
      'One point for each period with a claim, in order of time. Nothing is interpolated.',
      seriesPoint,
      POINTS_MAX
    )
  }
)
export type Series = z.output<typeof seriesSchema>

/** The tidy table of a series: one row for each point. */
export const seriesTableRow = seriesSchema.omit({ points: true }).extend(seriesPoint.shape)
