// Figures that came in another unit than that of their metric. They are stored in the unit of the
// metric; errors and warnings show what came. Pure.
import { isInRange } from '../numbers/decimals.ts'
import { convertFigure, type UnitTraits } from './convert.ts'

/** The columns whose numbers are in the unit of the metric. */
export const CONVERTED_COLUMNS = ['value', 'low', 'high', 'base_value'] as const

/** The figures of a row as they came, by column, and the units between which they are converted. */
export type GivenFigures = {
  from: UnitTraits
  to: UnitTraits
  figures: ReadonlyMap<string, number>
}

/** The figure as it came, with its unit. */
export function withUnit(figure: number, { id }: UnitTraits): string {
  return `${figure} ${id}`
}

/** What a message shows of a stored figure: as it came, then in the unit of the metric. */
export function showFigure(
  column: string,
  stored: number,
  given: GivenFigures | undefined
): string {
  const figure = given?.figures.get(column)
  return given && figure !== undefined
    ? `${withUnit(figure, given.from)} (${withUnit(stored, given.to)})`
    : String(stored)
}

/** A figure in another unit; undefined if the result cannot be stored. */
export function storableFigure(
  figure: number,
  from: UnitTraits,
  to: UnitTraits
): number | undefined {
  const converted = convertFigure(figure, from, to)
  return isInRange(converted) && (converted === 0) === (figure === 0) ? converted : undefined
}

/** What was expected in place of a figure that cannot be stored in a unit. */
export function expectedFigure({ id }: UnitTraits): string {
  return `a figure that is at most 10^18 in ${id}, with at most 20 decimals`
}
