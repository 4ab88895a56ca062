// A whole data file in memory: the files of the starter data are small.
import type { BadCell } from '../db/tables/define.ts'
import type { Noun, Read } from './columns.ts'
import { DataError } from './data-error.ts'
import { openDataFile } from './data-file.ts'
import { checkCells } from './validate-cells.ts'

/**
 * Reads the bytes of a file into rows of a noun, each with the line it begins on. Throws a {@link
 * DataError} that names every cell that cannot be taken.
 */
export async function readCsv<N extends Noun>(
  file: string,
  content: Buffer,
  noun: N
): Promise<Read<N>[]> {
  const bad: BadCell[] = []
  const rows: Read<N>[] = []
  for await (const batch of (await openDataFile(file, [content], { noun })).rows) {
    for (const raw of batch) {
      const checked = checkCells(file, noun, raw)
      if ('bad' in checked) bad.push(...checked.bad)
      else rows.push(checked.row)
    }
  }
  if (bad.length > 0) throw new DataError(bad)
  return rows
}
