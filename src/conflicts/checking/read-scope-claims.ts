// Reads the claims of one scope, along the index of metric and pair.
import { setImmediate } from 'node:timers/promises'
import type { SQL } from 'drizzle-orm'
import { and, asc, desc, eq, inArray, isNull, sql } from '../../db/orm.ts'
import { chunks } from '../../db/rows.ts'
import { statement } from '../../db/statements.ts'
import type { Snapshot } from '../../db/store.ts'
import type { Claim } from '../model/checks.ts'
import { type ScopeKey, scopeQuery } from '../model/scopes.ts'
import { isOfPair } from '../model/things.ts'
import { claimColumns } from './claim-columns.ts'

/**
 * The most claims of a scope that are read, to limit the work. The newest claims of each pair
 * count.
 */
const CLAIMS_MAX = 20_000
/** How many claims are read in one turn of the event loop. */
const CLAIMS_A_TURN = 500

/**
 * Every claim that the rules need for a scope, each once. None if no claim is about the pair of the
 * scope itself, because then no check belongs to this scope.
 */
export async function readScopeClaims(
  snapshot: Snapshot,
  key: ScopeKey,
  members: ReadonlyMap<string, readonly string[]>
): Promise<Claim[]> {
  const { metrics, pairs, every_partner_of } = scopeQuery(key, members)
  const claims: Claim[] = []
  for (const { subject, partner } of pairs) {
    if (claims.length === 0 && !isOfPair(key, { subject, partner })) return []
    if (claims.length < CLAIMS_MAX)
      claims.push(
        ...(await readClaims(snapshot, metrics, { subject, partner }, CLAIMS_MAX - claims.length))
      )
  }
  for (const subject of every_partner_of) {
    if (claims.length < CLAIMS_MAX)
      claims.push(...(await readClaims(snapshot, metrics, { subject }, CLAIMS_MAX - claims.length)))
  }
  return [...new Map(claims.map((claim) => [claim.id, claim])).values()]
}

type PairOfClaim = { subject: string; partner?: string | null }
type ClaimQuery = { metrics: readonly string[]; whose: PairOfClaim; limit: number }

/**
 * The claims of a pair, or of a subject with any partner; the newest if there are more than
 * `limit`. Many claims are read some at a time.
 */
async function readClaims(
  snapshot: Snapshot,
  metrics: readonly string[],
  whose: PairOfClaim,
  limit: number
): Promise<Claim[]> {
  const few = await selectClaims(snapshot, { metrics, whose, limit: CLAIMS_A_TURN + 1 })
  if (few.length <= Math.min(CLAIMS_A_TURN, limit)) return few
  const claims: Claim[] = []
  for (const ids of chunks(await readIds(snapshot, { metrics, whose, limit }), CLAIMS_A_TURN)) {
    claims.push(...(await readClaimsById(snapshot, ids)))
    await setImmediate()
  }
  return claims
}

/**
 * Reads at most {@link CLAIMS_A_TURN} claims by one statement of fixed size; repeated ids fill the
 * unused places.
 */
async function readClaimsById(
  { db, tables: { observation } }: Snapshot,
  ids: readonly string[]
): Promise<Claim[]> {
  const names = Array.from({ length: CLAIMS_A_TURN }, (_, index) => `id${index}`)
  const prepared = statement(db, 'claims of a scope by id', () => {
    const wanted = names.map((name) => sql.placeholder(name))
    return db
      .select(claimColumns(observation))
      .from(observation)
      .where(inArray(observation.id, wanted))
      .prepare()
  })
  return prepared.execute(
    Object.fromEntries(names.map((name, index) => [name, ids[index] ?? ids[0]]))
  )
}

/** Reads ids first, because the index covers them. Sorts only if there are too many. */
async function readIds(snapshot: Snapshot, wanted: ClaimQuery): Promise<string[]> {
  const all = await selectIds(snapshot, { ...wanted, limit: wanted.limit + 1 }, false)
  return all.length <= wanted.limit ? all : selectIds(snapshot, wanted, true)
}

async function selectIds(
  snapshot: Snapshot,
  wanted: ClaimQuery,
  sorted: boolean
): Promise<string[]> {
  const { db, tables } = snapshot
  const { id, ends_on } = tables.observation
  const prepared = statement(
    db,
    `${sorted ? 'newest ' : ''}ids of a scope ${shapeOf(wanted)}`,
    () =>
      db
        .select({ id })
        .from(tables.observation)
        .where(conditionFor(snapshot, wanted))
        // Sorted by an expression: by the column, SQLite would read along the newest claims of a
        // partner, however many others there are.
        .orderBy(...(sorted ? [desc(sql`coalesce(${ends_on}, '')`), asc(id)] : []))
        .limit(sql.placeholder('limit'))
        .prepare()
  )
  return (await prepared.execute(valuesFor(wanted))).map((row) => row.id)
}

async function selectClaims(snapshot: Snapshot, wanted: ClaimQuery): Promise<Claim[]> {
  const { db, tables } = snapshot
  const prepared = statement(db, `claims of a scope ${shapeOf(wanted)}`, () =>
    db
      .select(claimColumns(tables.observation))
      .from(tables.observation)
      .where(conditionFor(snapshot, wanted))
      .limit(sql.placeholder('limit'))
      .prepare()
  )
  return prepared.execute(valuesFor(wanted))
}

function conditionFor(
  { tables: { observation } }: Snapshot,
  { metrics, whose: { partner } }: ClaimQuery
): SQL | undefined {
  const names = metrics.map((_, index) => sql.placeholder(`metric${index}`))
  const ofPartner =
    partner === null
      ? isNull(observation.partner)
      : eq(observation.partner, sql.placeholder('partner'))
  return and(
    inArray(observation.metric, names),
    eq(observation.subject, sql.placeholder('subject')),
    partner === undefined ? undefined : ofPartner
  )
}

function valuesFor({
  metrics,
  whose: { subject, partner },
  limit
}: ClaimQuery): Record<string, unknown> {
  const names = Object.fromEntries(metrics.map((metric, index) => [`metric${index}`, metric]))
  return { ...names, subject, partner: partner ?? '', limit }
}

/** The shape of a query: what distinguishes one statement from another. */
function shapeOf({ metrics, whose: { partner } }: ClaimQuery): string {
  return `${metrics.length} ${partner === undefined ? 'any' : partner === null ? 'none' : 'one'}`
}
