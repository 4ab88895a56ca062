// Finds the scopes that an import has to check again.
import type { SQL } from 'drizzle-orm'
import { and, eq, inArray, isNotNull } from '../../db/orm.ts'
import type { Row } from '../../db/rows.ts'
import type { Snapshot } from '../../db/store.ts'
import { TRADE_SHARE } from '../model/identities.ts'
import { canBeCovered } from '../model/product-tree.ts'
import { groupsAround, type ScopeKey, scopeOf, scopesOf } from '../model/scopes.ts'

/** What a claim is about, as far as it decides the scopes of the claim. */
export type ClaimPlace = { metric: string; subject: string; partner: string | null }

/**
 * The columns of these nouns that the rules read. A change of them may change checks of claims that
 * stay the same.
 */
const READ_BY_RULES = {
  entity: ['kind', 'members'],
  metric: ['kind', 'aggregation', 'symmetric', 'unit'],
  product: ['parent']
}

/** The claims that a change has touched, and the metrics and lists whose rules changed. */
export type TouchedClaims = {
  places: Iterable<ClaimPlace>
  /** Metrics with a change of a column that the rules read. */
  metrics: Iterable<string>
  /** Groups and lines with such a change, with their members before and after it. */
  lists: Iterable<MemberList>
  /** Whether something changed about what is part of which product. */
  products: boolean
}
/** A row before and after a correction. */
type Corrected = { before: Row; after: Row }
export type MemberList = { id: string; members: readonly string[] }

/** The metrics and lists with a change of a column that the rules read. */
export function findRuleChanges(
  noun: string,
  corrected: readonly Corrected[]
): Pick<TouchedClaims, 'metrics' | 'lists' | 'products'> {
  const none = { metrics: [], lists: [], products: false }
  if (noun !== 'entity' && noun !== 'metric' && noun !== 'product') return none
  const names = READ_BY_RULES[noun]
  const changed = corrected.filter(({ before, after }) =>
    names.some((name) => JSON.stringify(before[name]) !== JSON.stringify(after[name]))
  )
  const rows = changed.flatMap(({ before, after }) => [before, after])
  if (noun === 'product') return { ...none, products: rows.length > 0 }
  // The rows that are left are entities, which have a list of members.
  return noun === 'metric'
    ? { ...none, metrics: rows.map(({ id }) => String(id)) }
    : { ...none, lists: rows.map(({ id, members }) => ({ id, members }) as MemberList) }
}

/** Whether a product that comes or goes is a part of one whose parts are all known. */
export function isKnownPart({ scheme, parent }: Row): boolean {
  return canBeCovered(String(parent ?? scheme))
}

/** The scopes that a change may have touched, or all scopes that exist or existed. */
export async function findScopes(
  snapshot: Snapshot,
  touched: TouchedClaims | 'all',
  members: ReadonlyMap<string, readonly string[]>
): Promise<ScopeKey[]> {
  const scopes = new Map<string, ScopeKey>()
  const add = (key: ScopeKey) => scopes.set(scopeId(key), key)
  if (touched === 'all') {
    for (const place of await findPlaces(snapshot)) add(scopeOf(place))
    for (const key of await findStoredScopes(snapshot)) add(key)
    return [...scopes.values()]
  }
  const groupsOf = groupsAround(members)
  const shares = new Set<string>()
  for (const place of touched.places) {
    for (const key of scopesOf(place, groupsOf)) {
      if ('shares_of' in key) shares.add(key.shares_of)
      else add(key)
    }
  }
  for (const place of await findPlacesOfShares(snapshot, [...shares])) add(scopeOf(place))
  for (const place of await findPlacesOfRuleChanges(snapshot, touched, members)) add(scopeOf(place))
  return [...scopes.values()]
}

/** The places of claims whose rules changed. A group also counts in the groups around it. */
async function findPlacesOfRuleChanges(
  snapshot: Snapshot,
  { metrics, lists, products }: TouchedClaims,
  members: ReadonlyMap<string, readonly string[]>
): Promise<ClaimPlace[]> {
  const { metric, subject, partner, product } = snapshot.tables.series
  const entities = [...lists].flatMap(({ id, members: some }) => {
    const around =
      some.length === 0
        ? []
        : [...members].filter(([, all]) => some.every((member) => all.includes(member)))
    return [id, ...around.map(([group]) => group)]
  })
  const [of, about] = [[...new Set(metrics)], [...new Set(entities)]]
  return [
    ...(products ? await findPlaces(snapshot, isNotNull(product)) : []),
    ...(of.length > 0 ? await findPlaces(snapshot, inArray(metric, of)) : []),
    ...(about.length > 0 ? await findPlaces(snapshot, inArray(subject, about)) : []),
    ...(about.length > 0 ? await findPlaces(snapshot, inArray(partner, about)) : [])
  ]
}

async function findPlacesOfShares(snapshot: Snapshot, subjects: string[]): Promise<ClaimPlace[]> {
  const { metric, subject } = snapshot.tables.series
  return subjects.length === 0
    ? []
    : findPlaces(snapshot, and(eq(metric, TRADE_SHARE.share), inArray(subject, subjects)))
}

/** The places of all claims, or of those whose series meet a condition. */
async function findPlaces(
  { db, tables: { series } }: Snapshot,
  condition?: SQL
): Promise<ClaimPlace[]> {
  const { metric, subject, partner } = series
  return db.selectDistinct({ metric, subject, partner }).from(series).where(condition)
}

async function findStoredScopes({
  db,
  tables: { claim_check_about }
}: Snapshot): Promise<ScopeKey[]> {
  const rows = await db.selectDistinct({ scope: claim_check_about.scope }).from(claim_check_about)
  return rows.map(({ scope }) => {
    const [family = '', subject = '', partner = ''] = scope.split('|')
    return { family, subject, partner: partner === '' ? null : partner }
  })
}

/** A scope as one text, which is its id in the database. */
export function scopeId({ family, subject, partner }: ScopeKey): string {
  return `${family}|${subject}|${partner ?? ''}`
}
