import { z } from 'zod'
import { component, list, numberOrNull, text, textOrNull, whole } from '../http/answer-fields.ts'
import { field } from '../http/envelope.ts'
import { decimal, flag, wordList } from '../http/parameters.ts'
import { pairParameters } from '../observations/query-schemas.ts'
import {
  figureFields,
  observationSchema,
  sourceReference,
  trafficFields
} from '../observations/schemas.ts'
import { CHECK_KINDS, CHECK_PERIODS, CHECK_ROLES } from '../vocabularies.ts'
import { unitSchema } from '../vocabulary-schemas.ts'
import { RULES } from './rules.ts'

const RATIO_MAX = 999_999
const CLAIMS_NAMED_MAX = 100

const claim = observationSchema.shape

/** A claim that takes part in a check, with what a reader needs to judge it. */
const checkedClaim = component('CheckedClaim', 'A claim that takes part in a check.', {
  id: text('Id of the claim; `/v1/observations/{id}` has all of it.', 'C0001'),
  role: field(
    z.enum(CHECK_ROLES),
    'The part it plays. `stated` is what is checked; of claims that contradict, the one ' +
      'whose upper end is lowest, `compared` the one whose lower end is highest, for these ' +
      'two lie farthest apart, and `between` the rest. `part` is added up, `mirror` is the ' +
      'partner’s figure, `total` what a share is of, `base` the figure a growth rate starts ' +
      'from.',
    'stated'
  ),
  metric: field(claim.metric, 'What it is about.', 'goods_trade'),
  subject: field(claim.subject, 'Whom it is about.', 'PAK'),
  partner: field(claim.partner, 'The other side, where there is one.', 'KAZ'),
  period: field(claim.period, 'The period it names.', '2023'),
  value: field(claim.value, 'The figure; null where only `low` and `high` are known.', 400000000),
  low: field(claim.low, 'Lower end of a range.', null),
  high: field(claim.high, 'Upper end of a range.', null),
  bound: field(claim.bound, 'How exactly it was said.', 'exact'),
  unit: field(claim.unit, 'Unit of the figure.', 'USD'),
  text: field(claim.text, 'The figure as printed.', '$400 Million'),
  attributed_to: field(claim.attributed_to, 'Whose figure it is.', 'Archyworldys'),
  source: field(sourceReference, 'The document it was read in.', {
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
      low: numberOrNull('Lower end; null where it is open.', example.low),
      high: numberOrNull('Upper end; null where it is open.', example.high)
    }),
    description,
    example
  )

const checkFields = {
  id: text(
    'Id of the check. It follows from what is compared, not from the figures, so that it ' +
      'outlives a correction.',
    'd9e6ac0d84b87cc58530911d4984'
  ),
  kind: field(z.enum(CHECK_KINDS), 'The kind of check.', 'mirror_of'),
  rule: text('What has to be true, in words.', RULES.mirror_of.rule),
  holds: field(z.boolean(), 'Whether it is true, as far as bounds and rounding allow.', false),
  ...figureFields,
  ...trafficFields(
    'Direction of traffic, where the figures have one.',
    'Mode of transport, where the figures are for one.'
  ),
  period: textOrNull('The period of the figure that is checked; null where it names none.', '2023'),
  starts_on: textOrNull('First day of the period.', '2023-01-01'),
  ends_on: textOrNull('Last day of the period, inclusive.', '2023-12-31'),
  unit: field(
    unitSchema,
    'Unit of `stated`, `expected` and `difference`. A share is compared as the money it comes to.',
    'USD'
  ),
  stated: interval(
    'Between which ends the figure that is checked lies, by its bound and its rounding; of ' +
      'claims that contradict each other, the one whose upper end is lowest.',
    { low: 52450000, high: 52550000 }
  ),
  expected: interval(
    'What it is held against, in the same way: the sum of the parts, the figure of the ' +
      'partner, the base with its growth; of claims that contradict each other, the one whose ' +
      'lower end is highest. Figures of two partners may differ by a tenth in valuation, and ' +
      'by a factor of two more where the periods only overlap.',
    { low: 363181818.1818, high: 440550000 }
  ),
  periods: field(
    z.enum(CHECK_PERIODS),
    'How the periods of the two sides lie: `equal` for the same days, `overlapping` for the ' +
      'nearest there are, such as a calendar and a fiscal year.',
    'equal'
  ),
  growth_percent: numberOrNull(
    'The growth rate the figure was printed with; null for other kinds of check.',
    null
  ),
  difference: field(
    z.number().min(0),
    'How far the two intervals lie apart, in `unit`; 0 where they meet.',
    310631818.1818
  ),
  ratio: field(
    z.number().min(1).nullable(),
    'The larger figure by the smaller one; null where there is none, for one is zero or they ' +
      'differ in sign.',
    7.619
  ),
  remark: textOrNull(
    'Why figures of this kind may differ without either being wrong.',
    RULES.mirror_of.remark
  )
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
    recorded_at: text(
      'When the check first came out this way (RFC 3339, UTC).',
      '2026-11-23T00:00:00Z'
    )
  }
)
export type Conflict = z.output<typeof conflictSchema>

/** One row a claim of a check. */
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
  kind: wordList(CHECK_KINDS, 'Only checks of these kinds.', ['mirror_of']).optional(),
  min_ratio: decimal(
    1,
    RATIO_MAX,
    'Only where the larger figure is at least so many times the smaller one. Checks ' +
      'without a ratio count as larger than any.',
    2
  ).optional(),
  holds: flag(
    'Which checks: `false`, the default, for those that do not hold, `true` for the others.',
    false
  ).optional()
}
