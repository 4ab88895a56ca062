// The parameters of series.
import { oneId, wordOrId } from '../http/parameters.ts'
import { listObservationsQuery } from '../observations/query-schemas.ts'
import { SOURCE_KINDS } from '../vocabularies.ts'
import { EXACTNESS, RULES, SOURCE_PREFIX } from './rules.ts'
import { latestParameter, sortParameter } from './show-query.ts'
import { transformQuery } from './transform-schemas.ts'

const KINDS = SOURCE_KINDS.join(', ')
const BOUND_ORDER = EXACTNESS.map((bounds) => bounds.join(' or ')).join(', ')
export const RULE_DESCRIPTION =
  'The rule that chooses one claim for each period. `preferred`, the default: by kind of ' +
  `source in the order ${KINDS}; then by bound in the order ${BOUND_ORDER}; then the ` +
  'newest `published`, unknown dates last; then by id. `latest_published`: the newest ' +
  '`published`, then like `preferred`. `median`: the claim in the middle by size; ranges count ' +
  'by the middle of their ends. If the number of claims is even, the lower of the two in the ' +
  'middle, so that somebody gave every value. `source:<id>`: only claims read in this source, ' +
  'like `preferred` if there are several. A period without such a claim has no point.'

export const listSeriesQuery = {
  metric: oneId('The id of one metric.', 'goods_trade'),
  subject: listObservationsQuery.subject,
  partner: listObservationsQuery.partner,
  between: listObservationsQuery.between,
  country: listObservationsQuery.country,
  subject_kind: listObservationsQuery.subject_kind,
  partner_kind: listObservationsQuery.partner_kind,
  direction: listObservationsQuery.direction,
  mode: listObservationsQuery.mode,
  product: listObservationsQuery.product,
  rule: wordOrId(RULES, SOURCE_PREFIX, RULE_DESCRIPTION, 'preferred').optional(),
  calendar: listObservationsQuery.calendar,
  from: listObservationsQuery.from,
  to: listObservationsQuery.to,
  latest: latestParameter,
  sort: sortParameter,
  ...transformQuery
}

/** The parameters of one series. */
export const oneSeriesQuery = {
  rule: listSeriesQuery.rule,
  from: listSeriesQuery.from,
  to: listSeriesQuery.to,
  latest: listSeriesQuery.latest,
  ...transformQuery
}
