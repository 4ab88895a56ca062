// Withdraws the rows that files of changes withdraw.
import { selectRows } from '../../db/rows.ts'
import type { WithdrawnRow } from '../../files/changes.ts'
import { DataError } from '../../files/data-error.ts'
import { PARENTS_FIRST } from '../../nouns.ts'
import type { ChangeError } from './change-error.ts'
import type { Revision } from './make-revision.ts'
import { type IdsByNoun, takeRowsOut } from './withdraw.ts'

/**
 * Withdraws rows as part of a revision, after all rows were written. A row that is not there is
 * withdrawn already. This, or the end of the revision, throws a {@link ChangeError} if other rows
 * refer to one.
 */
export async function withdrawRead(
  revision: Revision,
  withdrawn: readonly WithdrawnRow[]
): Promise<void> {
  const { db, tables } = revision.snapshot
  const ids: IdsByNoun = {}
  for (const noun of PARENTS_FIRST) {
    const named = withdrawn.filter(({ type }) => type === noun).map(({ id }) => id)
    const rows = named.length > 0 ? await selectRows(db, tables[noun], 'id', named) : []
    if (rows.length > 0) ids[noun] = rows.map(({ id }) => String(id))
  }
  await takeRowsOut(revision, ids)
}

/** The error of a file that withdraws what cannot be withdrawn, with the lines. */
export function explainRefusedWithdrawal(
  { refused }: ChangeError,
  withdrawn: readonly WithdrawnRow[]
): DataError {
  const cells = refused.map(({ type, id, by }) => {
    const row = withdrawn.find((one) => one.type === type && one.id === id)
    const [first] = by
    const reason = first ? `${first.type} ${first.id} refers to it` : 'it is a country'
    return {
      file: row?.file ?? '',
      line: row?.line ?? 0,
      column: 'id',
      value: id,
      expected: `the id of a ${type} that can be withdrawn; ${reason}`
    }
  })
  return new DataError(cells)
}
