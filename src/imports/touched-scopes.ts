// Which scopes an import has to check anew.
import { groupsAround, type ScopeKey, scopeOf, scopesOf } from '../conflicts/model/scopes.ts'
import { and, eq, inArray } from '../db/orm.ts'
import type { Snapshot } from '../db/store.ts'
import type { TableRows } from './table-rows.ts'
import type { Changes } from './write.ts'

/** What claims are about, as far as it tells the scopes they are in. */
export type Place = { metric: string; subject: string; partner: string | null }

/** What the rules read of these nouns: where it changes, every check may. */
const READ_BY_RULES: Partial<Record<keyof TableRows, string[]>> = {
  entity: ['kind', 'members'],
  metric: ['unit', 'kind', 'aggregation', 'symmetric']
}

/** Whether changes of a noun may change any check there is. */
export function reachesAll(noun: keyof TableRows, { corrected }: Changes): boolean {
  const names = READ_BY_RULES[noun] ?? []
  return corrected.some(({ before, after }) => names.some((name) => JSON.stringify(before[name]) !== JSON.stringify(after[name])))
}

/** The scopes that changes in these places may have touched, or all there are and were. */
export async function scopesToCheck(
  snapshot: Snapshot,
  touched: Iterable<Place> | 'all',
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
  for (const place of touched) {
    for (const key of scopesOf(place, groupsOf)) {
      if ('shares_of' in key) shares.add(key.shares_of)
      else add(key)
    }
  }
  for (const place of await placesOf(snapshot, { metric: 'trade_share', subjects: [...shares] })) add(scopeOf(place))
  return [...scopes.values()]
}

/** What there are claims about, in the whole or of one metric and some subjects. */
async function placesOf({ db, tables: { series } }: Snapshot, only?: { metric: string; subjects: string[] }): Promise<Place[]> {
  if (only && only.subjects.length === 0) return []
  const { metric, subject, partner } = series
  return db
    .selectDistinct({ metric, subject, partner })
    .from(series)
    .where(only && and(eq(metric, only.metric), inArray(subject, only.subjects)))
}

async function storedScopes({ db, tables: { claim_check } }: Snapshot): Promise<ScopeKey[]> {
  const rows = await db.selectDistinct({ scope: claim_check.scope }).from(claim_check)
  return rows.map(({ scope }) => {
    const [family = '', subject = '', partner = ''] = scope.split('|')
    return { family, subject, partner: partner === '' ? null : partner }
  })
}

/** A scope as one text, under which its checks are kept. */
export function scopeId({ family, subject, partner }: ScopeKey): string {
  return `${family}|${subject}|${partner ?? ''}`
}
