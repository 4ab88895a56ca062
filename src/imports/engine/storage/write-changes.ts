// Inserts new rows, and replaces changed rows after copying them to the history. Equal rows stay.
import { inArray, sql } from '../../../db/orm.ts'
import { chunks, insertRows, type Row, selectRows, updateRow } from '../../../db/rows.ts'
import type { Snapshot } from '../../../db/store.ts'
import type { Noun } from '../../../nouns.ts'
import type { TableName } from './stored-rows.ts'

/**
 * What has to be written to one table: rows to insert, and rows to replace with the version before.
 * Rows of others stay: `kept` are rows that others corrected, `absent` are rows that others
 * withdrew.
 */
export type Changes = {
  inserted: Row[]
  corrected: { before: Row; after: Row }[]
  kept: Row[]
  absent: Row[]
}

/**
 * Compares rows with the table. Leaves what a revision in `keep` has made: rows that it corrected,
 * and rows that are missing because it withdrew them.
 */
export async function findChanges(
  snapshot: Snapshot,
  name: TableName,
  rows: readonly Row[],
  keep: ReadonlySet<number>
): Promise<Changes> {
  const { db, tables } = snapshot
  const key = primaryKeyOf(name)
  const changes: Changes = { inserted: [], corrected: [], kept: [], absent: [] }
  for (const chunk of chunks(rows)) {
    const ids = chunk.map((row) => String(row[key]))
    const current = await selectRows(db, tables[name], key, ids)
    const byId = new Map(current.map((row) => [row[key], row]))
    const missing = chunk.filter((row) => !byId.has(row[key]))
    const withdrawn = await findWithdrawnBy(snapshot, name, missing, keep)
    for (const after of chunk) {
      const before = byId.get(after[key])
      if (!before) changes[withdrawn.has(after[key]) ? 'absent' : 'inserted'].push(after)
      else if (!differs(before, after)) continue
      else if (keep.has(Number(before['revision']))) changes.kept.push(after)
      else changes.corrected.push({ before, after })
    }
  }
  return changes
}

/** The rows that a change writes. */
export function writtenRows({ inserted, corrected }: Changes): Row[] {
  return [...inserted, ...corrected.map(({ after }) => after)]
}

/** Writes the changes of {@link findChanges} as part of `revision`. */
export async function writeChanges(
  snapshot: Snapshot,
  name: TableName,
  { inserted, corrected }: Changes,
  revision: number
): Promise<void> {
  const { db, tables } = snapshot
  const made = inserted.map((row) => ({ ...row, revision }))
  await insertRows(db, tables[name], made)
  if (hasHistory(name)) {
    const replaced = corrected.map(({ before }) => before)
    await retireRows(snapshot, name, replaced, { revision, isWithdrawal: false })
  }
  for (const { after } of corrected)
    await updateRow(db, tables[name], primaryKeyOf(name), { ...after, revision })
}

/** Copies rows to the history, as part of the revision that replaces or withdraws them. */
export async function retireRows(
  { db, tables }: Snapshot,
  noun: Noun,
  rows: readonly Row[],
  { revision, isWithdrawal }: { revision: number; isWithdrawal: boolean }
): Promise<void> {
  const retired = rows.map((row) => ({
    ...row,
    retired_revision: revision,
    withdrawn: isWithdrawal
  }))
  await insertRows(db, tables[`${noun}_history`], retired)
}

/** Ids of the rows that were last withdrawn by one of these revisions. */
async function findWithdrawnBy(
  { db, tables }: Snapshot,
  name: TableName,
  rows: readonly Row[],
  revisions: ReadonlySet<number>
): Promise<Set<unknown>> {
  if (!hasHistory(name) || rows.length === 0 || revisions.size === 0) return new Set()
  // All history tables have these columns.
  const history = tables[`${name}_history`] as Snapshot['tables']['observation_history']
  const last = sql<number>`max(${history.retired_revision})`
  const ids = rows.map((row) => String(row['id']))
  const found = await db
    .select({ id: history.id, last })
    .from(history)
    .where(inArray(history.id, ids))
    .groupBy(history.id)
  return new Set(found.filter((row) => revisions.has(Number(row.last))).map(({ id }) => id))
}

function primaryKeyOf(name: TableName): 'code' | 'id' {
  return name === 'country' ? 'code' : 'id'
}

/** Countries come with the software and have no history. */
function hasHistory(name: TableName): name is Noun {
  return name !== 'country'
}

/** Follows from the other columns, and for an entity also from other rows. */
const COMPUTED = 'search_text'

function differs(before: Row, after: Row): boolean {
  return Object.entries(after).some(
    ([name, value]) => name !== COMPUTED && !isSame(before[name], value)
  )
}

/** Lists and names are compared in their stored form. */
export function isSame(before: unknown, after: unknown): boolean {
  return (
    before === after ||
    (typeof after === 'object' && JSON.stringify(before) === JSON.stringify(after))
  )
}
