// Shows the data as they were: replaces the tables of a snapshot by what they held at an earlier
// revision. Names and columns stay the same, so queries do not know that they read the past.
import type { SQL } from 'drizzle-orm'
import { PARENTS_FIRST } from '../nouns.ts'
import { recall } from './memory.ts'
import { findNewestImport } from './newest-import.ts'
import { asc, eq, gt, lte, sql } from './orm.ts'
import { withOwnStatements } from './statements.ts'
import type { Snapshot } from './store.ts'
import type { Tables } from './tables/define.ts'
import {
  FEW_MAX,
  type Few,
  selectLinksAsOf,
  selectTableAsOf,
  type Versioned
} from './tables-as-of.ts'

export const VERSIONED: readonly Versioned[] = [...PARENTS_FIRST, 'claim_check', 'assessment']

/** The tables that may have more than {@link FEW_MAX} rows. */
type Large = 'observation' | 'claim_check'
const WALKED: Few = { current: false, made: false, gone: false }

/**
 * The snapshot as it was at a revision, except for countries, coverage and series, which stay as
 * they are now. Only tests set `fewMax`.
 */
export async function asOf(now: Snapshot, revision: number, fewMax = FEW_MAX): Promise<Snapshot> {
  if (revision >= now.revision) return now
  const few = {
    observation: await findFew(now, 'observation', revision, fewMax),
    claim_check: await findFew(now, 'claim_check', revision, fewMax)
  }
  const updatedAt = await timeOf(now, revision)
  const past = { ...now.tables }
  for (const name of VERSIONED)
    defineOnDemand(past, name, () =>
      selectTableAsOf(now, name, revision, name in few ? few[name as Large] : WALKED)
    )
  defineOnDemand(past, 'relation_other', () => selectLinksAsOf(now, revision))
  const db = withOwnStatements(now.db)
  return { ...now, db, tables: past, revision, updatedAt, now, memory: undefined, parts: undefined }
}

async function timeOf(snapshot: Snapshot, revision: number) {
  const { db, tables } = snapshot
  const { imports } = tables
  const found = await recall(snapshot, 'time of revision', [`${revision}`], async ([key = '']) => {
    const rows = await db
      .select({ time: imports.finished })
      .from(imports)
      .where(eq(imports.revision, revision))
      .limit(1)
    return rows.map(({ time }) => [key, time] as const)
  })
  return found.get(`${revision}`) ?? null
}

/** The newest revision made up to this time, to the second; undefined if there was none. */
export async function revisionAt(snapshot: Snapshot, time: string): Promise<number | undefined> {
  const found = await recall(snapshot, 'revision at', [time], async ([key = '']) => {
    const { finished } = snapshot.tables.imports
    const newest = await findNewestImport(snapshot, lte(finished, time))
    return newest ? [[key, newest.revision] as const] : []
  })
  return found.get(time)
}

/** The time of the first revision; undefined if there is none yet. */
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

/**
 * Builds a table only when a query uses it: a request needs few tables, and each takes time to
 * build.
 */
function defineOnDemand(tables: Tables, name: keyof Tables, make: () => unknown): void {
  let made: unknown
  Object.defineProperty(tables, name, {
    enumerable: true,
    get() {
      made ??= make()
      return made
    }
  })
}

/** Finds out which rows are few, once for each revision. */
async function findFew(now: Snapshot, name: Large, revision: number, max: number): Promise<Few> {
  const key = `${revision} ${max}`
  const found = await recall(now, `few ${name}`, [key], async () => [
    [key, await countFew(now, name, revision, max)]
  ])
  return found.get(key) ?? WALKED
}

/** Counts only up to the limit, along the indexes by revision. */
async function countFew(
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
