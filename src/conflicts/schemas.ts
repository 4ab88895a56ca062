import { z } from 'zod'
import {
  component,
  dayOrNull,
  list,
  numberOrNull,
  text,
  textOrNull,
  time,
  whole
} from '../http/answer-fields.ts'
import { field } from '../http/envelope.ts'
import { decimal, flag, idList, wordList } from '../http/parameters.ts'
import { pairParameters } from '../observations/query-schemas.ts'
import {
  figureFields,
  nameFields,
  observationSchema,
  sourceReference,
  trafficFields
} from '../observations/schemas.ts'
import { unitSchema } from '../units/unit-id.ts'
import { CHECK_KINDS, CHECK_PERIODS, CHECK_ROLES } from '../vocabularies.ts'
import { RULES } from './rules.ts'

const RATIO_MAX = 999_999
const CLAIMS_NAMED_MAX = 100

const claim = observationSchema.shape

/** A claim that takes part in a check, with what a reader needs to judge it. */
const checkedClaim = component('CheckedClaim', 'A claim that takes part in a check.', {
  id: text('Id of the claim; `/v1/observations/{id}` shows all of it.', 'C0001'),
  role: field(
    z.enum(CHECK_ROLES),
    'Its part in the check. `stated`: the checked claim. `part`: one of the parts that are ' +
      'added. `mirror`: the figure of the partner. `total`: the total of a share. `base`: the ' +
      'figure before the growth. If claims contradict: `stated` has the lowest upper end, ' +
      '`compared` has the highest lower end, and `between` are the others.',
    'stated'
  ),
  metric: field(claim.metric, 'Id of the metric.', 'goods_trade'),
  subject: field(claim.subject, 'Id of the entity that the claim is about.', 'PAK'),
  partner: field(claim.partner, 'Id of the other entity, if there is one.', 'KAZ'),
  metric_name: claim.metric_name,
  subject_name: claim.subject_name,
  partner_name: claim.partner_name,
  product: claim.product,
  product_name: claim.product_name,
  period: field(claim.period, 'The period of the claim.', '2023'),
  value: field(claim.value, 'The figure; null if only `low` and `high` are known.', 400000000),
  low: field(claim.low, 'Lower end of a range.', null),
  high: field(claim.high, 'Upper end of a range.', null),
  bound: field(claim.bound, 'How exact the figure is.', 'exact'),
  unit: field(claim.unit, 'Unit of the figure.', 'USD'),
  text: field(claim.text, 'The figure as printed.', '$400 Million'),
  attributed_to: field(claim.attributed_to, 'The author of the figure.', 'Archyworldys'),
  source: field(sourceReference, 'The document that has the claim.', {
    id: 'archyworldys-pak-kaz',
    publisher: 'Archyworldys',
    kind: 'press',
    url: null,
    published: null
  }),
  note: field(claim.note, 'What a careful reader should know.', null)
})

const interval = (description: string, example: { low: number | null; high: number | null }) =>
  field(
    z.object({
      low: numberOrNull('Lower end; null if it is open.', example.low),
      high: numberOrNull('Upper end; null if it is open.', example.high)
    }),
    description,
    example
  )

const checkFields = {
  id: text(
    'Id of the check. It depends on what is compared and not on the figures, so a correction ' +
      'does not change it.',
    'd9e6ac0d84b87cc58530911d4984'
  ),
  kind: field(z.enum(CHECK_KINDS), 'The kind of check.', 'mirror_of'),
  rule: text('The rule of the check, in words.', RULES.mirror_of.rule),
  holds: field(z.boolean(), 'Whether the rule holds within bounds and rounding.', false),
  ...figureFields,
  ...nameFields,
  ...trafficFields(
    'Direction of traffic, if the figures have one.',
    'Mode of transport, if the figures have one.'
  ),
  product: claim.product,
  product_name: claim.product_name,
  period: textOrNull('The period of the checked figure; null if it has none.', '2023'),
  starts_on: dayOrNull('First day of the period.', '2023-01-01'),
  ends_on: dayOrNull('Last day of the period, inclusive.', '2023-12-31'),
  unit: field(
    unitSchema,
    'Unit of `stated`, `expected` and `difference`. A share is compared as an amount of ' +
      'money, GDP per head as GDP.',
    'USD'
  ),
  stated: interval(
    'The range of the checked figure, by its bound and its rounding. If claims contradict each ' +
      'other: the claim with the lowest upper end.',
    { low: 52450000, high: 52550000 }
  ),
  expected: interval(
    'The range with which `stated` is compared: the sum of the parts, the figure of the ' +
      'partner, or the base with its growth. If claims contradict each other: the claim with the ' +
      'highest lower end. Figures of two partners may differ by a tenth because of valuation, ' +
      'and by a further factor of two if the periods only overlap.',
    { low: 363181818.1818, high: 440550000 }
  ),
  periods: field(
    z.enum(CHECK_PERIODS),
    'The periods of the two sides. `equal`: the same days. `overlapping`: the nearest periods, ' +
      'such as a calendar year and a fiscal year.',
    'equal'
  ),
  growth_percent: numberOrNull(
    'The growth rate printed with the figure; null for other kinds of check.',
    null
  ),
  difference: field(
    z.number().min(0),
    'The gap between the two ranges, in `unit`; 0 if they meet.',
    310631818.1818
  ),
  ratio: field(
    z.number().min(1).nullable(),
    'The larger figure divided by the smaller one; null if one is zero or the signs differ.',
    7.619
  ),
  remark: textOrNull('Why such figures may differ although both are right.', RULES.mirror_of.remark)
}

/** Claims and rule of one check, and how far apart they are. */
export const conflictSchema = component(
  'Conflict',
  'A check between claims: the rule, the claims, how far apart they are, and whether it holds.',
  {
    ...checkFields,
    claims_count: whole(
      1,
      1_000_000,
      `How many claims take part; the first ${CLAIMS_NAMED_MAX} are named.`,
      2
    ),
    claims: list('The claims that take part.', checkedClaim, CLAIMS_NAMED_MAX),
    recorded_at: time(
      'When the check first had this result (RFC 3339, UTC).',
      '2026-11-23T00:00:00Z'
    )
  }
)
export type Conflict = z.output<typeof conflictSchema>

/** One row for each claim of a check. */
export const conflictTableRow = z.object({
  ...checkFields,
  claims_count: conflictSchema.shape.claims_count,
  recorded_at: conflictSchema.shape.recorded_at,
  claim: checkedClaim
})

/** The rows of a check in a tidy table. */
export function tableRows({ claims, ...check }: Conflict): z.output<typeof conflictTableRow>[] {
  return claims.map((claim) => ({ ...check, claim }))
}

export const listConflictsQuery = {
  metric: pairParameters.metric,
  subject: pairParameters.subject,
  partner: pairParameters.partner,
  between: pairParameters.between,
  country: pairParameters.country,
  product: idList(
    'Only checks whose checked figure is about exactly these products; `none` selects totals. A ' +
      'total that is compared with products is a total.',
    ['none']
  ).optional(),
  kind: wordList(CHECK_KINDS, 'Only checks of these kinds.', ['mirror_of']).optional(),
  min_ratio: decimal(
    1,
    RATIO_MAX,
    'Only checks with at least this ratio. Checks without a ratio count as the largest.',
    2
  ).optional(),
  holds: flag(
    '`false` (default): only checks that do not hold. `true`: only checks that hold.',
    false
  ).optional()
}
