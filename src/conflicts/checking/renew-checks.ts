// Renews the checks between claims in the transaction of each import: those in the scopes that its
// changes touch, or all.
import { type Breathe, makeBreathe } from '../../breathe.ts'
import { sql } from '../../db/orm.ts'
import type { Snapshot } from '../../db/store.ts'
import type { Check, LegLength, Scope } from '../model/checks.ts'
import { SECTIONED_METRICS } from '../model/identities.ts'
import { checksOf } from '../model/index.ts'
import { treeOf } from '../model/product-tree.ts'
import type { ScopeKey } from '../model/scopes.ts'
import { findScopes, scopeId, type TouchedClaims } from './find-touched-scopes.ts'
import { readLegLengths } from './read-leg-lengths.ts'
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
/** Legs of corridors, by the ids of corridors. */
type Corridors = ReadonlyMap<string, readonly string[]>

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
  const [around, corridors] = [await readSurroundings(snapshot), await readCorridors(snapshot)]
  const scopes = await findScopes(snapshot, touched, { members: around.members, corridors })
  for (const [done, key] of scopes.entries()) {
    const claims = await readScopeClaims(snapshot, key, around.members)
    const legs = claims.length > 0 ? await readLegs(snapshot, key, corridors) : []
    const found =
      claims.length + legs.length < 2 ? [] : checksOf({ ...key, ...around, claims, legs })
    const scope = scopeId(key)
    const asStored = toStoredCheck(scope, [...claims, ...legs.map(({ claim }) => claim)])
    yield { done, total: scopes.length, scope, found, asStored }
  }
}

/** The legs of the corridor that a scope is about; none for all other scopes. */
async function readLegs(
  snapshot: Snapshot,
  { family, subject, partner }: ScopeKey,
  corridors: Corridors
): Promise<LegLength[]> {
  const isLength = SECTIONED_METRICS.includes(family) && partner === null
  return readLegLengths(snapshot, (isLength && corridors.get(subject)) || [])
}

async function readCorridors({ db, tables: { corridor } }: Snapshot): Promise<Corridors> {
  const rows = await db.select({ id: corridor.id, legs: corridor.legs }).from(corridor)
  return new Map(rows.map(({ id, legs }) => [id, legs]))
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
