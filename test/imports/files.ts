// The starter files as they stand on disk, read without the service's own reader, and copies of
// them to spoil.
import { cpSync, existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parse } from 'csv-parse/sync'
import { stringify } from 'csv-stringify/sync'
import type { Test } from 'tap'
import type { BadCell } from '../../src/db/tables/define.ts'
import { DataError } from '../../src/files/data-error.ts'
import { loadStarter } from '../../src/starter/load.ts'
import { dump } from '../db/copy/dump.ts'
import { buildTestStore } from '../helpers/app.ts'

export const STARTER = fileURLToPath(new URL('../../src/starter', import.meta.url))
export type Cells = Record<string, string>

/** The rows of one file, every cell as text. */
export function readRows(file: string, folder = STARTER): Cells[] {
  return parse(readFileSync(join(folder, file)), { columns: true })
}

/** The rows of the files with this name: the first, and that of the graph of corridors. */
export function readAllRows(name: string): Cells[] {
  return [STARTER, join(STARTER, 'corridors')]
    .filter((folder) => existsSync(join(folder, name)))
    .flatMap((folder) => readRows(name, folder))
}

/** A copy of the folder in which the text of some files is changed. */
export function copyWith(t: Test, changes: Record<string, (content: string) => string>): string {
  const folder = t.testdir()
  cpSync(STARTER, folder, { recursive: true })
  for (const [file, change] of Object.entries(changes)) {
    const path = join(folder, file)
    const before = readFileSync(path, 'utf8')
    const after = change(before)
    if (after === before) throw new Error(`nothing was changed in ${file}`)
    writeFileSync(path, after)
  }
  return folder
}

/** The list in a cell. */
export function parts(cell = ''): string[] {
  return cell === '' ? [] : cell.split('|')
}

export type Edit = (content: string) => string

/**
 * Loads a copy with one file edited into an empty database; gives the bad cells, and checks that
 * nothing was kept.
 */
export async function badCells(t: Test, file: string, edit: Edit): Promise<readonly BadCell[]> {
  const { client, store } = await buildTestStore(t)
  const before = dump(client)
  try {
    await loadStarter(store, copyWith(t, { [file]: edit }))
    t.fail('the load should have failed')
  } catch (error) {
    if (!(error instanceof DataError)) t.fail(`a DataError was expected, not ${error}`)
    else {
      t.match(error.message, /^The data were not loaded; nothing of them was kept\.\n/)
      for (const { file, line, column } of error.cells.slice(0, 20))
        t.match(error.message, `${file} line ${line}, column ${column}: `)
      return error.cells
    }
  } finally {
    t.same(dump(client), before, 'nothing is kept')
    t.equal(store.revision(), 0)
  }
  return []
}

/**
 * Sets cells of one row. No cell of the starter data has a line end, so rows stay on their lines.
 */
export function set(id: string, cells: Record<string, string>): Edit {
  return (content) => {
    const rows: Record<string, string>[] = parse(content, { columns: true })
    return stringify(
      rows.map((row) => (row['id'] === id ? { ...row, ...cells } : row)),
      { header: true }
    )
  }
}

export const append =
  (line: string): Edit =>
  (content) =>
    `${content}${line}\n`
