// Which walks along indexes find the claims that meet conditions. Pure functions.
import type { Conditions } from './conditions.ts'
import { type Sort, sortedBy } from './query-schemas.ts'

/** The columns that lead an index of the claims. */
export type Lead =
  | 'metric'
  | 'subject'
  | 'partner'
  | 'source'
  | 'direction'
  | 'mode'
  | 'product'
  | 'bound'
/**
 * One walk: the columns that lead its index, each with the name of the placeholder of its value.
 */
export type Walk = Partial<Record<Lead, string>>
/**
 * Walks that together find all claims that meet conditions. `rest` is what each claim on the way is
 * checked for. An ordered way has the order of the sort; another one must be read to its end.
 */
export type Way = {
  name: string
  walks: Walk[]
  rest: Conditions
  isOrdered: boolean
  /** Whether two walks may find the same claim. */
  overlaps: boolean
}
type Found = {
  name: string
  walks: Walk[]
  used: readonly (keyof Conditions)[]
  overlaps?: boolean
}

/** The most walks that are merged for one page. */
const WALKS_MAX = 20

/** Filters that a range of the index meets, if the index has the order of periods. */
const SPAN = ['from', 'to'] as const

/** The ways to the claims, those first that are likely to pass by the fewest others. */
export function waysTo(conditions: Conditions, sort: Sort): Way[] {
  const by = sortedBy(sort)
  const found = [
    ...pairWays(conditions),
    ...wordWays(conditions),
    ...listWays(conditions),
    ...spanWays(conditions, by === 'period')
  ]
  const ways = found
    .filter(({ walks }) => walks.length <= WALKS_MAX)
    .map((one) => makeWay(one, conditions, by === 'period'))
  const metric = makeWay(
    { name: 'metric', walks: [{ metric: 'metric0' }], used: ['metric'] },
    conditions,
    true
  )
  const all = makeWay({ name: 'all', walks: [{}], used: [] }, conditions, true)
  return [...ways, by === 'value' ? metric : all]
}

/** Whether a way passes by no claim but those that meet the conditions. */
export function isStraight({ isOrdered, rest }: Way, sort: Sort): boolean {
  const names = Object.entries(rest).flatMap(([name, value]) => (value === undefined ? [] : [name]))
  const isSpan = (name: string) => SPAN.some((one) => one === name)
  return isOrdered && names.every((name) => sortedBy(sort) === 'period' && isSpan(name))
}

function makeWay(
  { name, walks, used, overlaps = false }: Found,
  conditions: Conditions,
  isOrdered: boolean
): Way {
  const rest = Object.fromEntries(
    Object.entries(conditions).filter(([key]) => !used.some((one) => one === key))
  )
  return { name: isOrdered ? `${name} in order` : name, walks, rest, isOrdered, overlaps }
}

/** Along the index of metric, subject and partner, if all three are named. */
function pairWays({ metric, subject, partner, between }: Conditions): Found[] {
  const walks = (one: string, other: string) =>
    namesOf('metric', metric).map((name) => ({ metric: name, subject: one, partner: other }))
  const both: Found[] =
    metric && between
      ? [
          {
            name: 'between',
            walks: [...walks('between0', 'between1'), ...walks('between1', 'between0')],
            used: ['metric', 'between']
          }
        ]
      : []
  if (!metric || !subject || !partner) return both
  const pairs = namesOf('subject', subject).flatMap((one) =>
    namesOf('partner', partner).flatMap((other) => walks(one, other))
  )
  return [...both, { name: 'pair', walks: pairs, used: ['metric', 'subject', 'partner'] }]
}

/** Along the indexes of words that most claims do not have. */
function wordWays(conditions: Conditions): Found[] {
  const { direction, undirected, mode, modeless, product, total, bound } = conditions
  return [
    ...(product && !total ? [listWay('product', product)] : []),
    ...(direction && !undirected ? [listWay('direction', direction)] : []),
    ...(mode && !modeless ? [listWay('mode', mode)] : []),
    ...(bound && !bound.includes('exact') ? [listWay('bound', bound)] : [])
  ]
}

function listWays({ source, subject, between, partner, country, metric }: Conditions): Found[] {
  const either = namesOf('country', country)
  return [
    ...(source ? [listWay('source', source)] : []),
    ...(subject ? [listWay('subject', subject)] : []),
    ...(partner ? [listWay('partner', partner)] : []),
    ...(between
      ? [{ name: 'side', walks: [{ subject: 'between0' }, { subject: 'between1' }], used: [] }]
      : []),
    ...(country
      ? [
          {
            name: 'country',
            walks: [
              ...either.map((subject) => ({ subject })),
              ...either.map((partner) => ({ partner }))
            ],
            used: ['country'] as const,
            overlaps: true
          }
        ]
      : []),
    ...(metric ? [listWay('metric', metric)] : [])
  ]
}

/** Along the index of periods, which is a way to few claims if a span is short. */
function spanWays({ from, to }: Conditions, isByPeriod: boolean): Found[] {
  return isByPeriod || (from ?? to) === undefined ? [] : [{ name: 'span', walks: [{}], used: [] }]
}

function listWay(name: Lead, values: readonly string[]): Found {
  return { name, walks: namesOf(name, values).map((one) => ({ [name]: one })), used: [name] }
}

/** The names of the placeholders of a list of values. */
function namesOf(name: string, values: readonly string[] | undefined): string[] {
  return (values ?? []).map((_, index) => `${name}${index}`)
}
