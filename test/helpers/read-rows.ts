// Reads whole data files as rows, for tests and benchmarks that need the starter data.
import type { BadCell } from '../../src/db/tables/define.ts'
import type { ReadRow } from '../../src/files/columns.ts'
import { DataError } from '../../src/files/data-error.ts'
import { openDataFile } from '../../src/files/data-file.ts'
import { validateCells } from '../../src/files/validate-cells.ts'
import { type Noun, PARENTS_FIRST } from '../../src/nouns.ts'
import { readStarterFiles } from '../../src/starter/load.ts'

export type DataSet = { [N in Noun]: ReadRow<N>[] }

/** Reads the starter data, or the files of another folder. */
export async function readStarter(folder?: string): Promise<DataSet> {
  const { files } = await readStarterFiles(folder)
  const entries = PARENTS_FIRST.map(async (noun) => {
    const rows = []
    for (const { file, bytes } of files.filter((one) => one.noun === noun)) {
      const content = []
      for await (const chunk of bytes) content.push(chunk)
      rows.push(...(await readRows(file, Buffer.concat(content), noun)))
    }
    return [noun, rows]
  })
  return Object.fromEntries(await Promise.all(entries)) as DataSet
}

/**
 * Reads the bytes of a file into rows of a noun, each with its first line. Throws a {@link
 * DataError} that names every refused cell.
 */
export async function readRows<N extends Noun>(
  file: string,
  content: Buffer,
  noun: N
): Promise<ReadRow<N>[]> {
  const bad: BadCell[] = []
  const rows: ReadRow<N>[] = []
  for await (const batch of (await openDataFile(file, [content], { noun })).rows) {
    for (const raw of batch) {
      const validated = validateCells(file, noun, raw)
      if ('bad' in validated) bad.push(...validated.bad)
      else rows.push(validated.row)
    }
  }
  if (bad.length > 0) throw new DataError(bad)
  return rows
}
