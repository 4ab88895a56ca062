// Some rows of a file against everything that has to be true of them; what is wrong goes to the bad
// cells of the import.
import type { BadCell } from '../../../db/tables/define.ts'
import { idText } from '../../../files/cells.ts'
import type { Read } from '../../../files/columns.ts'
import type { RawRow } from '../../../files/data-file.ts'
import { VALUE_CHARACTERS_SHOWN } from '../../../files/limits.ts'
import { validateCells } from '../../../files/validate-cells.ts'
import type { Noun } from '../../../nouns.ts'
import type { Intake } from '../intake.ts'
import { AHEAD_MAX, type RowPlace } from './ahead.ts'
import { type Mention, mentionsIn } from './mentions.ts'
import { type Report, validateRow } from './validate-row.ts'

/** Rows that can be written, and the ids of those whose lists have to wait for rows to come. */
export type ValidRows = { rows: Read<Noun>[]; waiting: ReadonlySet<string> }
type Identified = { id: string; line: number }
type Parsed = { rows: Read<Noun>[]; bad: BadCell[]; ids: Identified[] }

/**
 * Validates rows of a file. Their ids count as seen, those of refused rows too, or every row that
 * names them would be refused as well.
 */
export async function validateChunk(
  intake: Intake,
  file: string,
  noun: Noun,
  raw: readonly RawRow[]
): Promise<ValidRows> {
  const { badCells, known } = intake
  const { rows, bad, ids } = parseRows(file, noun, raw)
  const repeated = await addIds(intake, noun, ids)
  known.add(noun, rows)
  const mentions = rows.map((row) => mentionsIn(noun, row))
  await known.ask(mentions.flat())
  const waiting = new Set<string>()
  for (const [index, row] of rows.entries()) {
    const place = { file, line: row.line }
    const report: Report = (column, value, expected) => {
      const shown = String(value ?? '').slice(0, VALUE_CHARACTERS_SHOWN)
      bad.push({ ...place, column, value: shown, expected })
    }
    if (repeated.has(row.line)) report('id', row.id, 'an id that stands only once in an import')
    if (reportAbsent(intake, place, mentions[index] ?? [], report)) waiting.add(row.id)
    validateRow(noun, row, known, report)
  }
  badCells.add(bad.sort((a, b) => a.line - b.line))
  return { rows, waiting }
}

function parseRows(file: string, noun: Noun, raw: readonly RawRow[]): Parsed {
  const parsed: Parsed = { rows: [], bad: [], ids: [] }
  for (const one of raw) {
    const validated = validateCells(file, noun, one)
    if ('row' in validated) {
      parsed.rows.push(validated.row)
      parsed.ids.push(validated.row)
    } else {
      parsed.bad.push(...validated.bad)
      const id = 'cells' in one ? idText.safeParse(one.cells['id']).data : undefined
      if (id !== undefined) parsed.ids.push({ id, line: one.line })
    }
  }
  return parsed
}

/** Lines whose ids stand in the import already. */
async function addIds(
  { seen }: Intake,
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

/** Reports mentions of nothing; true where what they name may still come. */
function reportAbsent(
  { known, ahead }: Intake,
  place: RowPlace,
  mentions: Mention[],
  report: Report
): boolean {
  const absent = mentions.filter(({ to, id }) => !known.has(to, id))
  const later = absent.filter((mention) => mention.ahead)
  for (const { column, id, expected } of absent.filter((mention) => !mention.ahead))
    report(column, id, expected)
  const [first] = later
  if (!first) return false
  if (ahead.add(place, later)) return true
  const expected = `an id that stands further up: at most ${AHEAD_MAX} may come later`
  report(first.column, first.id, expected)
  return false
}
