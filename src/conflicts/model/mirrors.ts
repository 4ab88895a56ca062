// Compares the exports of one side with the imports of the other, and the turnover of a pair as
// each side gives it.
import type { Check, CheckPeriods, ClaimRole } from './checks.ts'
import { TRADE_SHARE } from './identities.ts'
import { makeCheck } from './make-check.ts'
import { hullOf, widened } from './quantities.ts'
import { firstFrom } from './sub-periods.ts'
import { isOwned, type Things } from './things.ts'
import { type Side, type Sides, sidesOf, turnoverOf } from './turnover.ts'

/**
 * Imports are valued with cost, insurance and freight, exports free on board. The IMF counts
 * imports as 1.06 times the exports of the other side (Direction of Trade Statistics; 1.10 in
 * earlier editions). Up to 1.10 is not a conflict here.
 */
const VALUATION = 1.1
/**
 * If no periods are equal, years that share about half of their days are compared, such as a
 * calendar year and a fiscal year: January to June has 181 of 365 days, a little less than half.
 */
const SHARED_MIN = 0.45
/**
 * Report only figures below half of the smaller neighbour or above twice the larger one, because
 * trade here doubles in some years.
 */
const UNSHARED = 2

/** How many times smaller or larger than the mirror a figure may be. */
type Room = { down: number; up: number }

/**
 * Makes all mirror checks of the pair of a scope: exports against imports in both directions, and
 * metrics that are the same from both sides.
 */
export function* checkMirrors(things: Things): Generator<Check> {
  const { subject, partner } = things.scope
  if (partner === null || subject === partner) return
  const first = partner < subject ? partner : subject
  for (const thing of things.all) {
    if (!isOwned(things.scope, thing)) continue
    const other = { ...thing, subject: thing.partner ?? '', partner: thing.subject }
    if (thing.metric === TRADE_SHARE.exports) {
      const imports = things.at({ ...other, metric: TRADE_SHARE.imports })
      if (imports) yield* compareSides(sidesOf(thing), sidesOf(imports), { down: VALUATION, up: 1 })
      continue
    }
    const traits = things.scope.metrics.get(thing.metric)
    // One check for each pair. If only one side names the figure, the figure of the other side is
    // put together from other metrics.
    if (!traits?.symmetric || (thing.subject !== first && things.at(other))) continue
    const room = traits.unit === 'USD' ? VALUATION : 1
    yield* compareSides(turnoverOf(thing, things), turnoverOf(other, things), {
      down: room,
      up: room
    })
  }
}

function* compareSides(said: Sides, mirrored: Sides, room: Room): Generator<Check> {
  for (const [days, side] of said.days) {
    const mirror = mirrored.days.get(days)
    if (mirror && (side.printed || mirror.printed)) yield mirrorCheck(side, [mirror], room, 'equal')
  }
  const wide = { down: room.down * UNSHARED, up: room.up * UNSHARED }
  const alone = (one: Sides, other: Sides) =>
    one.years.filter(({ cell }) => !other.days.has(cell.days))
  const [left, right] = [alone(said, mirrored), alone(mirrored, said)]
  for (const side of left) {
    const near = findNearest(side, right).filter((mirror) => side.printed || mirror.printed)
    if (near.length > 0) yield mirrorCheck(side, near, wide, 'overlapping')
  }
}

function mirrorCheck(
  side: Side,
  mirrors: readonly Side[],
  { down, up }: Room,
  periods: CheckPeriods
): Check {
  const as = (role: ClaimRole, sides: readonly Side[]) =>
    sides.flatMap(({ groups }) => groups.map((group) => [role, group] as const))
  const names = mirrors.map(({ cell }) => `${cell.thing.metric} ${cell.days}`)
  return makeCheck({
    kind: 'mirror_of',
    cell: side.cell,
    combination: names.join('+'),
    said: [...as('stated', [side]), ...as('mirror', mirrors)],
    stated: side.quantity,
    expected: widened(hullOf(mirrors.map(({ quantity }) => quantity)), down, up),
    periods
  })
}

/**
 * The last year that begins before and the first that begins after, if they share enough days. The
 * figure of this year should be between theirs.
 */
function findNearest(side: Side, years: readonly Side[]): Side[] {
  const next = firstFrom(years, side.starts)
  return [years[next - 1], years[next]].flatMap((year) => {
    if (!year) return []
    const shared = Math.min(side.ends, year.ends) - Math.max(side.starts, year.starts) + 1
    return shared >= SHARED_MIN * (side.ends - side.starts + 1) ? [year] : []
  })
}
