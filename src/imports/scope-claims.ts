// Reads the claims of one scope, along the index of metric and pair.
import type { Claim } from '../conflicts/model/checks.ts'
import { type ScopeKey, scopeQuery } from '../conflicts/model/scopes.ts'
import { isOwned } from '../conflicts/model/things.ts'
import { and, asc, desc, eq, inArray, isNull, sql } from '../db/orm.ts'
import { statement } from '../db/statements.ts'
import type { Snapshot } from '../db/store.ts'
import type { Tables } from '../db/tables.ts'

/** The claims of a scope that are read: a bound on the work. The newest of each pair count. */
const CLAIMS_MAX = 20_000

/** Every claim the rules need for a scope, each once; none where nothing is said of its pair itself, for then no check is its own. */
export async function claimsOf(snapshot: Snapshot, key: ScopeKey, members: ReadonlyMap<string, readonly string[]>): Promise<Claim[]> {
  const { metrics, pairs, every_partner_of } = scopeQuery(key, members)
  const claims: Claim[] = []
  for (const { subject, partner } of pairs) {
    if (claims.length === 0 && !isOwned(key, { subject, partner })) return []
    if (claims.length < CLAIMS_MAX) claims.push(...(await read(snapshot, metrics, { subject, partner }, CLAIMS_MAX - claims.length)))
  }
  for (const subject of every_partner_of) {
    if (claims.length < CLAIMS_MAX) claims.push(...(await read(snapshot, metrics, { subject }, CLAIMS_MAX - claims.length)))
  }
  return [...new Map(claims.map((claim) => [claim.id, claim])).values()]
}

/** The claims of a pair, or of a subject with any partner; the newest where there are more. */
async function read(snapshot: Snapshot, metrics: readonly string[], place: Whose, limit: number): Promise<Claim[]> {
  const all = await select(snapshot, metrics, place, { limit: limit + 1, sorted: false })
  // Sorting takes time and memory, and is of no use where all are wanted.
  return all.length <= limit ? all : select(snapshot, metrics, place, { limit, sorted: true })
}

type Whose = { subject: string; partner?: string | null }

async function select(
  { db, tables: { observation } }: Snapshot,
  metrics: readonly string[],
  { subject, partner }: Whose,
  { limit, sorted }: { limit: number; sorted: boolean }
): Promise<Claim[]> {
  const side = partner === undefined ? 'any' : partner === null ? 'none' : 'one'
  const prepared = statement(db, `${sorted ? 'newest ' : ''}claims of a scope ${metrics.length} ${side}`, () => {
    const { revision: _, series: __, status: ___, ...columns } = observation
    const names = metrics.map((_, index) => sql.placeholder(`metric${index}`))
    const ofPartner = { any: undefined, none: isNull(observation.partner), one: eq(observation.partner, sql.placeholder('partner')) }[side]
    // An expression, or SQLite reads along the newest claims of a partner, however many others there are.
    const order = sorted ? [desc(sql`coalesce(${observation.ends_on}, '')`), asc(observation.id)] : []
    return db
      .select(claimColumns(columns))
      .from(observation)
      .where(and(inArray(observation.metric, names), eq(observation.subject, sql.placeholder('subject')), ofPartner))
      .orderBy(...order)
      .limit(sql.placeholder('limit'))
      .prepare()
  })
  const names = Object.fromEntries(metrics.map((metric, index) => [`metric${index}`, metric]))
  return prepared.execute({ ...names, subject, partner: partner ?? '', limit })
}

function claimColumns(columns: Omit<Tables['observation'], 'revision' | 'series' | 'status'>) {
  const { id, metric, subject, partner, direction, mode, period, starts_on, ends_on, value, low, high } = columns
  const { bound, text, attributed_to, source, derived_from, note } = columns
  return {
    ...{ id, metric, subject, partner, direction, mode, period, starts_on, ends_on, value, low, high },
    ...{ bound, text, attributed_to, source, derived_from, note }
  }
}
