// Checks ratios: GDP per head times population against GDP, trade as a share of GDP times GDP
// against trade.
import type { Check, ClaimRole } from './checks.ts'
import { RATIOS, type RatioIdentity, TRADE_SHARE, WORLD } from './identities.ts'
import { makeCheck } from './make-check.ts'
import { hullOf, productOf, type Quantity, sumOf, widened } from './quantities.ts'
import { type Cell, type Group, heardFrom, isOwn, type Things, type Voice } from './things.ts'

/**
 * How many times larger or smaller a figure may be if the figures do not all come from one
 * document. Offices revise GDP and population for years back, mostly by less than 3 percent. A
 * change of base or of the exchange rate changes them by 8 percent and more.
 */
const REVISION = 1.05

/** Figures to compare with, and the interval that they allow. */
type Amount = { groups: readonly Group[]; quantity: Quantity }

/** For each author of a ratio, compares what the ratio amounts to with the figure itself. */
export function checkRatios(cell: Cell, things: Things): Check[] {
  const identity = RATIOS.find(({ ratio }) => ratio === cell.thing.metric)
  if (!identity || cell.days === '' || cell.quantity.low < 0) return []
  const per = cellOf(identity.per, cell, things)
  if (!per || per.quantity.low < 0) return []
  return [...cell.voices.values()].flatMap((voice) => {
    const amount = amountOf(identity, voice, cell, things)
    return amount ? [ratioCheck(cell, voice, heardFrom(per, voice), amount, identity.scale)] : []
  })
}

function ratioCheck(
  cell: Cell,
  voice: Voice,
  per: Group,
  { groups, quantity }: Amount,
  scale: number
): Check {
  const room = areOfOneSource([voice, per, ...groups]) ? 1 : REVISION
  const as = (role: ClaimRole, some: readonly Group[]) =>
    some.map((group) => [role, group] as const)
  return makeCheck({
    kind: 'ratio_of',
    cell,
    combination: voice.name,
    said: [...as('stated', [voice]), ...as('total', [per]), ...as('part', groups)],
    stated: productOf(voice.quantity, per.quantity, scale),
    expected: widened(quantity, room, room)
  })
}

/**
 * The figure of which the ratio is one: that of the author of the ratio, or every figure that is
 * known. A ratio that fits one of them is not a conflict.
 */
function amountOf(
  { of }: RatioIdentity,
  voice: Voice,
  cell: Cell,
  things: Things
): Amount | undefined {
  const printed = cellOf(of, cell, things)
  if (printed && (of !== TRADE_SHARE.total || isOwn(printed, voice)))
    return amountIn([heardFrom(printed, voice)])
  if (of !== TRADE_SHARE.total) return undefined
  const turnover = cellOf(TRADE_SHARE.trade, cell, things, WORLD)
  const sides = [TRADE_SHARE.exports, TRADE_SHARE.imports].flatMap(
    (metric) => cellOf(metric, cell, things, WORLD) ?? []
  )
  const known = [printed, turnover].flatMap((one) => (one ? [amountIn([one])] : []))
  if (sides.length === 2) known.push(amountIn(sides))
  if (known.length === 0) return undefined
  return {
    groups: known.flatMap(({ groups }) => groups),
    quantity: hullOf(known.map(({ quantity }) => quantity))
  }
}

function amountIn(groups: readonly Group[]): Amount {
  return { groups, quantity: sumOf(groups.map(({ quantity }) => quantity)) }
}

function cellOf(
  metric: string,
  { thing, days }: Cell,
  things: Things,
  partner = thing.partner
): Cell | undefined {
  return things.at({ ...thing, metric, partner })?.cells.get(days)
}

function areOfOneSource(groups: readonly Group[]): boolean {
  const sources = groups.flatMap(({ figures }) => figures.map(({ claim }) => claim.source))
  return new Set(sources).size === 1
}
