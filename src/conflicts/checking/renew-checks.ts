// Renews the checks between claims in the transaction of each import: those in the scopes that its
// changes touch, or all.
import { type Breathe, makeBreathe } from '../../breathe.ts'
import { sql } from '../../db/orm.ts'
import type { Snapshot } from '../../db/store.ts'
import type { Scope } from '../model/checks.ts'
import { checksOf } from '../model/index.ts'
import { treeOf } from '../model/product-tree.ts'
import type { ScopeKey } from '../model/scopes.ts'
import { findScopes, scopeId, type TouchedClaims } from './find-touched-scopes.ts'
import { readScopeClaims } from './read-scope-claims.ts'
import { type CheckCounts, storeChecks } from './store-checks.ts'
import { toStoredCheck } from './stored-check.ts'

/** How many sets of claims have been checked, out of `total`. */
export type CheckProgress = { done: number; total: number }

type RenewOptions = {
  onChecked?: ((progress: CheckProgress) => void) | undefined
  breathe?: Breathe
}
type ScopeSurroundings = Required<Pick<Scope, 'metrics' | 'members' | 'lines' | 'products'>>

/**
 * Checks again what a change may have touched, or everything. Writes the differences as part of
 * `revision`.
 */
export async function renewChecks(
  snapshot: Snapshot,
  touched: TouchedClaims | 'all',
  revision: number,
  { onChecked, breathe = makeBreathe() }: RenewOptions = {}
): Promise<CheckCounts> {
  const around = await readSurroundings(snapshot)
  const counts = { inserted: 0, corrected: 0, withdrawn: 0 }
  const scopes = await findScopes(snapshot, touched, around.members)
  for (const [done, key] of scopes.entries()) {
    onChecked?.({ done, total: scopes.length })
    const { inserted, corrected, withdrawn } = await renewScope(snapshot, key, around, revision)
    counts.inserted += inserted
    counts.corrected += corrected
    counts.withdrawn += withdrawn
    // Other requests of this process wait no longer than one scope takes.
    await breathe()
  }
  return counts
}

async function readSurroundings({
  db,
  tables: { metric, entity, product }
}: Snapshot): Promise<ScopeSurroundings> {
  const { id, unit, kind, aggregation, symmetric } = metric
  const metrics = await db.select({ id, unit, kind, aggregation, symmetric }).from(metric)
  const parents = await db
    .select({ id: entity.id, kind: entity.kind, members: entity.members })
    .from(entity)
    .where(sql`${entity.members} <> '[]'`)
  const { id: code, scheme, parent } = product
  const products = await db.select({ id: code, scheme, parent }).from(product)
  const membersOf = (rows: typeof parents) => new Map(rows.map((row) => [row.id, row.members]))
  return {
    metrics: new Map(metrics.map((row) => [row.id, row])),
    members: membersOf(parents.filter((row) => row.kind === 'group')),
    lines: membersOf(parents.filter((row) => row.kind !== 'group')),
    products: treeOf(products)
  }
}

async function renewScope(
  snapshot: Snapshot,
  key: ScopeKey,
  around: ScopeSurroundings,
  revision: number
): Promise<CheckCounts> {
  const claims = await readScopeClaims(snapshot, key, around.members)
  const found = claims.length < 2 ? [] : checksOf({ ...key, ...around, claims })
  const scope = scopeId(key)
  return storeChecks(snapshot, scope, found, toStoredCheck(scope, claims), revision)
}
