// Selects what a table held at an earlier revision, under the same name and with the same columns.
import type { SQL, SQLWrapper } from 'drizzle-orm'
import type { SQLiteColumn, SQLiteSelect, SQLiteTable } from 'drizzle-orm/sqlite-core'
import type { Noun } from '../nouns.ts'
import { and, eq, getTableColumns, gt, lte, sql } from './orm.ts'
import type { Snapshot } from './store.ts'
import type { Tables } from './tables/define.ts'

/** The tables with a history. `country` has none, because countries come with the software. */
export type Versioned = Noun | 'claim_check' | 'assessment'

/**
 * Up to this many rows are read by their revision and sorted. If there are more, they are read in
 * the order of the query until a page is full.
 */
export const FEW_MAX = 10_000
/**
 * Which rows are few: current rows, retired rows made up to the revision, retired rows that were
 * retired after it.
 */
export type Few = { current: boolean; made: boolean; gone: boolean }
/**
 * A number above every revision, as the retiring revision of current rows. The cast matters: SQLite
 * merges two halves only if their columns have the same affinity.
 */
const NEVER = sql<number>`cast(${sql.raw('2147483647')} as integer)`.as('retired_revision')

/**
 * Selects, among current and retired versions, those made up to the revision and not retired by
 * then. The conditions are outside the union, because PostgreSQL merges the halves along their
 * indexes only if neither has conditions of its own.
 */
export function selectTableAsOf(
  { db, tables }: Snapshot,
  name: Versioned,
  revision: number,
  few: Few
) {
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
    ...(pickColumns(history, Object.keys(columns)) as typeof columns),
    retired_revision: history.retired_revision
  }
  const retired = db.select(before).from(history).$dynamic()
  if (few.current) current.where(lte(table.revision, revision))
  if (few.made)
    retired.where(
      and(lte(history.revision, revision), gt(hideIndex(history.retired_revision), revision))
    )
  else if (few.gone)
    retired.where(
      and(lte(hideIndex(history.revision), revision), gt(history.retired_revision, revision))
    )
  // The halves have the same columns, which the types of two tables cannot show.
  const versions = limitHalf(db, current, few.current)
    .unionAll(limitHalf(db, retired, few.made || few.gone) as never)
    .as('versions')
  const shown = Object.fromEntries(
    Object.keys(columns).map((key) => [key, versions[key as keyof typeof columns]])
  )
  return (
    db
      // The columns have the same names and types, but belong to another table.
      .select(shown as unknown as typeof columns)
      .from(versions)
      .where(
        and(
          lte(hideIndex(versions.revision), revision),
          gt(hideIndex(versions.retired_revision), revision)
        )
      )
      .as(name)
  )
}

/**
 * A column with a plus before it. Engines then do not read along its index, but along the index
 * that serves the filters.
 */
function hideIndex(column: SQLWrapper): SQL {
  return sql`+${column}`
}

/**
 * One half of the versions. If it has few rows, a limit that is never reached keeps engines from
 * reading it in the order of the filters.
 */
function limitHalf<Rows extends SQLiteSelect>(
  db: Snapshot['db'],
  rows: Rows,
  isFew: boolean
): Rows {
  // The outer query has the columns of the inner one, which its type does not keep.
  return isFew ? (db.select().from(rows.limit(FEW_MAX).as('few')) as unknown as Rows) : rows
}

/**
 * Links of relations have no revision of their own, because they are part of a version of their
 * relation.
 */
export function selectLinksAsOf(
  { db, tables: { relation, relation_other, relation_other_history: history } }: Snapshot,
  revision: number
) {
  const columns = getTableColumns(relation_other)
  const held = and(
    lte(hideIndex(history.revision), revision),
    gt(hideIndex(history.retired_revision), revision)
  )
  return db
    .select(columns)
    .from(relation_other)
    .innerJoin(
      relation,
      and(eq(relation.id, relation_other.relation), lte(hideIndex(relation.revision), revision))
    )
    .unionAll(
      db
        .select(pickColumns(history, Object.keys(columns)) as typeof columns)
        .from(history)
        .where(held)
    )
    .as('relation_other')
}

function pickColumns(table: SQLiteTable, names: string[]): Record<string, SQLiteColumn> {
  const columns = getTableColumns(table)
  return Object.fromEntries(names.map((name) => [name, columns[name] as SQLiteColumn]))
}
