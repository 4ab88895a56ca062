// A share of trade that does not fit its parts: 15 % of 80 billion against what is said of the partner.
import type { Check, ClaimRole } from './checks.ts'
import { TRADE_SHARE, WORLD } from './identities.ts'
import { makeCheck } from './make-check.ts'
import { groupsIn } from './members.ts'
import { hullOf, productOf, type Quantity, sumOf } from './quantities.ts'
import { type Cell, type Group, groupOf, type Place, type Things, type Voice } from './things.ts'
import { type Side, type Sides, turnoverOf } from './turnover.ts'

type Money = { groups: readonly Group[]; quantity: Quantity }

/** For each author of a share: the money it comes to, against every figure for the trade with the partner. */
export function shares(cell: Cell, things: Things): Check[] {
  if (cell.thing.metric !== TRADE_SHARE.share || cell.quantity.low < 0) return []
  return [...cell.voices.values()].flatMap((voice) => {
    const total = totalOf(cell, voice, things)
    if (!total || total.quantity.low < 0) return []
    const trade = tradeOf(cell, things, total.days)
    if (!trade) return []
    const percent = {
      low: voice.quantity.low / 100,
      high: voice.quantity.high / 100,
      least: voice.quantity.least / 100,
      most: voice.quantity.most / 100
    }
    const as = (role: ClaimRole, groups: readonly Group[]) => groups.map((group) => [role, group] as const)
    const said = [...as('stated', [voice]), ...as('total', total.groups), ...as('part', trade.groups)]
    return [
      makeCheck({
        kind: 'share_of',
        cell,
        combination: voice.name,
        said,
        stated: productOf(percent, total.quantity),
        expected: trade.quantity
      })
    ]
  })
}

/** What the share is of: the total its author worked it out from, else the total of the same period. */
function totalOf(cell: Cell, voice: Voice, things: Things): (Money & { days: string }) | undefined {
  const place = { ...cell.thing, metric: TRADE_SHARE.total, partner: null }
  const named = new Set(voice.figures.flatMap(({ claim }) => claim.derived_from))
  const origins = [...(things.at(place)?.cells.values() ?? [])].flatMap((total) => {
    const figures = total.figures.filter(({ claim }) => named.has(claim.id))
    return figures.length > 0 ? [{ ...groupOf(figures), days: total.days }] : []
  })
  const [origin] = origins
  if (origin && origins.length === 1) return { groups: [origin], quantity: origin.quantity, days: cell.days || origin.days }
  if (origin || cell.days === '') return undefined
  const total = things.at(place)?.cells.get(cell.days)
  const all = total
    ? { groups: [total], quantity: total.quantity }
    : turnoverOf({ ...cell.thing, metric: TRADE_SHARE.trade, partner: WORLD }, things).days.get(cell.days)
  return all && { ...all, days: cell.days }
}

/**
 * The trade with the partner: of the same period, or, where no period is named, of every year there is and of claims without one. A share
 * that fits any of them is not called wrong.
 */
function tradeOf(cell: Cell, things: Things, days: string): Money | undefined {
  const place = { ...cell.thing, metric: TRADE_SHARE.trade }
  const kinds = [turnoverOf(place, things), ofMembers(place, things)]
  if (days !== '') return kinds.map((sides) => sides?.days.get(days)).find((side) => side !== undefined)
  const undated = things.at(place)?.cells.get('')
  const found: Money[] = [
    ...(undated ? [{ groups: [undated], quantity: undated.quantity }] : []),
    ...kinds.flatMap((sides) => sides?.years ?? [])
  ]
  if (found.length === 0) return undefined
  return { groups: found.flatMap(({ groups }) => groups), quantity: hullOf(found.map(({ quantity }) => quantity)) }
}

/** The trade with a group as its members have it, for days for which all of them do. */
function ofMembers(place: Place, things: Things): Sides | undefined {
  const found = groupsIn(place, things.scope.members).find((one) => one.place === 'partner')
  if (!found) return undefined
  const each = (things.scope.members.get(found.group) ?? []).map((member) => turnoverOf({ ...place, partner: member }, things))
  const [first] = each
  const together = (side: Side): Side[] => {
    const sides = each.flatMap((sides) => sides.days.get(side.cell.days) ?? [])
    if (sides.length < each.length) return []
    return [
      { ...side, groups: sides.flatMap(({ groups }) => groups), quantity: sumOf(sides.map(({ quantity }) => quantity)), printed: false }
    ]
  }
  const days = new Map([...(first?.days.values() ?? [])].flatMap(together).map((side) => [side.cell.days, side]))
  return { days, years: (first?.years ?? []).flatMap(together) }
}
