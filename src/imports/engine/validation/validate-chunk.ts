// Validates some rows of a file; what is wrong goes to the refused cells of the import.
import type { BadCell } from '../../../db/tables/define.ts'
import { idText } from '../../../files/cells.ts'
import type { ReadRow } from '../../../files/columns.ts'
import type { RawRow, RowValues } from '../../../files/data-file.ts'
import { VALUE_CHARACTERS_SHOWN } from '../../../files/limits.ts'
import { validateCells } from '../../../files/validate-cells.ts'
import type { Noun } from '../../../nouns.ts'
import { explainSymbol } from '../../../unit-symbols.ts'
import { type GivenFigures, showFigure } from '../../../units/given-figures.ts'
import type { Intake } from '../intake.ts'
import { convertUnits, respellUnits, usesUnits } from './convert-units.ts'
import type { Mention } from './find-mentions.ts'
import { AHEAD_MAX, type RowPlace } from './mentions-ahead.ts'
import { explainUnclear, resolveMentions, type UnclearNames } from './resolve-mentions.ts'
import { compareShown } from './shown-columns.ts'
import { type Report, validateRow } from './validate-row.ts'

/** Rows that can be written, and the ids of rows whose lists must wait for later rows. */
export type ValidRows = {
  rows: ReadRow<Noun>[]
  /** The cells that the file gives for each of the rows. */
  cells: readonly RowValues[]
  waiting: ReadonlySet<string>
  /** The figures that came in other units, by the id of the row. */
  given: ReadonlyMap<string, GivenFigures>
}
type Identified = { id: string; line: number }
/** `cells` are the given cells of each row. */
type Parsed = { rows: ReadRow<Noun>[]; cells: RowValues[]; bad: BadCell[]; ids: Identified[] }

/**
 * Validates rows of a file. The ids of refused rows count as seen too, because otherwise every row
 * that names them would be refused as well.
 */
export async function validateChunk(
  intake: Intake,
  file: string,
  noun: Noun,
  raw: readonly RawRow[]
): Promise<ValidRows> {
  const { badCells, known } = intake
  const { rows, cells, bad, ids } = parseRows(file, noun, raw)
  const repeated = await addIds(intake, noun, ids)
  if (usesUnits(noun, cells)) await known.askUnits()
  known.add(noun, rows)
  respellUnits(noun, rows, known)
  const { mentions, unclear } = await resolveMentions(intake, noun, rows)
  const waiting = new Set<string>()
  const given = new Map(intake.given)
  for (const [index, row] of rows.entries()) {
    const place = { file, line: row.line }
    const report: Report = (column, value, expected) => {
      const said = typeof value === 'number' ? showFigure(column, value, given.get(row.id)) : value
      const shown = String(said ?? '').slice(0, VALUE_CHARACTERS_SHOWN)
      bad.push({ ...place, column, value: shown, expected })
    }
    if (repeated.has(row)) report('id', row.id, 'an id that occurs only once in an import')
    const absent = (mentions[index] ?? []).filter(({ to, id }) => !known.has(to, id))
    if (reportAbsent(intake, place, { absent, unclear }, report)) waiting.add(row.id)
    const values = cells[index] ?? {}
    const came = convertUnits(noun, row, values, known, report)
    if (came) given.set(row.id, came)
    validateRow(noun, row, known, report)
    compareShown(noun, row, values, known, report)
  }
  badCells.add(bad.sort((a, b) => a.line - b.line))
  return { rows, cells, waiting, given }
}

function parseRows(file: string, noun: Noun, raw: readonly RawRow[]): Parsed {
  const parsed: Parsed = { rows: [], cells: [], bad: [], ids: [] }
  for (const one of raw) {
    const validated = validateCells(file, noun, one)
    if ('row' in validated && 'cells' in one) {
      parsed.rows.push(validated.row)
      parsed.cells.push(one.cells)
      parsed.ids.push(validated.row)
    } else if ('bad' in validated) {
      for (const cell of validated.bad) parsed.bad.push(cell)
      const id = 'cells' in one ? idText.safeParse(one.cells['id']).data : undefined
      if (id !== undefined) parsed.ids.push({ id, line: one.line })
    }
  }
  return parsed
}

/** Marks ids as seen. Returns the rows whose id was seen before: a line may have several rows. */
async function addIds(
  { seen }: Intake,
  noun: Noun,
  ids: readonly Identified[]
): Promise<ReadonlySet<Identified>> {
  const repeated = new Set<Identified>()
  const first = new Map<string, Identified>()
  for (const row of ids) {
    if (first.has(row.id)) repeated.add(row)
    else first.set(row.id, row)
  }
  for (const id of await seen.add(noun, [...first.keys()])) {
    const row = first.get(id)
    if (row) repeated.add(row)
  }
  return repeated
}

/** Reports ids that do not exist. Returns true if the row names ids that may still come. */
function reportAbsent(
  { ahead, known }: Intake,
  place: RowPlace,
  { absent, unclear }: { absent: Mention[]; unclear: UnclearNames },
  report: Report
): boolean {
  const mayCome = (mention: Mention) =>
    mention.ahead && explainUnclear(unclear, mention) === undefined
  const later = absent.filter(mayCome)
  for (const mention of absent.filter((one) => !mayCome(one))) {
    const { column, to, id, expected } = mention
    const symbol = to === 'unit' ? known.units.findAlike(id) : undefined
    const said = symbol ? `${expected}; ${explainSymbol(symbol)}` : expected
    report(column, id, explainUnclear(unclear, mention) ?? said)
  }
  const [first] = later
  if (!first) return false
  if (ahead.add(place, later)) return true
  const expected = `the id of an earlier row: an import may name at most ${AHEAD_MAX} later rows`
  report(first.column, first.id, expected)
  return false
}
