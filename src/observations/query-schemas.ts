// The parameters of a list of claims.
import { filledWith } from '../http/openapi-parameters.ts'
import {
  calendarList,
  date,
  idList,
  oneOf,
  pair,
  wholeNumber,
  wordList
} from '../http/parameters.ts'
import { BOUNDS, DIRECTIONS, ENTITY_KINDS, MODES, OBS_STATUSES } from '../vocabularies.ts'

export const SORTS = [
  '-period',
  'period',
  '-recorded_at',
  'recorded_at',
  '-value',
  'value',
  '-id',
  'id'
] as const

export type Sort = (typeof SORTS)[number]

export const DEFAULT_SORT: Sort = '-period'

const LATEST_MAX = 100

/** The field of a sort, without its direction. */
export function sortedBy(sort: Sort): 'period' | 'recorded_at' | 'value' | 'id' {
  return sort.replace('-', '') as ReturnType<typeof sortedBy>
}

/** `none` selects claims without a direction or mode. */
const orNone = <const T extends readonly string[]>(words: T) => [...words, 'none'] as [...T, 'none']

export const pairParameters = {
  metric: idList('Only claims about these metrics: ids separated by commas.', [
    'goods_trade'
  ]).optional(),
  subject: idList(
    'Only claims about these subjects: ids or names of entities; countries also as ISO ' +
      '3166-1 codes. `/v1/aliases` lists other names.',
    ['KAZ']
  ).optional(),
  partner: idList('Only claims with these partners, named as for `subject`.', ['PAK']).optional(),
  between: pair(
    'Only claims between these two entities, in both directions, so that the figures of ' +
      'each side are shown together. Combines with subject and partner by AND.',
    ['PAK', 'KAZ']
  ).optional(),
  country: idList(
    'Only figures with one of these countries, or other entities, on either side: as subject ' +
      'or as partner.',
    ['PAK']
  )
    .meta({ component: 'EitherSide' })
    .optional()
}

export const kindParameters = {
  subject_kind: wordList(ENTITY_KINDS, 'Only figures about subjects of these kinds.', [
    'country'
  ]).optional(),
  partner_kind: wordList(
    ENTITY_KINDS,
    'Only figures with partners of these kinds: `country` leaves the world and groups out, so ' +
      'that a sum counts nothing twice.',
    ['country']
  ).optional()
}

export const productParameter = idList(
  'Only claims about exactly these products, without their parts: ids or whole names; ' +
    '`none` selects totals.',
  ['none']
)
  .meta({ component: 'OfProduct' })
  .optional()

export const calendarParameter = calendarList(
  'Only periods of these calendars: year (calendar years), fiscal_year (years that begin in ' +
    'another month than January), quarter, month, week, day, or codes such as P1Y-07, P3M, ' +
    'P8M-01. Claims without a period are left out.',
  ['year', 'fiscal_year']
).optional()

export const listObservationsQuery = {
  ...pairParameters,
  metric: pairParameters.metric.meta(filledWith(['goods_trade'])),
  ...kindParameters,
  source: idList('Only claims read in these sources: ids separated by commas.', [
    'inform-kaz-2023'
  ]).optional(),
  direction: wordList(
    orNone(DIRECTIONS),
    'Only claims with these directions; `none` selects claims without one.',
    ['none']
  ).optional(),
  mode: wordList(
    orNone(MODES),
    'Only claims with these modes of transport; `none` selects claims without one.',
    ['none']
  ).optional(),
  product: productParameter,
  bound: wordList(BOUNDS, 'Only claims with these bounds.', ['exact']).optional(),
  status: wordList(
    OBS_STATUSES,
    'Only claims with these observation statuses (SDMX): P is provisional, E estimated, B the ' +
      'first after a break.',
    ['A']
  ).optional(),
  calendar: calendarParameter,
  from: date(
    'starts_on',
    'Only periods that begin on or after the first day of this year, month, day or period: ' +
      '2022, 2022-07, 2022-Q3, 2022-07-01/P1Y, a `period_label`, or FY2023, which is July 2022 ' +
      'to June 2023 unless it names its months: FY2023 (Apr–Mar). Claims without a period are ' +
      'left out.',
    '2022'
  ).optional(),
  to: date(
    'ends_on',
    'Only periods that end on or before the last day of this year, month, day or period, ' +
      'written as for `from`. A fiscal year is inside only if both of its years are.',
    '2024'
  ).optional(),
  latest_by_author: wholeNumber(
    1,
    LATEST_MAX,
    'Only the claims of the n newest periods of each author series, after the other filters: ' +
      `1 to ${LATEST_MAX}. Each author (\`attributed_to\`) has newest periods of their own; for the ` +
      'newest figure, whoever gives it, use `latest` of `/v1/series`. Claims without a period ' +
      'count as one period of their own series. Requires metric or subject; more than 5,000 ' +
      'claims or series are refused.',
    2
  ).optional(),
  latest: wholeNumber(
    1,
    LATEST_MAX,
    'The former name of `latest_by_author`, with the same meaning.',
    2
  )
    .meta({ deprecated: true })
    .optional(),
  sort: oneOf(
    SORTS,
    'The order: by the end of the period, the time of recording, the value (requires ' +
      'exactly one metric) or the id; `-` for descending. Missing values come last, and ids ' +
      'follow the direction where values are equal. Default `-period`.',
    '-period'
  ).optional()
}
