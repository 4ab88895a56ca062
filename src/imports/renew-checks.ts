// Checks between claims, renewed by every import within its transaction: of the scopes that its changes touch, or of all.
import { hash } from 'node:crypto'
import type { Bounds, Check, Claim, Scope } from '../conflicts/model/checks.ts'
import { checksOf } from '../conflicts/model/index.ts'
import type { ScopeKey } from '../conflicts/model/scopes.ts'
import { eq, inArray, sql } from '../db/orm.ts'
import type { Snapshot } from '../db/store.ts'
import type { Tables } from '../db/tables.ts'
import { rounded } from '../rounded.ts'
import { chunks, insertRows } from './rows.ts'
import { claimsOf } from './scope-claims.ts'
import { type Place, scopeId, scopesToCheck } from './touched-scopes.ts'

const LARGEST = Number.MAX_VALUE
const DECIMALS = 4

type Surroundings = Required<Pick<Scope, 'metrics' | 'members' | 'lines'>>
type CheckRow = Omit<Tables['claim_check']['$inferSelect'], 'revision'>
type Figure = Tables['claim_check_figure']['$inferInsert']
export type CheckCounts = { inserted: number; corrected: number; withdrawn: number }

/** Checks anew what changes in these places may have touched, or everything, and writes what has changed as part of `revision`. */
export async function renewChecks(snapshot: Snapshot, touched: Iterable<Place> | 'all', revision: number): Promise<CheckCounts> {
  const around = await surroundings(snapshot)
  const counts = { inserted: 0, corrected: 0, withdrawn: 0 }
  for (const key of await scopesToCheck(snapshot, touched, around.members)) {
    const found = await checkScope(snapshot, key, around)
    const changes = await compare(
      snapshot,
      scopeId(key),
      found.map(({ row }) => row)
    )
    const figures = new Map(found.map((one) => [one.row.id, one.figures]))
    await write(snapshot, changes, figures, revision)
    counts.inserted += changes.inserted.length
    counts.corrected += changes.corrected.length
    counts.withdrawn += changes.withdrawn.length
  }
  return counts
}

async function surroundings({ db, tables: { metric, entity } }: Snapshot): Promise<Surroundings> {
  const { id, unit, kind, aggregation, symmetric } = metric
  const metrics = await db.select({ id, unit, kind, aggregation, symmetric }).from(metric)
  const parents = await db
    .select({ id: entity.id, kind: entity.kind, members: entity.members })
    .from(entity)
    .where(sql`${entity.members} <> '[]'`)
  const membersOf = (rows: typeof parents) => new Map(rows.map((row) => [row.id, row.members]))
  return {
    metrics: new Map(metrics.map((row) => [row.id, row])),
    members: membersOf(parents.filter((row) => row.kind === 'group')),
    lines: membersOf(parents.filter((row) => row.kind !== 'group'))
  }
}

async function checkScope(snapshot: Snapshot, key: ScopeKey, around: Surroundings) {
  const claims = await claimsOf(snapshot, key, around.members)
  const byId = new Map(claims.map((claim) => [claim.id, claim]))
  const checks = claims.length < 2 ? [] : checksOf({ ...key, ...around, claims })
  return checks.map((check) => {
    const places = placesOf(check, byId)
    // What is compared tells one check from another, so that the figures of a check never change.
    const id = hash('sha256', `${check.key} ${[...places.keys()].sort()}`).slice(0, 16)
    return {
      row: checkRow(check, id, scopeId(key)),
      figures: [...places].map(([place, { metric, subject, partner }]): Figure => ({ check: id, place, metric, subject, partner }))
    }
  })
}

/** What a check is about, each figure once. */
function placesOf(check: Check, claims: ReadonlyMap<string, Claim>): Map<string, Place> {
  const places = [check, ...check.claims.flatMap(({ id }) => claims.get(id) ?? [])]
  return new Map(places.map((place) => [`${place.metric}|${place.subject}|${place.partner ?? ''}`, place]))
}

function checkRow({ key: _, ...check }: Check, id: string, scope: string): CheckRow {
  const ratio = rounded(check.ratio, DECIMALS)
  const ends = ({ low, high }: Bounds) => ({ low: rounded(low, DECIMALS), high: rounded(high, DECIMALS) })
  return {
    ...check,
    id,
    scope,
    stated: ends(check.stated),
    expected: ends(check.expected),
    difference: rounded(check.difference, DECIMALS),
    ratio,
    apart: ratio ?? LARGEST
  } as CheckRow
}

type CheckChanges = { inserted: CheckRow[]; corrected: { before: CheckRow; after: CheckRow }[]; withdrawn: CheckRow[] }

async function compare({ db, tables: { claim_check } }: Snapshot, scope: string, rows: CheckRow[]): Promise<CheckChanges> {
  const stored: CheckRow[] = await db.select().from(claim_check).where(eq(claim_check.scope, scope))
  const before = new Map(stored.map((row) => [row.id, row]))
  const after = new Set(rows.map(({ id }) => id))
  return {
    inserted: rows.filter(({ id }) => !before.has(id)),
    corrected: rows.flatMap((row) => {
      const old = before.get(row.id)
      return old && differs(old, row) ? [{ before: old, after: row }] : []
    }),
    withdrawn: stored.filter(({ id }) => !after.has(id))
  }
}

function differs(before: CheckRow, after: CheckRow): boolean {
  return Object.entries(after).some(([name, value]) => JSON.stringify(before[name as keyof CheckRow]) !== JSON.stringify(value))
}

async function write(
  { db, tables: { claim_check, claim_check_history, claim_check_figure } }: Snapshot,
  { inserted, corrected, withdrawn }: CheckChanges,
  figures: ReadonlyMap<string, Figure[]>,
  revision: number
): Promise<void> {
  const retired = [...corrected.map(({ before }) => before), ...withdrawn]
  const made = [...inserted, ...corrected.map(({ after }) => after)]
  await insertRows(
    db,
    claim_check_history,
    retired.map((row) => ({ ...row, retired_revision: revision }))
  )
  for (const chunk of chunks(retired.map(({ id }) => id))) await db.delete(claim_check).where(inArray(claim_check.id, chunk))
  await insertRows(
    db,
    claim_check,
    made.map((row) => ({ ...row, revision }))
  )
  for (const chunk of chunks(made.flatMap(({ id }) => figures.get(id) ?? [])))
    await db.insert(claim_check_figure).values(chunk).onConflictDoNothing()
}
