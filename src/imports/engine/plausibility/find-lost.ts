// Finds the cells that a correction empties only because its file has no such column. Pure.
import { columnsOf } from '../../../files/columns.ts'
import type { RowValues } from '../../../files/data-file.ts'
import type { Noun } from '../../../nouns.ts'
import { type Changes, isSame } from '../storage/write-changes.ts'

/**
 * The columns that a file leaves out, once for each corrected row that had another value in them.
 * `given` has the cells that the file gives, by the id of the row.
 */
export function findLost(
  noun: Noun,
  given: ReadonlyMap<string, RowValues>,
  { corrected }: Changes
): string[] {
  const columns = columnsOf(noun)
  return corrected.flatMap(({ before, after }) => {
    const cells = given.get(String(after['id'])) ?? {}
    return columns.filter(
      (column) => cells[column] === undefined && !isSame(before[column], after[column])
    )
  })
}
