// Which scopes an import has to check anew.
import type { SQL } from 'drizzle-orm'
import { and, eq, inArray } from '../../db/orm.ts'
import type { Row } from '../../db/rows.ts'
import type { Snapshot } from '../../db/store.ts'
import { TRADE_SHARE } from '../model/identities.ts'
import { groupsAround, type ScopeKey, scopeOf, scopesOf } from '../model/scopes.ts'

/** What claims are about, as far as it tells the scopes they are in. */
export type Place = { metric: string; subject: string; partner: string | null }

/**
 * What the rules read of these nouns: where it changes, checks may, of claims that stay as they
 * are.
 */
const READ_BY_RULES = {
  entity: ['kind', 'members'],
  metric: ['kind', 'aggregation', 'symmetric', 'unit']
}

/** What a change has touched, as far as checks look at it. */
export type Touched = {
  places: Iterable<Place>
  /** Metrics that the rules now read otherwise. */
  metrics: Iterable<string>
  /** Groups and lines that the rules now read otherwise, with the members they had and have. */
  lists: Iterable<MemberList>
}
/** A row as it was and as it is. */
type Corrected = { before: Row; after: Row }
export type MemberList = { id: string; members: readonly string[] }

/** What the rules read otherwise than before, of a noun. */
export function readOtherwise(
  noun: string,
  corrected: readonly Corrected[]
): Pick<Touched, 'metrics' | 'lists'> {
  if (noun !== 'entity' && noun !== 'metric') return { metrics: [], lists: [] }
  const names = READ_BY_RULES[noun]
  const changed = corrected.filter(({ before, after }) =>
    names.some((name) => JSON.stringify(before[name]) !== JSON.stringify(after[name]))
  )
  const rows = changed.flatMap(({ before, after }) => [before, after])
  return noun === 'metric'
    ? { metrics: rows.map(({ id }) => String(id)), lists: [] }
    : { metrics: [], lists: rows.map(({ id, members }) => ({ id, members }) as MemberList) }
}

/** The scopes that a change may have touched, or all there are and were. */
export async function scopesToCheck(
  snapshot: Snapshot,
  touched: Touched | 'all',
  members: ReadonlyMap<string, readonly string[]>
): Promise<ScopeKey[]> {
  const scopes = new Map<string, ScopeKey>()
  const add = (key: ScopeKey) => scopes.set(scopeId(key), key)
  if (touched === 'all') {
    for (const place of await placesOf(snapshot)) add(scopeOf(place))
    for (const key of await storedScopes(snapshot)) add(key)
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
  for (const place of await placesOfShares(snapshot, [...shares])) add(scopeOf(place))
  for (const place of await placesRead(snapshot, touched, members)) add(scopeOf(place))
  return [...scopes.values()]
}

/**
 * What there are claims about that the rules now read otherwise: a group stands in the divisions of
 * the groups around it too.
 */
async function placesRead(
  snapshot: Snapshot,
  { metrics, lists }: Touched,
  members: ReadonlyMap<string, readonly string[]>
): Promise<Place[]> {
  const { metric, subject, partner } = snapshot.tables.series
  const entities = [...lists].flatMap(({ id, members: some }) => {
    const around =
      some.length === 0
        ? []
        : [...members].filter(([, all]) => some.every((member) => all.includes(member)))
    return [id, ...around.map(([group]) => group)]
  })
  const [of, about] = [[...new Set(metrics)], [...new Set(entities)]]
  return [
    ...(of.length > 0 ? await placesOf(snapshot, inArray(metric, of)) : []),
    ...(about.length > 0 ? await placesOf(snapshot, inArray(subject, about)) : []),
    ...(about.length > 0 ? await placesOf(snapshot, inArray(partner, about)) : [])
  ]
}

async function placesOfShares(snapshot: Snapshot, subjects: string[]): Promise<Place[]> {
  const { metric, subject } = snapshot.tables.series
  return subjects.length === 0
    ? []
    : placesOf(snapshot, and(eq(metric, TRADE_SHARE.share), inArray(subject, subjects)))
}

/** What there are claims about, in the whole or where a condition on their series is met. */
async function placesOf({ db, tables: { series } }: Snapshot, condition?: SQL): Promise<Place[]> {
  const { metric, subject, partner } = series
  return db.selectDistinct({ metric, subject, partner }).from(series).where(condition)
}

async function storedScopes({ db, tables: { claim_check_about } }: Snapshot): Promise<ScopeKey[]> {
  const rows = await db.selectDistinct({ scope: claim_check_about.scope }).from(claim_check_about)
  return rows.map(({ scope }) => {
    const [family = '', subject = '', partner = ''] = scope.split('|')
    return { family, subject, partner: partner === '' ? null : partner }
  })
}

/** A scope as one text, under which its checks are kept. */
export function scopeId({ family, subject, partner }: ScopeKey): string {
  return `${family}|${subject}|${partner ?? ''}`
}
