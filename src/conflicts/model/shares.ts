// Checks shares of trade: 15 % of 80 billion against the trade with the partner.
import type { Check, ClaimPlace, ClaimRole } from './checks.ts'
import { TRADE_SHARE, WORLD } from './identities.ts'
import { makeCheck } from './make-check.ts'
import { groupsIn } from './members.ts'
import { hullOf, productOf, type Quantity, sumOf } from './quantities.ts'
import { type Cell, type Figure, type Group, groupOf, type Things, type Voice } from './things.ts'
import { type Side, type Sides, turnoverOf } from './turnover.ts'

type Totals = {
  byId: ReadonlyMap<string, { figure: Figure; days: string }>
  same: Money | undefined
}
type Money = { groups: readonly Group[]; quantity: Quantity }

/**
 * For each author of a share, compares the share as an amount of money with every figure for the
 * trade with the partner.
 */
export function checkShares(cell: Cell, things: Things): Check[] {
  if (cell.thing.metric !== TRADE_SHARE.share || cell.quantity.low < 0) return []
  const totals = totalsOf(cell, things)
  const trades = new Map<string, Money | undefined>()
  return [...cell.voices.values()].flatMap((voice) => {
    const total = totalFor(cell, voice, totals)
    if (!total || total.quantity.low < 0) return []
    if (!trades.has(total.days)) trades.set(total.days, tradeOf(cell, things, total.days))
    const trade = trades.get(total.days)
    return trade ? [shareCheck(cell, voice, total, trade)] : []
  })
}

function shareCheck(cell: Cell, voice: Voice, total: Money, trade: Money): Check {
  const as = (role: ClaimRole, groups: readonly Group[]) =>
    groups.map((group) => [role, group] as const)
  return makeCheck({
    kind: 'share_of',
    cell,
    combination: voice.name,
    said: [...as('stated', [voice]), ...as('total', total.groups), ...as('part', trade.groups)],
    stated: productOf(voice.quantity, total.quantity, 1 / 100),
    expected: trade.quantity
  })
}

/**
 * The totals of the subject: each figure by its id, and all figures for the period of the share.
 */
function totalsOf(cell: Cell, things: Things): Totals {
  const place = { ...cell.thing, metric: TRADE_SHARE.total, partner: null }
  const cells = things.at(place)?.cells ?? new Map<string, Cell>()
  const byId = new Map(
    [...cells.values()].flatMap(({ figures, days }) =>
      figures.map((figure) => [figure.claim.id, { figure, days }])
    )
  )
  const printed = cells.get(cell.days)
  const world = { ...cell.thing, metric: TRADE_SHARE.trade, partner: WORLD }
  const same = printed
    ? { groups: [printed], quantity: printed.quantity }
    : turnoverOf(world, things).days.get(cell.days)
  return { byId, same: cell.days === '' ? undefined : same }
}

/**
 * The total of a share: the total from which the author computed the share, or else the total of
 * the same period.
 */
function totalFor(
  cell: Cell,
  voice: Voice,
  { byId, same }: Totals
): (Money & { days: string }) | undefined {
  const named = [...new Set(voice.figures.flatMap(({ claim }) => claim.derived_from))].flatMap(
    (id) => byId.get(id) ?? []
  )
  const [first] = named
  if (!first) return same && { ...same, days: cell.days }
  if (named.some(({ days }) => days !== first.days)) return undefined
  const origin = groupOf(named.map(({ figure }) => figure))
  return { groups: [origin], quantity: origin.quantity, days: cell.days || first.days }
}

/**
 * The trade with the partner in the same period. If no period is named: in every year, and in
 * claims without a period. A share that fits one of them is not a conflict.
 */
function tradeOf(cell: Cell, things: Things, days: string): Money | undefined {
  const place = { ...cell.thing, metric: TRADE_SHARE.trade }
  const kinds = [turnoverOf(place, things), ofMembers(place, things)]
  if (days !== '')
    return kinds.map((sides) => sides?.days.get(days)).find((side) => side !== undefined)
  const undated = things.at(place)?.cells.get('')
  const found: Money[] = [
    ...(undated ? [{ groups: [undated], quantity: undated.quantity }] : []),
    ...kinds.flatMap((sides) => sides?.years ?? [])
  ]
  if (found.length === 0) return undefined
  return {
    groups: found.flatMap(({ groups }) => groups),
    quantity: hullOf(found.map(({ quantity }) => quantity))
  }
}

/** The trade with a group: the sum of its members, for days for which all members have figures. */
function ofMembers(place: ClaimPlace, things: Things): Sides | undefined {
  const found = groupsIn(place, things.scope.members).find((one) => one.place === 'partner')
  if (!found) return undefined
  const each = (things.scope.members.get(found.group) ?? []).map((member) =>
    turnoverOf({ ...place, partner: member }, things)
  )
  const [first] = each
  const together = (side: Side): Side[] => {
    const sides = each.flatMap((sides) => sides.days.get(side.cell.days) ?? [])
    if (sides.length < each.length) return []
    return [
      {
        ...side,
        groups: sides.flatMap(({ groups }) => groups),
        quantity: sumOf(sides.map(({ quantity }) => quantity)),
        printed: false
      }
    ]
  }
  const days = new Map(
    [...(first?.days.values() ?? [])].flatMap(together).map((side) => [side.cell.days, side])
  )
  return { days, years: (first?.years ?? []).flatMap(together) }
}
