// Checks between claims, renewed by every import within its transaction: of the scopes that its
// changes touch, or of all.
import { setImmediate } from 'node:timers/promises'
import { sql } from '../../db/orm.ts'
import type { Snapshot } from '../../db/store.ts'
import type { Scope } from '../model/checks.ts'
import { checksOf } from '../model/index.ts'
import type { ScopeKey } from '../model/scopes.ts'
import { claimsOf } from './scope-claims.ts'
import { type CheckCounts, storeChecks } from './store-checks.ts'
import { checkRows } from './stored-check.ts'
import { scopeId, scopesToCheck, type Touched } from './touched-scopes.ts'

/** How many sets of claims have been checked, of how many. */
export type CheckProgress = { done: number; total: number }

type Surroundings = Required<Pick<Scope, 'metrics' | 'members' | 'lines'>>

/**
 * Checks anew what a change may have touched, or everything, and writes what has changed as part of
 * `revision`.
 */
export async function renewChecks(
  snapshot: Snapshot,
  touched: Touched | 'all',
  revision: number,
  onChecked: (progress: CheckProgress) => void = () => {}
): Promise<CheckCounts> {
  const around = await surroundings(snapshot)
  const counts = { inserted: 0, corrected: 0, withdrawn: 0 }
  const scopes = await scopesToCheck(snapshot, touched, around.members)
  for (const [done, key] of scopes.entries()) {
    onChecked({ done, total: scopes.length })
    const { inserted, corrected, withdrawn } = await renewScope(snapshot, key, around, revision)
    counts.inserted += inserted
    counts.corrected += corrected
    counts.withdrawn += withdrawn
    // Others in this process are not kept waiting for longer than one scope takes.
    await setImmediate()
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

async function renewScope(
  snapshot: Snapshot,
  key: ScopeKey,
  around: Surroundings,
  revision: number
): Promise<CheckCounts> {
  const claims = await claimsOf(snapshot, key, around.members)
  const found = claims.length < 2 ? [] : checksOf({ ...key, ...around, claims })
  const scope = scopeId(key)
  return storeChecks(snapshot, scope, found, checkRows(scope, claims), revision)
}
