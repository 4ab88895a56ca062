// Checks claims about the same thing and the same days.
import { CHECK_CLAIMS_MAX, type Check, type ClaimRole, type MetricTraits } from './checks.ts'
import { makeCheck } from './make-check.ts'
import { type Cell, type Figure, groupOf } from './things.ts'

/**
 * Makes one check for all claims of a cell. Intervals have a common point exactly if the highest
 * lower end is not above the lowest upper end (Helly's theorem for one dimension), so two claims
 * decide.
 */
export function checkContradictions(cell: Cell, traits: MetricTraits | undefined): Check[] {
  if (cell.figures.length < 2 || (cell.days === '' && !areUndatedComparable(traits))) return []
  const lowest = extreme(
    cell.figures,
    (a, b) => a.quantity.high - b.quantity.high || a.quantity.low - b.quantity.low
  )
  const highest = extreme(
    cell.figures.filter((figure) => figure !== lowest),
    (a, b) => b.quantity.low - a.quantity.low || b.quantity.high - a.quantity.high
  )
  if (!lowest || !highest) return []
  const between = byFigure(cell.figures.filter((figure) => figure !== lowest && figure !== highest))
  const said: [ClaimRole, Figure[]][] = [
    ['stated', [lowest]],
    ['between', ends(between, CHECK_CLAIMS_MAX - 2)],
    ['compared', [highest]]
  ]
  const check = makeCheck({
    kind: 'contradicts',
    cell,
    said: said.map(([role, figures]) => [role, groupOf(figures)]),
    stated: lowest.quantity,
    expected: highest.quantity
  })
  return [{ ...check, claims_count: cell.figures.length }]
}

/**
 * Without a period, only claims that do not depend on time are compared: lengths, usual travel
 * times, estimated costs of building. Undated figures of trade, cargo and students belong to years
 * that are not named, and that alone makes them differ.
 */
function areUndatedComparable(traits: MetricTraits | undefined): boolean {
  return (
    traits?.kind === 'distance' ||
    traits?.kind === 'duration' ||
    (traits?.kind === 'stock' && traits.unit === 'USD')
  )
}

function extreme(
  figures: readonly Figure[],
  order: (a: Figure, b: Figure) => number
): Figure | undefined {
  let found: Figure | undefined
  for (const figure of figures) if (!found || order(figure, found) < 0) found = figure
  return found
}

function byFigure(figures: Figure[]): Figure[] {
  return figures.sort(
    (a, b) => a.quantity.least - b.quantity.least || a.quantity.most - b.quantity.most
  )
}

/** The first and last figures of a list that is too long. */
function ends(figures: Figure[], most: number): Figure[] {
  if (figures.length <= most) return figures
  return [...figures.slice(0, most / 2), ...figures.slice(-most / 2)]
}
