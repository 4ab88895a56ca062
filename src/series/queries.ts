// Reads the claims of series pair by pair, along the index of metric, subject and partner. Pairs
// with a partner come first, because the engines order nulls differently in that index.
import type { SQL } from 'drizzle-orm'
import { and, asc, desc, eq, gte, inArray, isNotNull, lte, sql } from '../db/orm.ts'
import { valuesOf } from '../db/statements.ts'
import type { Snapshot } from '../db/store.ts'
import { figureColumns } from '../observations/columns.ts'
import { type Conditions, meetConditions } from '../observations/conditions.ts'
import type { Partnership } from '../observations/series/traits.ts'
import type { PlacedClaim, SeriesPlace } from './points.ts'

export type Pair = Pick<SeriesPlace, 'subject' | 'partner'>

/**
 * The conditions for claims. With `source`: only the subjects and partners that this source has
 * claims about. With `pairs`: only these, in the order in which they are read.
 */
export type PairConditions = Partnership & {
  metric: string
  conditions: Conditions
  source: string | undefined
  pairs?: readonly Pair[] | undefined
}

/** The start of a walk: at the claims of this pair, or after them. */
export type From = Pair & { isIncluded: boolean }

/**
 * Above this number, finding the pairs of a source takes seconds (measured with 500,000 claims).
 */
const FEW_CLAIMS_MAX = 5_000

/** Lists at most `most` claims with a period, pair by pair, the newest of each pair first. */
export async function listPairClaims(
  snapshot: Snapshot,
  filters: PairConditions,
  { from, most }: { from: From | undefined; most: number }
): Promise<PlacedClaim[]> {
  const { conditions, partnered, pairs } = filters
  const isBeyond = from !== undefined && from.partner === null
  const hasNoPartner = isBeyond || partnered === 'no' || pairs?.[0]?.partner === null
  const withPartner = hasNoPartner
    ? []
    : await readPairs(snapshot, filters, { over: 'partnered', from, most })
  const needsPartner =
    partnered === 'yes' ||
    (conditions.partner ?? conditions.between ?? conditions.partner_kind) !== undefined ||
    (pairs !== undefined && pairs.at(-1)?.partner !== null)
  if (needsPartner || withPartner.length === most) return withPartner
  const start = isBeyond ? from : undefined
  return [
    ...withPartner,
    ...(await readPairs(snapshot, filters, {
      over: 'alone',
      from: start,
      most: most - withPartner.length
    }))
  ]
}

async function readPairs(
  snapshot: Snapshot,
  { metric, conditions, source: read, pairs }: PairConditions,
  { over, from, most }: { over: 'partnered' | 'alone'; from: From | undefined; most: number }
): Promise<PlacedClaim[]> {
  const { observation } = snapshot.tables
  const prepared = selectPlacedClaims(snapshot)
    .where(
      and(
        meetConditions(snapshot, { ...conditions, metric: [metric] }),
        isNotNull(observation.ends_on),
        // SQLite takes a partner that is null for a constant, and then does not see that the index
        // has this order. `= true` prevents that; PostgreSQL removes it.
        over === 'alone'
          ? sql`(${observation.partner} is null) = true`
          : isNotNull(observation.partner),
        from && isFromPair(snapshot.tables, from),
        pairs && isOneOf(snapshot.tables, pairs, over),
        read === undefined ? undefined : isPairOfSource(snapshot, metric, read, over)
      )
    )
    .orderBy(
      asc(observation.subject),
      asc(observation.partner),
      desc(observation.ends_on),
      desc(observation.id)
    )
    .limit(most)
    .prepare()
  return prepared.execute(valuesOf({ ...conditions, metric: [metric] }))
}

/** Selects claims with what series are made of. */
export function selectPlacedClaims({ db, tables }: Snapshot) {
  const { observation, source } = tables
  return db
    .select({
      id: observation.id,
      subject: observation.subject,
      partner: observation.partner,
      direction: observation.direction,
      mode: observation.mode,
      product: observation.product,
      period: sql<string>`${observation.period}`,
      starts_on: sql<string>`${observation.starts_on}`,
      ends_on: sql<string>`${observation.ends_on}`,
      ...figureColumns(tables)
    })
    .from(observation)
    .innerJoin(source, eq(source.id, observation.source))
    .$dynamic()
}

/**
 * Selects the pairs from one pair on. The form of the condition lets the index begin at that pair.
 */
function isFromPair(
  { observation }: Snapshot['tables'],
  { subject, partner, isIncluded }: From
): SQL {
  const further = sql.raw(isIncluded ? '>=' : '>')
  if (partner === null) return sql`${observation.subject} ${further} ${subject}`
  return sql`(${observation.subject} >= ${subject} and (${observation.subject} > ${subject} or ${observation.partner} ${further} ${partner}))`
}

/** Selects these pairs, in their order. The bounds of the subject let the index begin and end. */
function isOneOf(
  { observation: { subject, partner } }: Snapshot['tables'],
  all: readonly Pair[],
  over: 'partnered' | 'alone'
): SQL | undefined {
  const pairs = all.filter((pair) => (pair.partner === null) === (over === 'alone'))
  const subjects = pairs.map((pair) => pair.subject)
  const values = pairs.map((pair) => sql`(${pair.subject}, ${pair.partner})`)
  const one =
    over === 'alone'
      ? inArray(subject, subjects)
      : sql`(${subject}, ${partner}) in (values ${sql.join(values, sql`, `)})`
  const [first, last] = [pairs[0], pairs.at(-1)]
  return and(first && gte(subject, first.subject), last && lte(subject, last.subject), one)
}

/**
 * Whether a source has so few claims that reading their subjects and partners is cheaper than
 * skipping pairs it says nothing about.
 */
export async function hasFewClaims(
  { db, tables: { observation } }: Snapshot,
  source: string
): Promise<boolean> {
  const beyond = await db
    .select({ id: observation.id })
    .from(observation)
    .where(eq(observation.source, source))
    .orderBy(desc(observation.ends_on), desc(observation.id))
    .limit(1)
    .offset(FEW_CLAIMS_MAX)
  return beyond.length === 0
}

/**
 * Selects the subjects and partners that a source has claims about. The claims themselves show
 * which pairs of them it names.
 */
function isPairOfSource(
  { db, tables: { observation } }: Snapshot,
  metric: string,
  source: string,
  over: 'partnered' | 'alone'
): SQL | undefined {
  const told = (column: typeof observation.subject | typeof observation.partner) =>
    db
      .select({ id: column })
      .from(observation)
      // Use the index by source: SQLite would choose an index that begins with the metric, which
      // can hold most of the claims.
      .where(
        and(
          eq(observation.source, source),
          sql`coalesce(${observation.metric}, '') = ${metric}`,
          isNotNull(column)
        )
      )
  return and(
    inArray(observation.subject, told(observation.subject)),
    over === 'partnered' ? inArray(observation.partner, told(observation.partner)) : undefined
  )
}
