// Stores the checks of one scope: inserts new ones, and retires those that changed or no longer
// apply.
import { setImmediate } from 'node:timers/promises'
import { eq, inArray, sql } from '../../db/orm.ts'
import { chunks, deleteRows, insertRows, type Row, selectRows } from '../../db/rows.ts'
import { statement } from '../../db/statements.ts'
import type { Snapshot } from '../../db/store.ts'
import type { Check } from '../model/checks.ts'
import type { CheckRow, FoundCheck } from './stored-check.ts'

const CHECKS_A_TURN = 200

export type CheckCounts = { inserted: number; corrected: number; withdrawn: number }

/**
 * Makes the stored checks of a scope equal to those found, as part of `revision`. A large scope has
 * thousands of checks, so they are stored in chunks, and other requests run in between.
 */
export async function storeChecks(
  snapshot: Snapshot,
  scope: string,
  found: Iterable<Check | undefined>,
  asStored: (check: Check) => FoundCheck,
  revision: number
): Promise<CheckCounts> {
  const counts = { inserted: 0, corrected: 0, withdrawn: 0 }
  for await (const { stored, made } of findDifferences(snapshot, scope, found, asStored)) {
    await retireChecks(snapshot, stored, revision)
    await insertChecks(snapshot, made, revision)
    const known = new Set(stored.map(({ id }) => id))
    const corrected = made.filter(({ row }) => known.has(row.id)).length
    counts.inserted += made.length - corrected
    counts.corrected += corrected
    counts.withdrawn += stored.length - corrected
  }
  return counts
}

/** Some checks as they are stored, and as they should be; those that are equal are left out. */
export type CheckDifference = { stored: Row[]; made: FoundCheck[] }

/** Where the stored checks of a scope are not those found, some in each turn of the event loop. */
export async function* findDifferences(
  snapshot: Snapshot,
  scope: string,
  found: Iterable<Check | undefined>,
  asStored: (check: Check) => FoundCheck
): AsyncGenerator<CheckDifference> {
  const gone = await storedIds(snapshot, scope)
  for (const chunk of cutIntoTurns(found)) {
    const after = chunk.map(asStored)
    const known = after.map(({ row }) => row.id).filter((id) => gone.has(id))
    const before = await selectStored(snapshot, known)
    const made = after.filter(({ row }) => differs(before.get(row.id), row))
    const stored = made.map(({ row }) => before.get(row.id)).filter((row) => row !== undefined)
    yield { made, stored }
    for (const id of known) gone.delete(id)
    await setImmediate()
  }
  for (const chunk of chunks([...gone], CHECKS_A_TURN)) {
    yield { made: [], stored: [...(await selectStored(snapshot, chunk)).values()] }
    await setImmediate()
  }
}

/**
 * Cuts checks into chunks, each for one turn of the event loop. `undefined` means that making the
 * checks has already used this turn, so it ends the chunk.
 */
function* cutIntoTurns(found: Iterable<Check | undefined>): Generator<Check[]> {
  let chunk: Check[] = []
  for (const check of found) {
    if (check) chunk.push(check)
    if (check && chunk.length < CHECKS_A_TURN) continue
    yield chunk
    chunk = []
  }
  yield chunk
}

async function storedIds(
  { db, tables: { claim_check, claim_check_about: about } }: Snapshot,
  scope: string
): Promise<Set<string>> {
  const prepared = statement(db, 'checks of a scope', () =>
    db
      .select({ id: claim_check.id })
      .from(claim_check)
      .where(
        inArray(
          claim_check.about,
          db
            .select({ about: about.about })
            .from(about)
            .where(eq(about.scope, sql.placeholder('scope')))
        )
      )
      .prepare()
  )
  return new Set((await prepared.execute({ scope })).map(({ id }) => id))
}

async function selectStored(
  { db, tables: { claim_check } }: Snapshot,
  ids: readonly string[]
): Promise<Map<string, Row>> {
  return new Map(
    (await selectRows(db, claim_check, 'id', ids)).map((row) => [String(row['id']), row])
  )
}

function differs(before: Row | undefined, after: CheckRow): boolean {
  if (!before) return true
  return Object.entries(after).some(
    ([name, value]) => JSON.stringify(before[name]) !== JSON.stringify(value)
  )
}

async function retireChecks(
  { db, tables: { claim_check, claim_check_history } }: Snapshot,
  rows: readonly Row[],
  revision: number
) {
  const retired = rows.map((row) => ({ ...row, retired_revision: revision }))
  const ids = rows.map(({ id }) => String(id))
  await insertRows(db, claim_check_history, retired)
  await deleteRows(db, claim_check, 'id', ids)
}

/** The figures of a check never change, and they stay when the check is retired. */
async function insertChecks(
  { db, tables: { claim_check, claim_check_about } }: Snapshot,
  checks: readonly FoundCheck[],
  revision: number
) {
  const made = checks.map(({ row }) => ({ ...row, revision }))
  await insertRows(db, claim_check, made)
  const sets = new Map(checks.map(({ figures }) => [figures[0]?.about, figures]))
  await insertRows(db, claim_check_about, [...sets.values()].flat(), { ifNew: true })
}
