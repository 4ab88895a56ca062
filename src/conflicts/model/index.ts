// Finds the claims that agree and those that do not.
import type { Check, Scope } from './checks.ts'
import { checkComponents, checkSections } from './components.ts'
import { checkContradictions } from './contradictions.ts'
import { checkGrowth } from './growth.ts'
import { checkLegs } from './legs.ts'
import { checkMemberSums } from './members.ts'
import { checkMirrors } from './mirrors.ts'
import { checkPeriodSums } from './period-sums.ts'
import { checkProducts, productThings } from './products.ts'
import { checkRatios } from './ratios.ts'
import { checkShares } from './shares.ts'
import { partsAllowed } from './sub-periods.ts'
import { type Cell, isOwned, type Things, thingsIn } from './things.ts'

/**
 * Makes every check of a scope, one at a time, because a large scope has too many for the memory.
 * It also takes long, so it sometimes yields undefined: then other work may run. Each check belongs
 * to only one scope, that of its stated claim, and has a unique key.
 */
export function* checksOf(scope: Scope): Generator<Check | undefined> {
  const things = yield* thingsIn(scope)
  const ofProducts = productThings(things)
  const most = partsAllowed(scope.claims.length)
  for (const thing of things.all) {
    if (isOwned(scope, thing))
      for (const cell of thing.cells.values()) {
        yield* checksOfCell(cell, things, most)
        if (isAdded(scope, cell)) yield* checkProducts(cell, scope, ofProducts)
      }
  }
  yield* checkMirrors(things)
}

/** Only figures that add up have parts that can be compared with them. */
function isAdded({ metrics }: Scope, { thing }: Cell): boolean {
  return metrics.get(thing.metric)?.aggregation === 'sum'
}

function checksOfCell(cell: Cell, things: Things, most: number): Check[] {
  const traits = things.scope.metrics.get(cell.thing.metric)
  return [
    ...checkContradictions(cell, traits),
    ...checkComponents(cell, things),
    ...checkSections(cell, things),
    ...checkLegs(cell, things),
    ...(traits?.aggregation === 'sum' ? checkPeriodSums(cell, most) : []),
    ...checkMemberSums(cell, things, most),
    ...checkShares(cell, things),
    ...checkRatios(cell, things),
    ...checkGrowth(cell)
  ]
}
