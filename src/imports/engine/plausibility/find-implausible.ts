// Finds what is implausible in a claim or projection, but possible. Such a row is taken with a
// warning, because only people can decide. Pure.
import { compareText, isPowerOfTen } from './compare-text.ts'
import { implausiblePeriod, implausibleTimes, type ProjectionTimes } from './implausible-periods.ts'
import type { Implausible } from './import-warnings.ts'

/** What is read of a row. A claim has a period, and a projection has the other times. */
export type Plausible = ProjectionTimes & {
  value: number | null
  low: number | null
  high: number | null
  /** By what the figures were multiplied if they came in another unit than that of the metric. */
  ratio: number
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
  const figures = [row.value, row.low, row.high].filter((figure) => figure !== null)
  return [
    figures.flatMap((figure) => comparedText(figure, row)).at(0),
    figures.flatMap(sentinel).at(0),
    row.period === null ? undefined : implausiblePeriod(row.period, metric?.kind, today),
    ...implausibleTimes(row, today)
  ].filter((found) => found !== undefined)
}

/**
 * Texts have words for scales, so the figure in the unit of the metric counts. Of other units they
 * have the figure as it came: 100 containers of forty feet are 200 TEU.
 */
function comparedText(figure: number, { text, ratio }: Plausible): Implausible[] {
  const found = compareText(figure, text)
  if (!found || (!isPowerOfTen(ratio) && !compareText(figure / ratio, text))) return []
  const shown = text.slice(0, TEXT_CHARACTERS_SHOWN)
  const message =
    found.kind === 'other_size'
      ? `The text "${shown}" says ${found.says}, but the figure is ${figure}.`
      : `The text "${shown}" does not say the figure ${figure}.`
  return [{ kind: found.kind, message }]
}

function sentinel(figure: number): Implausible[] {
  const message = `The figure ${figure} is often written for a missing one; leave such rows out.`
  return SENTINELS.has(figure) ? [{ kind: 'sentinel', message }] : []
}
