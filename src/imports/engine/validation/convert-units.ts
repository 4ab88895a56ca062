// Takes figures in other units than that of their metric: rows are stored in the unit of the
// metric.
import type { ReadRow } from '../../../files/columns.ts'
import type { RowValues } from '../../../files/data-file.ts'
import type { Noun } from '../../../nouns.ts'
import { areConvertible } from '../../../units/convert.ts'
import { explainUnit } from '../../../units/explain-unit.ts'
import {
  CONVERTED_COLUMNS,
  expectedFigure,
  type GivenFigures,
  storableFigure,
  withUnit
} from '../../../units/given-figures.ts'
import type { KnownThings, Report } from './validate-row.ts'

type Figures = ReadRow<'observation'> | ReadRow<'projection'>

/** Whether rows of a noun name units, or come with figures in units of their own. */
export function usesUnits(noun: Noun, cells: readonly RowValues[]): boolean {
  if (noun === 'unit' || noun === 'metric') return true
  return hasFigures(noun) && cells.some((one) => unitIn(one) !== '')
}

/** Gives units the ids that they have, whatever the case in which rows write them. */
export function respellUnits(noun: Noun, rows: readonly ReadRow<Noun>[], known: KnownThings): void {
  const column = { metric: 'unit', unit: 'base' }[noun as string]
  if (column === undefined) return
  for (const row of rows) {
    // Rows of both nouns have the column as a text.
    const cells = row as unknown as Record<string, unknown>
    const given = cells[column]
    if (typeof given === 'string') cells[column] = known.units.find(given)?.id ?? given
  }
}

/**
 * Converts the figures of a row to the unit of its metric, or reports why they do not convert.
 * Returns the figures as they came, if they came in another unit.
 */
export function convertUnits(
  noun: Noun,
  row: ReadRow<Noun>,
  cells: RowValues,
  known: KnownThings,
  report: Report
): GivenFigures | undefined {
  const given = hasFigures(noun) ? unitIn(cells) : ''
  if (given === '') return undefined
  // Rows of nouns with figures have these columns.
  const figures = row as Figures
  const metric = known.metric(figures.metric)
  const unit = metric && known.units.find(metric.unit)
  if (!unit) return undefined
  const from = known.units.find(given)
  if (!from || !areConvertible(from, unit)) {
    report('unit', given, explainUnit(given, { metric: metric.id, unit }, known.units))
    return undefined
  }
  if (from.id === unit.id) return undefined
  // The converted columns are those that may hold numbers.
  const values = figures as unknown as Record<string, number | null | undefined>
  const came = new Map<string, number>()
  for (const column of CONVERTED_COLUMNS) {
    const figure = values[column] ?? null
    if (figure === null) continue
    const converted = storableFigure(figure, from, unit)
    if (converted === undefined) report(column, withUnit(figure, from), expectedFigure(unit))
    else {
      values[column] = converted
      came.set(column, figure)
    }
  }
  return { from, to: unit, figures: came }
}

function hasFigures(noun: Noun): boolean {
  return noun === 'observation' || noun === 'projection'
}

function unitIn({ unit }: RowValues): string {
  return String(unit ?? '')
}
