// The turnover of a pair as one side has it, printed or put together.
import type { ClaimPlace } from './checks.ts'
import { TRADE_SHARE } from './identities.ts'
import { type Quantity, sumOf } from './quantities.ts'
import { type Cell, type Group, groupOf, type Thing, type Things } from './things.ts'

/**
 * What one side has for some days: a cell, or exports and imports (`printed`: somebody names the
 * turnover itself).
 */
export type Side = {
  cell: Cell
  starts: number
  ends: number
  groups: readonly Group[]
  quantity: Quantity
  printed: boolean
}
/** By days, and of these the years, whatever month they begin in, in order. */
export type Sides = { days: ReadonlyMap<string, Side>; years: readonly Side[] }

const YEAR_DAYS = [365, 366]

/** The figures of a thing by their days; those of `more` where it has none. */
export function sidesOf(thing: Thing | undefined, more: readonly Side[] = []): Sides {
  const printed = (thing?.dated ?? []).map((cell) => ({
    cell,
    starts: cell.starts,
    ends: cell.ends,
    groups: [cell],
    quantity: cell.quantity,
    printed: true
  }))
  const days = new Map([...more, ...printed].map((side) => [side.cell.days, side]))
  const years = [...days.values()].filter(({ starts, ends }) =>
    YEAR_DAYS.includes(ends - starts + 1)
  )
  return { days, years: years.sort((a, b) => a.starts - b.starts || a.ends - b.ends) }
}

/** The figures of a place, and for days without a turnover what its exports and imports make. */
export function turnoverOf(place: ClaimPlace, things: Things): Sides {
  const thing = things.at(place)
  if (place.metric !== TRADE_SHARE.trade) return sidesOf(thing)
  const [exports, imports] = [TRADE_SHARE.exports, TRADE_SHARE.imports].map((metric) =>
    things.at({ ...place, metric })
  )
  const made = (exports?.dated ?? []).flatMap((one) => {
    const other = imports?.cells.get(one.days)
    if (!other) return []
    const groups = [groupOf(one.figures), groupOf(other.figures)]
    const cell = { ...one, thing: { ...one.thing, metric: TRADE_SHARE.trade } }
    return [
      {
        cell,
        starts: one.starts,
        ends: one.ends,
        groups,
        quantity: sumOf([one.quantity, other.quantity]),
        printed: false
      }
    ]
  })
  return sidesOf(thing, made)
}
