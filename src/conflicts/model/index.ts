// Finds by itself which claims agree and which do not.
import type { Check, Scope } from './checks.ts'
import { components, sections } from './components.ts'
import { contradictions } from './contradictions.ts'
import { growth } from './growth.ts'
import { memberSums } from './members.ts'
import { mirrors } from './mirrors.ts'
import { periodSums } from './period-sums.ts'
import { shares } from './shares.ts'
import { partsAllowed } from './sub-periods.ts'
import { type Cell, isOwned, type Things, thingsOf } from './things.ts'

/** Every check of a scope, ordered by key; each belongs to one scope only, that of its stated claim. */
export function checksOf(scope: Scope): Check[] {
  const things = thingsOf(scope)
  const most = partsAllowed(scope.claims.length)
  const cells = things.all.filter((thing) => isOwned(scope, thing)).flatMap((thing) => [...thing.cells.values()])
  const checks = [...cells.flatMap((cell) => checksOfCell(cell, things, most)), ...mirrors(things)]
  return checks.sort((a, b) => (a.key < b.key ? -1 : 1))
}

function checksOfCell(cell: Cell, things: Things, most: number): Check[] {
  const traits = things.scope.metrics.get(cell.thing.metric)
  return [
    ...contradictions(cell, traits),
    ...components(cell, things),
    ...sections(cell, things),
    ...(traits?.aggregation === 'sum' ? periodSums(cell, most) : []),
    ...memberSums(cell, things, most),
    ...shares(cell, things),
    ...growth(cell)
  ]
}
