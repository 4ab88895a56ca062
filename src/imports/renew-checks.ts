// Checks between claims, renewed by every import within its transaction: of the scopes that its changes touch, or of all.
import { hash } from 'node:crypto'
import { setImmediate } from 'node:timers/promises'
import type { Bounds, Check, Claim, Scope } from '../conflicts/model/checks.ts'
import { checksOf } from '../conflicts/model/index.ts'
import type { ScopeKey } from '../conflicts/model/scopes.ts'
import { sql } from '../db/orm.ts'
import type { Snapshot } from '../db/store.ts'
import { rounded } from '../rounded.ts'
import { claimsOf } from './scope-claims.ts'
import { type CheckCounts, type CheckRow, type FoundCheck, storeChecks } from './store-checks.ts'
import { type Place, scopeId, scopesToCheck, type Touched } from './touched-scopes.ts'

const LARGEST = Number.MAX_VALUE
const DECIMALS = 4

type Surroundings = Required<Pick<Scope, 'metrics' | 'members' | 'lines'>>

/** Checks anew what a change may have touched, or everything, and writes what has changed as part of `revision`. */
export async function renewChecks(snapshot: Snapshot, touched: Touched | 'all', revision: number): Promise<CheckCounts> {
  const around = await surroundings(snapshot)
  const counts = { inserted: 0, corrected: 0, withdrawn: 0 }
  for (const key of await scopesToCheck(snapshot, touched, around.members)) {
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

async function renewScope(snapshot: Snapshot, key: ScopeKey, around: Surroundings, revision: number): Promise<CheckCounts> {
  const claims = await claimsOf(snapshot, key, around.members)
  const byId = new Map(claims.map((claim) => [claim.id, claim]))
  const found = claims.length < 2 ? [] : checksOf({ ...key, ...around, claims })
  const scope = scopeId(key)
  return storeChecks(snapshot, scope, found, (check) => asStored(check, scope, byId), revision)
}

function asStored(check: Check, scope: string, claims: ReadonlyMap<string, Claim>): FoundCheck {
  const places = placesOf(check, claims)
  // What is compared tells one check from another, so that the figures of a check never change.
  const id = hash('sha256', `${check.key} ${[...places.keys()].sort()}`).slice(0, 16)
  return {
    row: checkRow(check, id, scope),
    figures: [...places].map(([place, { metric, subject, partner }]) => ({ check: id, place, metric, subject, partner }))
  }
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
