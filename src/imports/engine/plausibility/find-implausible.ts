// Finds what is implausible in a claim or projection, but possible. Such a row is taken with a
// warning, because only people can decide. Pure.

import { numberInWords } from '../../../numbers/number-words.ts'
import { type GivenFigures, showFigure } from '../../../units/given-figures.ts'
import type { UnitWords } from '../../../units/unit-words.ts'
import { compareText } from './compare-text.ts'
import { implausiblePeriod, implausibleTimes, type ProjectionTimes } from './implausible-periods.ts'
import type { Implausible } from './import-warnings.ts'

/** What is read of a row. A claim has a period, and a projection has the other times. */
export type Plausible = ProjectionTimes & {
  value: number | null
  low: number | null
  high: number | null
  bound: string
  /** The figures as they came, if that was in another unit than that of the metric. */
  given: GivenFigures | undefined
  /** The words for units that convert to that of the metric. */
  words: UnitWords | undefined
  text: string
  period: string | null
}

/** Figures that programs write for a missing one. Negative ones have no other meaning either. */
const SENTINELS = new Set([
  9_999, 99_999, 999_999, 9_999_999, 99_999_999, 999_999_999, -9, -99, -999, -9_999, -99_999,
  -999_999, -222_222_222, -333_333_333, -555_555_555, -666_666_666, -888_888_888, -999_999_999
])
const TEXT_CHARACTERS_SHOWN = 60

/**
 * The warnings of a row, each kind at most once. `kind` is the kind of its metric, `today` the day
 * on which it is recorded.
 */
export function findImplausible(
  row: Plausible,
  metric: { kind: string } | undefined,
  today: string
): Implausible[] {
  const figures = (['value', 'low', 'high'] as const).flatMap((column) => {
    const figure = row[column]
    return figure === null ? [] : [{ column, figure }]
  })
  return [
    figures.flatMap((one) => comparedText(one, row)).at(0) ?? comparedWords(row),
    figures.flatMap(({ figure }) => sentinel(figure)).at(0),
    row.period === null ? undefined : implausiblePeriod(row.period, metric?.kind, today),
    ...implausibleTimes(row, today)
  ].filter((found) => found !== undefined)
}

type OfColumn = { column: string; figure: number }

/**
 * A text may say the figure in the unit of the metric, or as it came: 100 containers of forty feet
 * are 200 TEU.
 */
function comparedText(
  { column, figure }: OfColumn,
  { text, given, words }: Plausible
): Implausible[] {
  const came = given?.figures.get(column)
  const asGiven = given && came !== undefined ? { figure: came, unit: given.from.id } : undefined
  const found = compareText({ figure, came: asGiven, words }, text)
  if (!found) return []
  const shown = `The text "${text.slice(0, TEXT_CHARACTERS_SHOWN)}"`
  const unit = given || ('hasUnit' in found && found.hasUnit) ? ` ${words?.unit ?? ''}` : ''
  const is = given ? showFigure(column, figure, given) : `${figure}${unit}`
  const message =
    found.kind === 'other_size'
      ? `${shown} says ${found.says}${unit}, but the figure is ${is}.`
      : `${shown} does not say the figure ${is}.`
  return [{ kind: found.kind, message }]
}

/** Only a text for one figure must say it: `over the limit` is a text for a bound. */
function comparedWords({ value, bound, text, given }: Plausible): Implausible | undefined {
  if (!value || (bound !== 'exact' && bound !== 'about')) return undefined
  const said = numberInWords(text)
  if (
    said === undefined ||
    [value, given?.figures.get('value')].some((one) => Math.abs(one ?? Number.NaN) === said)
  )
    return
  const shown = text.slice(0, TEXT_CHARACTERS_SHOWN)
  const message =
    said === null
      ? `The text "${shown}" says no figure, but the figure is ${value}.`
      : `The text "${shown}" says ${said}, but the figure is ${value}.`
  return { kind: said === null ? 'no_figure' : 'other_figure', message }
}

function sentinel(figure: number): Implausible[] {
  const message = `The figure ${figure} is often written for a missing one; leave such rows out.`
  return SENTINELS.has(figure) ? [{ kind: 'sentinel', message }] : []
}
