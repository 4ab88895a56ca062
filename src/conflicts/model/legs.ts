// Checks the published length of a corridor against the lengths of its legs.
import type { Check, LegLength } from './checks.ts'
import { SECTIONED_METRICS } from './identities.ts'
import { makeCheck } from './make-check.ts'
import { type Quantity, sumOf } from './quantities.ts'
import { type Cell, type Group, groupOf, type Things } from './things.ts'

/**
 * Makes one check for each figure of a corridor, because each may mean a slightly other way. The
 * figure agrees if it lies between the sum of the shortest and the sum of the longest lengths.
 */
export function checkLegs(whole: Cell, { scope: { legs = [] } }: Things): Check[] {
  const { metric, partner } = whole.thing
  if (legs.length === 0 || partner !== null || !SECTIONED_METRICS.includes(metric)) return []
  const parts = legs.map(groupOfLeg)
  const expected = sumOf(parts.map(({ quantity }) => quantity))
  return whole.figures.map((figure) =>
    makeCheck({
      kind: 'sum_of_legs',
      cell: whole,
      combination: figure.claim.id,
      said: [['stated', groupOf([figure])], ...parts.map((part) => ['part', part] as const)],
      stated: figure.quantity,
      expected
    })
  )
}

/** The range of a leg comes from all its claims, but only the one that decides takes part. */
function groupOfLeg({ value, low, high, claim }: LegLength): Group {
  const quantity: Quantity = { low, high, least: value, most: value }
  return { figures: [{ claim, quantity }], quantity }
}
