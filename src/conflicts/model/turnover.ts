// The turnover of a pair as one side gives it: printed, or exports plus imports.
import type { ClaimPlace } from './checks.ts'
import { TRADE_SHARE } from './identities.ts'
import { type Quantity, sumOf } from './quantities.ts'
import { type Cell, type Group, groupOf, type Thing, type Things } from './things.ts'

/**
 * The figures of one side for some days: a cell, or exports and imports. `printed`: an author names
 * the turnover itself.
 */
export type Side = {
  cell: Cell
  starts: number
  ends: number
  groups: readonly Group[]
  quantity: Quantity
  printed: boolean
}
/** The sides by their days. `years` has those that are years, in order, from any first month. */
export type Sides = { days: ReadonlyMap<string, Side>; years: readonly Side[] }

const YEAR_DAYS = [365, 366]

/** The figures of a thing by their days; for days without any, those of `more`. */
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

/** The turnover of a place; for days without any, the sum of its exports and imports. */
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
