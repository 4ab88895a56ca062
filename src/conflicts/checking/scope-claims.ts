// Reads the claims of one scope, along the index of metric and pair.
import { setImmediate } from 'node:timers/promises'
import type { SQL, SQLWrapper } from 'drizzle-orm'
import { and, asc, desc, eq, inArray, isNull, sql } from '../../db/orm.ts'
import { chunks } from '../../db/rows.ts'
import { statement } from '../../db/statements.ts'
import type { Snapshot } from '../../db/store.ts'
import type { Tables } from '../../db/tables/define.ts'
import type { Claim } from '../model/checks.ts'
import { NOTE_CHARACTERS_READ } from '../model/growth-rate.ts'
import { TEXT_CHARACTERS_READ } from '../model/printed.ts'
import { type ScopeKey, scopeQuery } from '../model/scopes.ts'
import { isOwned } from '../model/things.ts'

/** The claims of a scope that are read: a bound on the work. The newest of each pair count. */
const CLAIMS_MAX = 20_000
/** Read in one turn of the event loop. */
const FEW = 500

/**
 * Every claim the rules need for a scope, each once; none where nothing is said of its pair itself,
 * for then no check is its own.
 */
export async function claimsOf(
  snapshot: Snapshot,
  key: ScopeKey,
  members: ReadonlyMap<string, readonly string[]>
): Promise<Claim[]> {
  const { metrics, pairs, every_partner_of } = scopeQuery(key, members)
  const claims: Claim[] = []
  for (const { subject, partner } of pairs) {
    if (claims.length === 0 && !isOwned(key, { subject, partner })) return []
    if (claims.length < CLAIMS_MAX)
      claims.push(
        ...(await read(snapshot, metrics, { subject, partner }, CLAIMS_MAX - claims.length))
      )
  }
  for (const subject of every_partner_of) {
    if (claims.length < CLAIMS_MAX)
      claims.push(...(await read(snapshot, metrics, { subject }, CLAIMS_MAX - claims.length)))
  }
  return [...new Map(claims.map((claim) => [claim.id, claim])).values()]
}

type Whose = { subject: string; partner?: string | null }
type Wanted = { metrics: readonly string[]; whose: Whose; limit: number }

/**
 * The claims of a pair, or of a subject with any partner; the newest where there are more. Many are
 * read some at a time.
 */
async function read(
  snapshot: Snapshot,
  metrics: readonly string[],
  whose: Whose,
  limit: number
): Promise<Claim[]> {
  const few = await selectClaims(snapshot, { metrics, whose, limit: FEW + 1 })
  if (few.length <= Math.min(FEW, limit)) return few
  const claims: Claim[] = []
  for (const ids of chunks(await idsOf(snapshot, { metrics, whose, limit }), FEW)) {
    claims.push(...(await claimsById(snapshot, ids)))
    await setImmediate()
  }
  return claims
}

/** At most {@link FEW}, by one statement: fewer are filled up by one of them again. */
async function claimsById(
  { db, tables: { observation } }: Snapshot,
  ids: readonly string[]
): Promise<Claim[]> {
  const names = Array.from({ length: FEW }, (_, index) => `id${index}`)
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

/** Ids alone stand in the index. Sorting them is of no use where all are wanted. */
async function idsOf(snapshot: Snapshot, wanted: Wanted): Promise<string[]> {
  const all = await selectIds(snapshot, { ...wanted, limit: wanted.limit + 1 }, false)
  return all.length <= wanted.limit ? all : selectIds(snapshot, wanted, true)
}

async function selectIds(snapshot: Snapshot, wanted: Wanted, sorted: boolean): Promise<string[]> {
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
        // An expression, or SQLite reads along the newest claims of a partner, however many others
        // there are.
        .orderBy(...(sorted ? [desc(sql`coalesce(${ends_on}, '')`), asc(id)] : []))
        .limit(sql.placeholder('limit'))
        .prepare()
  )
  return (await prepared.execute(valuesFor(wanted))).map((row) => row.id)
}

async function selectClaims(snapshot: Snapshot, wanted: Wanted): Promise<Claim[]> {
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
  { metrics, whose: { partner } }: Wanted
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
}: Wanted): Record<string, unknown> {
  const names = Object.fromEntries(metrics.map((metric, index) => [`metric${index}`, metric]))
  return { ...names, subject, partner: partner ?? '', limit }
}

/** What tells one statement from another. */
function shapeOf({ metrics, whose: { partner } }: Wanted): string {
  return `${metrics.length} ${partner === undefined ? 'any' : partner === null ? 'none' : 'one'}`
}

/**
 * What the rules need of a claim: of texts and notes no more than they read, so that many claims
 * take little memory.
 */
function claimColumns(columns: Tables['observation']) {
  const {
    id,
    metric,
    subject,
    partner,
    direction,
    mode,
    period,
    starts_on,
    ends_on,
    value,
    low,
    high
  } = columns
  const { bound, attributed_to, source, derived_from } = columns
  const beginning = (column: SQLWrapper, characters: number) =>
    sql`substr(${column}, 1, ${sql.raw(String(characters))})`
  return {
    id,
    metric,
    subject,
    partner,
    direction,
    mode,
    period,
    starts_on,
    ends_on,
    value,
    low,
    high,
    bound,
    attributed_to,
    source,
    derived_from,
    text: sql<string>`${beginning(columns.text, TEXT_CHARACTERS_READ)}`,
    note: sql<string | null>`${beginning(columns.note, NOTE_CHARACTERS_READ)}`
  }
}
