// The data as they were: the tables of a snapshot replaced by what they held at an earlier
// revision, under the same names and with the same columns, so that queries need not know.
import type { SQL, SQLWrapper } from 'drizzle-orm'
import type { SQLiteColumn, SQLiteSelect, SQLiteTable } from 'drizzle-orm/sqlite-core'
import { type Noun, PARENTS_FIRST } from '../nouns.ts'
import { and, asc, desc, eq, getTableColumns, gt, lte, sql } from './orm.ts'
import { unkept } from './statements.ts'
import type { Snapshot } from './store.ts'
import type { Tables } from './tables/define.ts'

/** Tables with a history. `country` has none: countries come with the software. */
export type Versioned = Noun | 'claim_check'
export const VERSIONED: readonly Versioned[] = [...PARENTS_FIRST, 'claim_check']

/**
 * As many rows are read by their revision and sorted; where there are more of them, they are walked
 * in order until a page is full.
 */
const FEW_MAX = 10_000
/** Tables that have more rows than that. */
type Large = 'observation' | 'claim_check'
/**
 * Which rows are few enough: current ones, retired ones made by the revision, retired ones that
 * were retired after it.
 */
type Few = { current: boolean; made: boolean; gone: boolean }
/**
 * Later than every revision: what retires a version that is current. SQLite merges halves only
 * where their columns have the same affinity.
 */
const NEVER = sql<number>`cast(${sql.raw('2147483647')} as integer)`.as('retired_revision')
const WALKED: Few = { current: false, made: false, gone: false }

/**
 * The snapshot as it was at a revision. Everything but countries, coverage and series is as it was
 * then. `fewMax` is for tests.
 */
export async function asOf(now: Snapshot, revision: number, fewMax = FEW_MAX): Promise<Snapshot> {
  if (revision >= now.revision) return now
  const few = {
    observation: await fewRows(now, 'observation', revision, fewMax),
    claim_check: await fewRows(now, 'claim_check', revision, fewMax)
  }
  const past = { ...now.tables }
  for (const name of VERSIONED)
    onDemand(past, name, () =>
      tableAsOf(now, name, revision, name in few ? few[name as Large] : WALKED)
    )
  onDemand(past, 'relation_other', () => linksAsOf(now, revision))
  return { ...now, db: unkept(now.db), tables: past, revision, now }
}

/** The newest revision made by this time, to the second; undefined where there was none. */
export async function revisionAt(
  { db, tables: { imports } }: Snapshot,
  time: string
): Promise<number | undefined> {
  const [found] = await db
    .select({ revision: imports.revision })
    .from(imports)
    .where(lte(imports.finished, time))
    .orderBy(desc(imports.finished), desc(imports.revision))
    .limit(1)
  return found?.revision
}

/** When the first revision was made; undefined where there is none yet. */
export async function firstTime({
  db,
  tables: { imports }
}: Snapshot): Promise<string | undefined> {
  const [found] = await db
    .select({ time: imports.finished })
    .from(imports)
    .orderBy(asc(imports.revision))
    .limit(1)
  return found?.time
}

/** A request needs few of the tables, and each takes time to write. */
function onDemand(tables: Tables, name: keyof Tables, make: () => unknown): void {
  let made: unknown
  Object.defineProperty(tables, name, {
    enumerable: true,
    get() {
      made ??= make()
      return made
    }
  })
}

/**
 * Current and retired versions, of which those count that were made by the revision and not retired
 * by it. The conditions stand outside of the union: PostgreSQL merges the halves along their
 * indexes only where neither has conditions of its own.
 */
function tableAsOf({ db, tables }: Snapshot, name: Versioned, revision: number, few: Few) {
  const [table, history] = [
    tables[name] as Tables['event'],
    tables[`${name}_history`] as Tables['event_history']
  ]
  const columns = getTableColumns(table)
  const current = db
    .select({ ...columns, retired_revision: NEVER })
    .from(table)
    .$dynamic()
  const before = {
    ...(named(history, Object.keys(columns)) as typeof columns),
    retired_revision: history.retired_revision
  }
  const retired = db.select(before).from(history).$dynamic()
  if (few.current) current.where(lte(table.revision, revision))
  if (few.made)
    retired.where(
      and(lte(history.revision, revision), gt(hidden(history.retired_revision), revision))
    )
  else if (few.gone)
    retired.where(
      and(lte(hidden(history.revision), revision), gt(history.retired_revision, revision))
    )
  const versions = half(db, current, few.current)
    .unionAll(half(db, retired, few.made || few.gone) as never)
    .as('versions')
  const shown = Object.fromEntries(
    Object.keys(columns).map((key) => [key, versions[key as keyof typeof columns]])
  )
  return (
    db
      // The same names with the same types, from another table.
      .select(shown as unknown as typeof columns)
      .from(versions)
      .where(
        and(
          lte(hidden(versions.revision), revision),
          gt(hidden(versions.retired_revision), revision)
        )
      )
      .as(name)
  )
}

/**
 * A column behind a plus, which keeps engines from reading along its index in place of the one that
 * serves the filters.
 */
function hidden(column: SQLWrapper): SQL {
  return sql`+${column}`
}

/**
 * One half of the versions. Where it has few, a limit that is never reached keeps engines from
 * reading it along filters and orders.
 */
function half<Rows extends SQLiteSelect>(db: Snapshot['db'], rows: Rows, isFew: boolean): Rows {
  return isFew ? (db.select().from(rows.limit(FEW_MAX).as('few')) as unknown as Rows) : rows
}

/**
 * Links of relations have no revision of their own: they are part of a version of their relation.
 */
function linksAsOf(
  { db, tables: { relation, relation_other, relation_other_history: history } }: Snapshot,
  revision: number
) {
  const columns = getTableColumns(relation_other)
  const held = and(
    lte(hidden(history.revision), revision),
    gt(hidden(history.retired_revision), revision)
  )
  return db
    .select(columns)
    .from(relation_other)
    .innerJoin(
      relation,
      and(eq(relation.id, relation_other.relation), lte(hidden(relation.revision), revision))
    )
    .unionAll(
      db
        .select(named(history, Object.keys(columns)) as typeof columns)
        .from(history)
        .where(held)
    )
    .as('relation_other')
}

function named(table: SQLiteTable, names: string[]): Record<string, SQLiteColumn> {
  const columns = getTableColumns(table)
  return Object.fromEntries(names.map((name) => [name, columns[name] as SQLiteColumn]))
}

/** Counts no further than it has to, along the indexes by revision. */
async function fewRows(
  { db, tables }: Snapshot,
  name: Large,
  revision: number,
  max: number
): Promise<Few> {
  const [table, history] = [tables[name], tables[`${name}_history`]]
  const count = (from: SQL) =>
    sql<number>`(select count(*) from (select 1 from ${from} limit ${max}) as few)`
  const [rows] = await db
    .select({
      current: count(sql`${table} where ${lte(table.revision, revision)}`),
      made: count(sql`${history} where ${lte(history.revision, revision)}`),
      gone: count(sql`${history} where ${gt(history.retired_revision, revision)}`)
    })
    .from(sql`(select 1) as one`)
  const isFew = (count: unknown) => Number(count) < max
  return { current: isFew(rows?.current), made: isFew(rows?.made), gone: isFew(rows?.gone) }
}
