import type { z } from 'zod'
import { component, list, number, numberOrNull, text, whole } from '../http/answer-fields.ts'
import { field } from '../http/envelope.ts'
import { oneId, wordOrId } from '../http/parameters.ts'
import { listObservationsQuery } from '../observations/query-schemas.ts'
import { figureFields, observationSchema, sourceReference } from '../observations/schemas.ts'
import { CALENDAR, seriesReference } from '../observations/series/schemas.ts'
import { SOURCE_KINDS } from '../vocabularies.ts'
import { boundSchema, unitSchema } from '../vocabulary-schemas.ts'
import { EXACTNESS, RULES, SOURCE_PREFIX } from './rules.ts'

/** Points a series shows at most, the newest ones. */
export const POINTS_MAX = 1_000
const CLAIMS_COUNTED_MAX = 10_000

const KINDS = SOURCE_KINDS.join(', ')
const BOUND_ORDER = EXACTNESS.map((bounds) => bounds.join(' or ')).join(', ')
export const RULE_DESCRIPTION =
  'Which claim of a period is taken. `preferred`, the default: by kind of source in the ' +
  `order ${KINDS}; then by bound in the order ${BOUND_ORDER}; then the newest \`published\`, ` +
  'unknown dates last; then by id. `latest_published`: the newest `published`, then as ' +
  '`preferred`. `median`: the claim in the middle by size, ranges by the middle of their ' +
  'ends; of an even number the lower of the two in the middle, so that every value is one that ' +
  'somebody gave. `source:<id>`: claims read in this source only, as `preferred` among ' +
  'several; periods it has no claim for have no point.'

const spread = component('Spread', 'How far the claims of one period lie apart.', {
  low: number(
    'The lowest figure any claim gives for the period, ends of ranges included.',
    95000000
  ),
  high: number('The highest.', 200000000),
  difference: numberOrNull(
    'From low to high, in the unit; null where it is too large to be a number.',
    105000000
  ),
  ratio: numberOrNull(
    'How many times the smaller figure the larger one is, at least 1; null where one is ' +
      'zero or they differ in sign.',
    2.1053
  )
})

const { value, low, high, attributed_to } = observationSchema.shape

export const cleanPoint = component(
  'CleanPoint',
  'The one value of a period, the claim it is, and how far others lie from it.',
  {
    period: text('The period as the claim taken names it.', '2023'),
    starts_on: text('First day of the period.', '2023-01-01'),
    ends_on: text('Last day of the period, inclusive.', '2023-12-31'),
    value,
    low,
    high,
    bound: field(boundSchema, 'How exactly it was said, as in `/v1/observations`.', 'exact'),
    observation: text('Id of the claim taken; `/v1/observations/{id}` has it whole.', 'C0392'),
    attributed_to,
    source: sourceReference,
    others: whole(0, CLAIMS_COUNTED_MAX, 'How many other claims there are for this period.', 0),
    spread: field(
      spread.nullable(),
      'How far all claims for this period lie apart, this one among them; null where it is ' +
        'the only one.',
      null
    )
  }
)

export const seriesSchema = component(
  'CleanSeries',
  'One value a period, across all who give figures: metric, subject, partner, direction, ' +
    'mode and calendar are equal.',
  {
    metric: figureFields.metric,
    subject: figureFields.subject,
    partner: figureFields.partner,
    direction: seriesReference.shape.direction,
    mode: seriesReference.shape.mode,
    calendar: text(CALENDAR, 'P1Y-01'),
    unit: field(unitSchema, 'Unit of all values.', 'USD'),
    rule: text('The rule by which claims were taken.', 'preferred'),
    undated: whole(
      0,
      CLAIMS_COUNTED_MAX,
      'Claims about the same thing that name no period and so are in none of its series.',
      1
    ),
    left_out: whole(
      0,
      CLAIMS_COUNTED_MAX,
      'Earlier points that are not shown: a series shows its newest ' +
        `${POINTS_MAX.toLocaleString('en')}. Ask for earlier ones by \`to\`.`,
      0
    ),
    points: list(
      'One point a period that has a claim, in order of time. Nothing is interpolated.',
      cleanPoint,
      POINTS_MAX
    )
  }
)
export type Series = z.output<typeof seriesSchema>

/** The tidy table of a series: one row a point. */
export const seriesTableRow = seriesSchema.omit({ points: true }).extend(cleanPoint.shape)

export const listSeriesQuery = {
  metric: oneId('The metric: one id.', 'goods_trade'),
  subject: listObservationsQuery.subject,
  partner: listObservationsQuery.partner,
  between: listObservationsQuery.between,
  direction: listObservationsQuery.direction,
  mode: listObservationsQuery.mode,
  rule: wordOrId(RULES, SOURCE_PREFIX, RULE_DESCRIPTION, 'preferred').optional(),
  from: listObservationsQuery.from,
  to: listObservationsQuery.to
}
