// Keeps the lists of rows item by item in tables of their own. That makes them searchable, and the
// foreign keys keep what they name from being deleted.
import { deleteRows, insertRows, type Row, selectRows } from '../../../db/rows.ts'
import type { Snapshot } from '../../../db/store.ts'
import { type Noun, type Reference, referencesOf } from '../../../nouns.ts'

type List = Reference & { list: NonNullable<Reference['list']> }

function listsOf(noun: Noun): List[] {
  return referencesOf(noun).filter((reference): reference is List => reference.list !== undefined)
}

/** Adds the items of rows that have no items stored yet. */
export async function addListItems(
  { db, tables }: Snapshot,
  noun: Noun,
  rows: readonly Row[]
): Promise<void> {
  for (const { column, list } of listsOf(noun)) {
    const items = rows.flatMap((row) =>
      (row[column] as unknown[]).map((item, position) => ({
        [list.holder]: row['id'],
        [list.held]: item,
        ...(list.isOrdered && { position })
      }))
    )
    await insertRows(db, tables[list.table], items)
  }
}

/** Removes the items of rows that `revision` replaces or withdraws. */
export async function removeListItems(
  snapshot: Snapshot,
  noun: Noun,
  rows: readonly Row[],
  revision: number
): Promise<void> {
  const { db, tables } = snapshot
  const ids = rows.map((row) => String(row['id']))
  for (const { list } of listsOf(noun)) {
    if (list.history) await keepItems(snapshot, list, rows, revision)
    await deleteRows(db, tables[list.table], list.holder, ids)
  }
}

/** Copies the items of retired rows to the history, so that queries about the past find them. */
async function keepItems(
  { db, tables }: Snapshot,
  { table, holder, history }: List['list'],
  rows: readonly Row[],
  revision: number
): Promise<void> {
  if (!history) return
  const made = new Map(rows.map((row) => [row['id'], row['revision']]))
  const items = await selectRows(db, tables[table], holder, [...made.keys()].map(String))
  await insertRows(
    db,
    tables[history],
    items.map((row) => ({ ...row, revision: made.get(row[holder]), retired_revision: revision }))
  )
}
