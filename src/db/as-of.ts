// Shows the data as they were: replaces the tables of a snapshot by what they held at an earlier
// revision. Names and columns stay the same, so queries do not know that they read the past.
import type { SQL } from 'drizzle-orm'
import { PARENTS_FIRST } from '../nouns.ts'
import { type Memory, recall } from './memory.ts'
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
 * A revision is near if fewer rows than these were made since, and fewer retired: a walk along the
 * current rows then passes by few that are too new.
 */
export const NEAR_MAX = 2_000
/** Enough for the walks that go on at the same time. Each has its statements. */
const PASTS_KEPT = 8
type Limits = { fewMax: number; nearMax: number }
const LIMITS: Limits = { fewMax: FEW_MAX, nearMax: NEAR_MAX }

type Past = Omit<Snapshot, 'now'>
const kept = new WeakMap<Memory, Map<string, Past>>()

/**
 * The snapshot as it was at a revision, except for countries, coverage and series, which stay as
 * they are now. Only tests set limits.
 */
export async function asOf(now: Snapshot, revision: number, limits = LIMITS): Promise<Snapshot> {
  if (revision >= now.revision) return now
  const pasts = (now.memory && kept.get(now.memory)) ?? new Map<string, Past>()
  if (now.memory) kept.set(now.memory, pasts)
  const key = `${revision} ${limits.fewMax} ${limits.nearMax}`
  const past = pasts.get(key) ?? (await openPast(now, revision, limits))
  // The one that was used last is the last to go.
  pasts.delete(key)
  pasts.set(key, past)
  for (const [oldest] of pasts) if (pasts.size > PASTS_KEPT) pasts.delete(oldest)
  return { ...past, now }
}

/** Whether reading claims as of a revision costs little more than reading those of now. */
export async function isNear(now: Snapshot, revision: number): Promise<boolean> {
  return revision >= now.revision || (await findFew(now, 'observation', revision, LIMITS)).isNear
}

async function openPast(now: Snapshot, revision: number, limits: Limits): Promise<Past> {
  const few = {
    observation: await findFew(now, 'observation', revision, limits),
    claim_check: await findFew(now, 'claim_check', revision, limits)
  }
  const updatedAt = await timeOf(now, revision)
  const past = { ...now.tables }
  for (const name of VERSIONED)
    defineOnDemand(past, name, () =>
      selectTableAsOf(now, name, revision, name in few ? few[name as Large] : WALKED)
    )
  defineOnDemand(past, 'relation_other', () => selectLinksAsOf(now, revision))
  const db = withOwnStatements(now.db)
  const memory = now.memory && memoryOfPast(now.memory, revision)
  return { ...now, db, tables: past, revision, updatedAt, memory, parts: undefined }
}

/** What an earlier revision held is remembered beside what is known now. */
function memoryOfPast({ find, keep }: Memory, revision: number): Memory {
  const keyOf = (key: string) => `${revision}: ${key}`
  return { find: (key) => find(keyOf(key)), keep: (key, value) => keep(keyOf(key), value) }
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

type Found = Few & { isNear: boolean }

/** Finds out which rows are few, once for each revision. */
async function findFew(
  now: Snapshot,
  name: Large,
  revision: number,
  limits: Limits
): Promise<Found> {
  const key = `${revision} ${limits.fewMax} ${limits.nearMax}`
  const found = await recall(now, `few ${name}`, [key], async () => [
    [key, await countFew(now, name, revision, limits)]
  ])
  return found.get(key) ?? { ...WALKED, isNear: false }
}

/** Counts only up to the limits, along the indexes by revision. */
async function countFew(
  { db, tables }: Snapshot,
  name: Large,
  revision: number,
  { fewMax, nearMax }: Limits
): Promise<Found> {
  const [table, history] = [tables[name], tables[`${name}_history`]]
  const count = (from: SQL, most: number) =>
    sql<number>`(select count(*) from (select 1 from ${from} limit ${most}) as few)`
  const [rows] = await db
    .select({
      current: count(sql`${table} where ${lte(table.revision, revision)}`, fewMax),
      later: count(sql`${table} where ${gt(table.revision, revision)}`, nearMax),
      made: count(sql`${history} where ${lte(history.revision, revision)}`, fewMax),
      gone: count(sql`${history} where ${gt(history.retired_revision, revision)}`, fewMax)
    })
    .from(sql`(select 1) as one`)
  const isBelow = (count: unknown, most: number) => Number(count) < most
  const isNear = isBelow(rows?.later, nearMax) && isBelow(rows?.gone, nearMax)
  if (isNear) return { ...WALKED, gone: true, isNear }
  return {
    current: isBelow(rows?.current, fewMax),
    made: isBelow(rows?.made, fewMax),
    gone: isBelow(rows?.gone, fewMax),
    isNear
  }
}
