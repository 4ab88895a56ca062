// Writing one change: new rows are inserted, changed rows retired to their history and replaced,
// withdrawn rows retired, equal rows left alone.
import { inArray, sql } from '../../../db/orm.ts'
import {
  chunks,
  deleteRows,
  insertRows,
  type Row,
  selectRows,
  updateRow
} from '../../../db/rows.ts'
import type { Snapshot } from '../../../db/store.ts'
import type { Noun } from '../../../files/columns.ts'
import { ChangeError, type Refused } from '../change-error.ts'
import type { TableRows } from './stored-rows.ts'

/**
 * What one table needs: rows to insert, and rows to replace together with the version they retire.
 * What others have made stays: `kept` are rows they corrected, `absent` rows they withdrew.
 */
export type Changes = {
  inserted: Row[]
  corrected: { before: Row; after: Row }[]
  kept: Row[]
  absent: Row[]
}

/** The primary key of a table of {@link TableRows}. */
const keyOf = (name: keyof TableRows) => (name === 'country' ? 'code' : 'id')

/**
 * Compares rows with the table. What came with a revision in `keep` is left as it is: a row whose
 * current version did, and one that is not there because such a revision withdrew it.
 */
export async function findChanges(
  snapshot: Snapshot,
  name: keyof TableRows,
  rows: readonly Row[],
  keep: ReadonlySet<number>
): Promise<Changes> {
  const { db, tables } = snapshot
  const key = keyOf(name)
  const changes: Changes = { inserted: [], corrected: [], kept: [], absent: [] }
  for (const chunk of chunks(rows)) {
    const current = await selectRows(
      db,
      tables[name],
      key,
      chunk.map((row) => String(row[key]))
    )
    const byId = new Map(current.map((row) => [row[key], row]))
    const missing = chunk.filter((row) => !byId.has(row[key]))
    const withdrawn = await withdrawnBy(snapshot, name, missing, keep)
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

/** Ids of the rows that one of these revisions withdrew. */
async function withdrawnBy(
  { db, tables }: Snapshot,
  name: keyof TableRows,
  rows: readonly Row[],
  revisions: ReadonlySet<number>
): Promise<Set<unknown>> {
  if (!hasHistory(name) || rows.length === 0 || revisions.size === 0) return new Set()
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

/** Writes what {@link findChanges} found, as part of `revision`. */
export async function writeChanges(
  { db, tables }: Snapshot,
  name: keyof TableRows,
  { inserted, corrected }: Changes,
  revision: number
): Promise<void> {
  const table = tables[name]
  await insertRows(
    db,
    table,
    inserted.map((row) => ({ ...row, revision }))
  )
  if (hasHistory(name))
    await retire(
      { db, tables },
      name,
      corrected.map(({ before }) => before),
      { retired_revision: revision, withdrawn: false }
    )
  for (const { after } of corrected) await updateRow(db, table, keyOf(name), { ...after, revision })
}

/**
 * The current rows of these ids, which are to be withdrawn; throws a {@link ChangeError} where one
 * is not there or a country.
 */
export async function findWithdrawn(
  { db, tables }: Snapshot,
  noun: Noun,
  ids: readonly string[]
): Promise<Row[]> {
  const rows = await selectRows(db, tables[noun], 'id', [...new Set(ids)])
  const there = new Set(rows.map((row) => row['id']))
  const unknown = ids
    .filter((id) => !there.has(id))
    .map((id) => ({ type: noun, id, reason: 'unknown', by: [] }) satisfies Refused)
  const countries = noun === 'entity' ? rows.filter((row) => row['kind'] === 'country') : []
  const refused = [
    ...unknown,
    ...countries.map(
      (row) => ({ type: noun, id: String(row['id']), reason: 'country', by: [] }) satisfies Refused
    )
  ]
  if (refused.length > 0) throw new ChangeError(refused)
  return rows
}

/** Retires rows to the history and deletes them. Nothing may refer to them any more. */
export async function withdrawRows(
  { db, tables }: Snapshot,
  noun: Noun,
  rows: readonly Row[],
  revision: number
): Promise<void> {
  await retire({ db, tables }, noun, rows, { retired_revision: revision, withdrawn: true })
  await deleteRows(
    db,
    tables[noun],
    'id',
    rows.map((row) => String(row['id']))
  )
}

async function retire(
  { db, tables }: Pick<Snapshot, 'db' | 'tables'>,
  noun: Noun,
  rows: readonly Row[],
  end: Row
): Promise<void> {
  await insertRows(
    db,
    tables[`${noun}_history`],
    rows.map((row) => ({ ...row, ...end }))
  )
}

function hasHistory(name: keyof TableRows): name is Noun {
  return name !== 'country'
}

function differs(before: Row, after: Row): boolean {
  return Object.entries(after).some(([name, value]) => !isSame(before[name], value))
}

/** Lists and names are compared as they are stored. */
function isSame(before: unknown, after: unknown): boolean {
  return (
    before === after ||
    (typeof after === 'object' && JSON.stringify(before) === JSON.stringify(after))
  )
}
