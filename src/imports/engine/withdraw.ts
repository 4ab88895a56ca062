// Withdraws rows: they move to the history and are no longer served.

import { deleteRows, type Row, selectRows } from '../../db/rows.ts'
import type { Snapshot } from '../../db/store.ts'
import { CHILDREN_FIRST, NOUNS, type Noun } from '../../nouns.ts'
import { ChangeError, type NamedRow, type RefusedRow } from './change-error.ts'
import {
  addCounts,
  type MadeRevision,
  makeRevision,
  type Revision,
  type RevisionOptions
} from './make-revision.ts'
import { findReferrers } from './storage/find-referrers.ts'
import { removeListItems } from './storage/list-items.ts'
import { removeNames, renewNames } from './storage/renew-names.ts'
import { TABLE_NAMES } from './storage/stored-rows.ts'
import { retireRows } from './storage/write-changes.ts'

export type IdsByNoun = Partial<Record<Noun, readonly string[]>>

/**
 * Withdraws rows as one revision, as part of a transaction. Throws a {@link ChangeError} if a row
 * does not exist, is a country, or is referred to by another row.
 */
export async function withdraw(
  snapshot: Snapshot,
  ids: IdsByNoun,
  options: RevisionOptions
): Promise<MadeRevision> {
  return makeRevision(snapshot, options, async (revision) => {
    for (const name of TABLE_NAMES) addCounts(revision, name)
    await takeRowsOut(revision, ids)
    return { checksum: '' }
  })
}

/** Takes rows out of a revision, children before parents. */
export async function takeRowsOut(revision: Revision, ids: IdsByNoun): Promise<void> {
  const { snapshot } = revision
  const found = new Map<Noun, Row[]>()
  for (const noun of CHILDREN_FIRST)
    found.set(noun, await findWithdrawn(snapshot, noun, ids[noun] ?? []))
  for (const [noun, rows] of found) {
    if (rows.length === 0) continue
    const number = await revision.begin()
    addCounts(revision, noun, { withdrawn: rows.length })
    revision.shown.addWithdrawn(noun, rows)
    for (const some of inOrder(noun, rows)) {
      const work = () => withdrawRows(snapshot, { noun, rows: some, number })
      if (NOUNS[noun].group === 'catalogue') revision.afterwards.push(work)
      else await work()
    }
    revision.touched.addRows(noun, rows)
  }
}

/** Units go before their bases, to which they refer. */
function inOrder(noun: Noun, rows: readonly Row[]): (readonly Row[])[] {
  if (noun !== 'unit') return [rows]
  const [derived = [], bases = []] = [true, false].map((isDerived) =>
    rows.filter(({ base }) => (base !== null) === isDerived)
  )
  return [derived, bases].filter((some) => some.length > 0)
}

/** The current rows of these ids. */
async function findWithdrawn(
  { db, tables }: Snapshot,
  noun: Noun,
  ids: readonly string[]
): Promise<Row[]> {
  const rows = await selectRows(db, tables[noun], 'id', [...new Set(ids)])
  const there = new Set(rows.map((row) => row['id']))
  const isCountry = (row: Row) => noun === 'entity' && row['kind'] === 'country'
  const refused: RefusedRow[] = [
    ...ids.filter((id) => !there.has(id)).map((id) => refuse(noun, id, 'unknown')),
    ...rows.filter(isCountry).map((row) => refuse(noun, String(row['id']), 'country'))
  ]
  if (refused.length > 0) throw new ChangeError(refused)
  return rows
}

type Withdrawal = { noun: Noun; rows: readonly Row[]; number: number }

async function withdrawRows(snapshot: Snapshot, { noun, rows, number }: Withdrawal): Promise<void> {
  const { db, tables } = snapshot
  const ids = rows.map(({ id }) => String(id))
  await removeListItems(snapshot, noun, rows, number)
  const found = await findReferrers(snapshot, noun, ids)
  if (found.length > 0) throw new ChangeError(referredRows(noun, found))
  if (noun === 'entity') await removeNames(snapshot, ids)
  if (noun === 'metric') await deleteRows(db, tables.metric_coverage, 'metric', ids)
  await retireRows(snapshot, noun, rows, { revision: number, isWithdrawal: true })
  await deleteRows(db, tables[noun], 'id', ids)
  const left = await findReferrers(snapshot, noun, ids, { isFree: true })
  if (left.length > 0) throw new ChangeError(referredRows(noun, left))
  if (noun === 'alias')
    await renewNames(
      snapshot,
      rows.map(({ entity }) => String(entity))
    )
}

function referredRows(type: Noun, found: { id: string; by: NamedRow }[]): RefusedRow[] {
  const ids = [...new Set(found.map(({ id }) => id))]
  return ids.map((id) => ({
    ...refuse(type, id, 'referred_to'),
    by: found.filter((one) => one.id === id).map(({ by }) => by)
  }))
}

function refuse(type: Noun, id: string, reason: RefusedRow['reason']): RefusedRow {
  return { type, id, reason, by: [] }
}
