// The checks of one scope, compared with those stored: new ones come, those that came out otherwise or are no more are retired.
import { setImmediate } from 'node:timers/promises'
import { eq, sql } from '../db/orm.ts'
import { statement } from '../db/statements.ts'
import type { Snapshot } from '../db/store.ts'
import type { Tables } from '../db/tables.ts'
import { chunks, deleteRows, insertRows } from './rows.ts'

const CHECKS_A_BREATH = 200

export type CheckRow = Omit<Tables['claim_check']['$inferSelect'], 'revision'>
/** A check as it is stored, and the figures it is about. */
export type FoundCheck = { row: CheckRow; figures: Tables['claim_check_figure']['$inferInsert'][] }
export type CheckCounts = { inserted: number; corrected: number; withdrawn: number }

/** Brings the checks stored of a scope to what was found there, as part of `revision`. */
export async function storeChecks(snapshot: Snapshot, scope: string, found: readonly FoundCheck[], revision: number): Promise<CheckCounts> {
  const before = new Map((await storedChecks(snapshot, scope)).map((row) => [row.id, row]))
  const after = new Set(found.map(({ row }) => row.id))
  const inserted = found.filter(({ row }) => !before.has(row.id))
  const corrected = found.filter(({ row }) => differs(before.get(row.id), row))
  const withdrawn = [...before.values()].filter(({ id }) => !after.has(id))
  await retire(snapshot, [...corrected.flatMap(({ row }) => before.get(row.id) ?? []), ...withdrawn], revision)
  await insert(snapshot, [...inserted, ...corrected], revision)
  return { inserted: inserted.length, corrected: corrected.length, withdrawn: withdrawn.length }
}

async function storedChecks({ db, tables: { claim_check } }: Snapshot, scope: string): Promise<(CheckRow & { revision: number })[]> {
  const prepared = statement(db, 'checks of a scope', () =>
    db
      .select()
      .from(claim_check)
      .where(eq(claim_check.scope, sql.placeholder('scope')))
      .prepare()
  )
  return prepared.execute({ scope })
}

function differs(before: CheckRow | undefined, after: CheckRow): boolean {
  if (!before) return false
  return Object.entries(after).some(([name, value]) => JSON.stringify(before[name as keyof CheckRow]) !== JSON.stringify(value))
}

async function retire({ db, tables: { claim_check, claim_check_history } }: Snapshot, rows: readonly CheckRow[], revision: number) {
  await insertRows(
    db,
    claim_check_history,
    rows.map((row) => ({ ...row, retired_revision: revision }))
  )
  await deleteRows(
    db,
    claim_check,
    'id',
    rows.map(({ id }) => id)
  )
}

/**
 * The figures of a check stay when it is retired, and never change. A large scope has thousands of checks: others in this process are
 * let in between.
 */
async function insert({ db, tables: { claim_check, claim_check_figure } }: Snapshot, checks: readonly FoundCheck[], revision: number) {
  for (const chunk of chunks(checks, CHECKS_A_BREATH)) {
    await insertRows(
      db,
      claim_check,
      chunk.map(({ row }) => ({ ...row, revision }))
    )
    await insertRows(
      db,
      claim_check_figure,
      chunk.flatMap(({ figures }) => figures),
      { ifNew: true }
    )
    await setImmediate()
  }
}
