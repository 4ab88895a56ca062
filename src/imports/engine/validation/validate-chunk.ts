// Some rows of a file against everything that has to be true of them; what is wrong goes to the bad
// cells of the import.
import type { BadCell } from '../../../db/tables/define.ts'
import { id as idCell } from '../../../files/cells.ts'
import type { Noun, Read } from '../../../files/columns.ts'
import type { RawRow } from '../../../files/data-file.ts'
import { checkCells } from '../../../files/validate-cells.ts'
import type { Running } from '../running.ts'
import { AHEAD_MAX } from './ahead.ts'
import { type Name, namesIn } from './mentions.ts'
import { checkRow, type Report } from './validate-row.ts'

const SHOWN_CHARACTERS = 1_000

/** Rows that can be written, and the ids of those whose links have to wait for rows to come. */
export type Passed = { rows: Read<Noun>[]; waiting: ReadonlySet<string> }

/**
 * Checks rows of a file. Their ids count as seen, those of refused rows too, or every row that
 * names them would be refused as well.
 */
export async function checkChunk(
  running: Running,
  file: string,
  noun: Noun,
  raw: readonly RawRow[]
): Promise<Passed> {
  const { badCells, known } = running
  const bad: BadCell[] = []
  const rows: Read<Noun>[] = []
  const ids: Identified[] = []
  for (const one of raw) {
    const checked = checkCells(file, noun, one)
    if ('row' in checked) {
      rows.push(checked.row)
      ids.push(checked.row)
    } else {
      bad.push(...checked.bad)
      const id = 'cells' in one ? idCell.safeParse(one.cells['id']).data : undefined
      if (id !== undefined) ids.push({ id, line: one.line })
    }
  }
  const repeated = await addIds(running, noun, ids)
  known.add(noun, rows)
  const named = rows.map((row) => namesIn(noun, row))
  await known.ask(named.flat())
  const waiting = new Set<string>()
  for (const [index, row] of rows.entries()) {
    const report: Report = (column, value, expected) =>
      bad.push({
        file,
        line: row.line,
        column,
        value: String(value ?? '').slice(0, SHOWN_CHARACTERS),
        expected
      })
    if (repeated.has(row.line)) report('id', row.id, 'an id that stands only once in an import')
    if (checkNames(running, { file, line: row.line }, named[index] ?? [], report))
      waiting.add(row.id)
    checkRow(noun, row, known, report)
  }
  badCells.add(bad.sort((a, b) => a.line - b.line))
  return { rows, waiting }
}

type Identified = { id: string; line: number }

/** Lines whose ids stand in the import already. */
async function addIds(
  { seen }: Running,
  noun: Noun,
  ids: readonly Identified[]
): Promise<ReadonlySet<number>> {
  const repeated = new Set<number>()
  const lines = new Map<string, number>()
  for (const { id, line } of ids) {
    if (lines.has(id)) repeated.add(line)
    else lines.set(id, line)
  }
  for (const id of await seen.add(noun, [...lines.keys()])) repeated.add(lines.get(id) ?? 0)
  return repeated
}

/** Reports names of nothing; true where some may still come. */
function checkNames(
  { known, ahead }: Running,
  place: { file: string; line: number },
  names: Name[],
  report: Report
): boolean {
  const absent = names.filter(({ to, id }) => !known.has(to, id))
  const later = absent.filter((name) => name.ahead)
  for (const { column, id, expected } of absent.filter((name) => !name.ahead))
    report(column, id, expected)
  if (later.length === 0) return false
  if (ahead.add(place, later)) return true
  const [first] = later
  report(
    first?.column ?? 'id',
    first?.id,
    `an id that stands further up: at most ${AHEAD_MAX} may come later`
  )
  return false
}
