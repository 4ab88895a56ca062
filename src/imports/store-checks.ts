// The checks of one scope, compared with those stored: new ones come, those that came out otherwise or are no more are retired.
import { setImmediate } from 'node:timers/promises'
import type { Check } from '../conflicts/model/checks.ts'
import { eq, sql } from '../db/orm.ts'
import { statement } from '../db/statements.ts'
import type { Snapshot } from '../db/store.ts'
import type { Tables } from '../db/tables.ts'
import { chunks, deleteRows, insertRows, type Row, selectRows } from './rows.ts'

const CHECKS_A_BREATH = 200

export type CheckRow = Omit<Tables['claim_check']['$inferSelect'], 'revision'>
/** A check as it is stored, and the figures it is about. */
export type FoundCheck = { row: CheckRow; figures: Tables['claim_check_figure']['$inferInsert'][] }
export type CheckCounts = { inserted: number; corrected: number; withdrawn: number }

/**
 * Brings the checks stored of a scope to what was found there, as part of `revision`. A large scope has thousands of checks: some are taken at
 * a time, and others in this process are let in between.
 */
export async function storeChecks(
  snapshot: Snapshot,
  scope: string,
  found: readonly Check[],
  asStored: (check: Check) => FoundCheck,
  revision: number
): Promise<CheckCounts> {
  const counts = { inserted: 0, corrected: 0, withdrawn: 0 }
  const gone = await storedIds(snapshot, scope)
  const isNew = gone.size === 0
  for (const chunk of chunks(found, CHECKS_A_BREATH)) {
    const after = chunk.map(asStored)
    const before = isNew
      ? new Map<string, Row>()
      : await stored(
          snapshot,
          after.map(({ row }) => row.id)
        )
    const inserted = after.filter(({ row }) => !before.has(row.id))
    const corrected = after.filter(({ row }) => differs(before.get(row.id) ?? row, row))
    await retire(
      snapshot,
      corrected.flatMap(({ row }): Row[] => [before.get(row.id) ?? []].flat()),
      revision
    )
    await insert(snapshot, [...inserted, ...corrected], revision)
    for (const { row } of after) gone.delete(row.id)
    counts.inserted += inserted.length
    counts.corrected += corrected.length
    await setImmediate()
  }
  counts.withdrawn = gone.size
  for (const chunk of chunks([...gone], CHECKS_A_BREATH)) {
    await retire(snapshot, [...(await stored(snapshot, chunk)).values()], revision)
    await setImmediate()
  }
  return counts
}

async function storedIds({ db, tables: { claim_check } }: Snapshot, scope: string): Promise<Set<string>> {
  const prepared = statement(db, 'checks of a scope', () =>
    db
      .select({ id: claim_check.id })
      .from(claim_check)
      .where(eq(claim_check.scope, sql.placeholder('scope')))
      .prepare()
  )
  return new Set((await prepared.execute({ scope })).map(({ id }) => id))
}

async function stored({ db, tables: { claim_check } }: Snapshot, ids: readonly string[]): Promise<Map<string, Row>> {
  return new Map((await selectRows(db, claim_check, 'id', ids)).map((row) => [String(row['id']), row]))
}

function differs(before: Row | CheckRow, after: CheckRow): boolean {
  return Object.entries(after).some(([name, value]) => JSON.stringify(before[name as keyof typeof before]) !== JSON.stringify(value))
}

async function retire({ db, tables: { claim_check, claim_check_history } }: Snapshot, rows: readonly Row[], revision: number) {
  await insertRows(
    db,
    claim_check_history,
    rows.map((row) => ({ ...row, retired_revision: revision }))
  )
  await deleteRows(
    db,
    claim_check,
    'id',
    rows.map(({ id }) => String(id))
  )
}

/** The figures of a check stay when it is retired, and never change. */
async function insert({ db, tables: { claim_check, claim_check_figure } }: Snapshot, checks: readonly FoundCheck[], revision: number) {
  await insertRows(
    db,
    claim_check,
    checks.map(({ row }) => ({ ...row, revision }))
  )
  await insertRows(
    db,
    claim_check_figure,
    checks.flatMap(({ figures }) => figures),
    { ifNew: true }
  )
}
