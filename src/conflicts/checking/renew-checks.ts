// Renews the checks between claims in the transaction of each import: those in the scopes that its
// changes touch, or all.
import { type Breathe, makeBreathe } from '../../breathe.ts'
import { sql } from '../../db/orm.ts'
import type { Snapshot } from '../../db/store.ts'
import type { Check, Scope } from '../model/checks.ts'
import { checksOf } from '../model/index.ts'
import { treeOf } from '../model/product-tree.ts'
import { findScopes, scopeId, type TouchedClaims } from './find-touched-scopes.ts'
import { readScopeClaims } from './read-scope-claims.ts'
import {
  type CheckCounts,
  type CheckDifference,
  findDifferences,
  storeChecks
} from './store-checks.ts'
import { type FoundCheck, toStoredCheck } from './stored-check.ts'

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
  const counts = { inserted: 0, corrected: 0, withdrawn: 0 }
  for await (const { scope, found, asStored, ...progress } of makeChecks(snapshot, touched)) {
    onChecked?.(progress)
    const stored = await storeChecks(snapshot, scope, found, asStored, revision)
    counts.inserted += stored.inserted
    counts.corrected += stored.corrected
    counts.withdrawn += stored.withdrawn
    // Other requests of this process wait no longer than one scope takes.
    await breathe()
  }
  return counts
}

/** Compares all stored checks with those that the claims give now, and writes nothing. */
export async function* findWrongChecks(snapshot: Snapshot): AsyncGenerator<CheckDifference> {
  for await (const { scope, found, asStored } of makeChecks(snapshot, 'all'))
    yield* findDifferences(snapshot, scope, found, asStored)
}

type ScopeChecks = CheckProgress & {
  scope: string
  found: Iterable<Check | undefined>
  asStored: (check: Check) => FoundCheck
}

/** Makes the checks of one scope after the other. */
async function* makeChecks(
  snapshot: Snapshot,
  touched: TouchedClaims | 'all'
): AsyncGenerator<ScopeChecks> {
  const around = await readSurroundings(snapshot)
  const scopes = await findScopes(snapshot, touched, around.members)
  for (const [done, key] of scopes.entries()) {
    const claims = await readScopeClaims(snapshot, key, around.members)
    const found = claims.length < 2 ? [] : checksOf({ ...key, ...around, claims })
    const scope = scopeId(key)
    yield { done, total: scopes.length, scope, found, asStored: toStoredCheck(scope, claims) }
  }
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
