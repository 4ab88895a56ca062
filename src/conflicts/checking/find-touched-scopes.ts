// Finds the scopes that an import has to check again.
import type { SQL } from 'drizzle-orm'
import { and, eq, inArray, isNotNull } from '../../db/orm.ts'
import type { Row } from '../../db/rows.ts'
import type { Snapshot } from '../../db/store.ts'
import { TRADE_SHARE } from '../model/identities.ts'
import { canBeCovered } from '../model/product-tree.ts'
import {
  corridorsAlong,
  groupsAround,
  type ScopeKey,
  scopeOf,
  scopesOf,
  scopesOfCorridor
} from '../model/scopes.ts'
import { findPlacesOfLengths, type TouchedLengths } from './find-touched-lengths.ts'

/** What a claim is about, as far as it decides the scopes of the claim. */
export type ClaimPlace = { metric: string; subject: string; partner: string | null }

/**
 * The columns of these nouns that the rules read. A change of them may change checks of claims that
 * stay the same.
 */
const READ_BY_RULES = {
  entity: ['kind', 'members'],
  metric: ['kind', 'aggregation', 'symmetric', 'unit'],
  product: ['parent'],
  source: ['kind', 'published']
}

/** The claims that a change has touched, and what the rules read that changed. */
export type TouchedClaims = TouchedLengths & {
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

/** The ids and lists of rows with a change of a column that the rules read. */
export function findRuleChanges(
  noun: string,
  corrected: readonly Corrected[]
): Pick<TouchedClaims, 'metrics' | 'lists' | 'products' | 'sources'> {
  const found = { metrics: [], lists: [], products: false, sources: [] }
  if (!isReadByRules(noun)) return found
  const names = READ_BY_RULES[noun]
  const changed = corrected.filter(({ before, after }) =>
    names.some((name) => JSON.stringify(before[name]) !== JSON.stringify(after[name]))
  )
  const rows = changed.flatMap(({ before, after }) => [before, after])
  const ids = rows.map(({ id }) => String(id))
  if (noun === 'product') return { ...found, products: rows.length > 0 }
  if (noun === 'metric') return { ...found, metrics: ids }
  if (noun === 'source') return { ...found, sources: ids }
  // The rows that are left are entities, which have a list of members.
  return { ...found, lists: rows.map(({ id, members }) => ({ id, members }) as MemberList) }
}

function isReadByRules(noun: string): noun is keyof typeof READ_BY_RULES {
  return Object.hasOwn(READ_BY_RULES, noun)
}

/** Whether a product that comes or goes is a part of one whose parts are all known. */
export function isKnownPart({ scheme, parent }: Row): boolean {
  return canBeCovered(String(parent ?? scheme))
}

/** Members of groups and legs of corridors, by the ids of groups and corridors. */
type Lists = Record<'members' | 'corridors', ReadonlyMap<string, readonly string[]>>

/** The scopes that a change may have touched, or all scopes that exist or existed. */
export async function findScopes(
  snapshot: Snapshot,
  touched: TouchedClaims | 'all',
  { members, corridors }: Lists
): Promise<ScopeKey[]> {
  const scopes = new Map<string, ScopeKey>()
  const add = (key: ScopeKey) => scopes.set(scopeId(key), key)
  if (touched === 'all') {
    for (const place of await findPlaces(snapshot)) add(scopeOf(place))
    for (const key of await findStoredScopes(snapshot)) add(key)
    return [...scopes.values()]
  }
  const [groupsOf, corridorsOf] = [groupsAround(members), corridorsAlong(corridors)]
  const shares = new Set<string>()
  for (const place of [...touched.places, ...(await findPlacesOfLengths(snapshot, touched))]) {
    for (const key of scopesOf(place, groupsOf, corridorsOf)) {
      if ('shares_of' in key) shares.add(key.shares_of)
      else add(key)
    }
  }
  for (const corridor of touched.corridors) for (const key of scopesOfCorridor(corridor)) add(key)
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
