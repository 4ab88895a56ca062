// Takes figures in other units than that of their metric: rows are stored in the unit of the metric.
import type { ReadRow } from '../../../files/columns.ts'
import type { RowValues } from '../../../files/data-file.ts'
import type { Noun } from '../../../nouns.ts'
import { isInRange } from '../../../numbers/decimals.ts'
import { areConvertible, convertFigure } from '../../../units/convert.ts'
import { explainUnit } from '../../../units/explain-unit.ts'
import type { KnownThings, Report } from './validate-row.ts'

type Figures = ReadRow<'observation'> | ReadRow<'projection'>
/** The columns whose numbers are in the unit of the metric. */
const CONVERTED = ['value', 'low', 'high', 'base_value'] as const

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
    const cells = row as unknown as Record<string, unknown>
    const given = cells[column]
    if (typeof given === 'string') cells[column] = known.units.find(given)?.id ?? given
  }
}

/**
 * Converts the figures of a row to the unit of its metric, or reports why they do not convert.
 * Returns by what they were multiplied.
 */
export function convertUnits(
  noun: Noun,
  row: ReadRow<Noun>,
  cells: RowValues,
  known: KnownThings,
  report: Report
): number {
  const given = hasFigures(noun) ? unitIn(cells) : ''
  if (given === '') return 1
  const figures = row as Figures
  const metric = known.metric(figures.metric)
  const unit = metric && known.units.find(metric.unit)
  if (!unit) return 1
  const from = known.units.find(given)
  if (!from || !areConvertible(from, unit)) {
    report('unit', given, explainUnit(given, { metric: metric.id, unit }, known.units))
    return 1
  }
  const values = figures as unknown as Record<string, number | null | undefined>
  for (const column of CONVERTED) {
    const figure = values[column] ?? null
    if (figure === null) continue
    const converted = convertFigure(figure, from, unit)
    if (isInRange(converted) && (converted === 0) === (figure === 0)) values[column] = converted
    else
      report(
        column,
        figure,
        `a figure that is at most 10^18 in ${unit.id}, with at most 20 decimals`
      )
  }
  return from.factor / unit.factor
}

function hasFigures(noun: Noun): boolean {
  return noun === 'observation' || noun === 'projection'
}

function unitIn({ unit }: RowValues): string {
  return String(unit ?? '')
}
