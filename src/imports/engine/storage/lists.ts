// Lists inside of rows, one by one in tables of their own, which makes them searchable and keeps
// what they name from being deleted.

import { deleteRows, insertRows, type Row, selectRows } from '../../../db/rows.ts'
import type { Snapshot } from '../../../db/store.ts'
import type { Noun } from '../../../files/columns.ts'

/** Links rows that have no links yet. */
export async function link(
  { db, tables }: Snapshot,
  noun: Noun,
  rows: readonly Row[]
): Promise<void> {
  if (noun === 'entity') {
    await insertRows(
      db,
      tables.entity_country,
      listed(rows, 'countries').map(({ id, item }) => ({ entity: id, country: item }))
    )
    await insertRows(
      db,
      tables.membership,
      listed(rows, 'members').map(({ id, item, position }) => ({
        parent: id,
        member: item,
        position
      }))
    )
  }
  if (noun === 'relation')
    await insertRows(
      db,
      tables.relation_other,
      listed(rows, 'others').map(({ id, item, position }) => ({
        relation: id,
        position,
        observation: item
      }))
    )
  if (noun === 'observation')
    await insertRows(
      db,
      tables.derivation,
      listed(rows, 'derived_from').map(({ id, item, position }) => ({
        observation: id,
        position,
        input: item
      }))
    )
}

/**
 * Removes the links of rows that `revision` has replaced or withdrawn. What a relation linked is
 * kept, to be asked for as it was.
 */
export async function unlink(
  snapshot: Snapshot,
  noun: Noun,
  rows: readonly Row[],
  revision: number
): Promise<void> {
  const { db, tables } = snapshot
  const ids = rows.map((row) => String(row['id']))
  if (noun === 'entity') {
    await deleteRows(db, tables.entity_country, 'entity', ids)
    await deleteRows(db, tables.membership, 'parent', ids)
  }
  if (noun === 'relation') {
    await keepLinks(snapshot, rows, revision)
    await deleteRows(db, tables.relation_other, 'relation', ids)
  }
  if (noun === 'observation') await deleteRows(db, tables.derivation, 'observation', ids)
}

async function keepLinks(
  { db, tables }: Snapshot,
  rows: readonly Row[],
  revision: number
): Promise<void> {
  const made = new Map(rows.map((row) => [row['id'], row['revision']]))
  const links = await selectRows(
    db,
    tables.relation_other,
    'relation',
    [...made.keys()].map(String)
  )
  await insertRows(
    db,
    tables.relation_other_history,
    links.map((row) => ({
      ...row,
      revision: made.get(row['relation']),
      retired_revision: revision
    }))
  )
}

function listed(
  rows: readonly Row[],
  column: string
): { id: unknown; item: unknown; position: number }[] {
  return rows.flatMap((row) =>
    (row[column] as unknown[]).map((item, position) => ({ id: row['id'], item, position }))
  )
}
