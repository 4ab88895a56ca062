// Writes refused cells to a file as they are found: millions of bad rows may fill a disk, but not
// the memory.
import { closeSync, openSync, writeSync } from 'node:fs'
import { stringify } from 'csv-stringify/sync'
import type { BadCell } from '../../db/tables/define.ts'

const COLUMNS = ['file', 'line', 'column', 'value', 'expected'] as const
const HELD_CHARACTERS = 64 * 1024

/** Opens the file, with a header and no rows. */
export function openRefusedFile(path: string): { add: (cell: BadCell) => void; close: () => void } {
  const file = openSync(path, 'w')
  let held = stringify([[...COLUMNS]])
  const write = () => {
    writeSync(file, held)
    held = ''
  }
  return {
    add(cell) {
      // Bad values come from outside and must not run as formulas in a spreadsheet.
      held += stringify([COLUMNS.map((column) => cell[column])], { escape_formulas: true })
      if (held.length > HELD_CHARACTERS) write()
    },
    close() {
      write()
      closeSync(file)
    }
  }
}
