// Says why figures in a unit do not fit a metric, and which units would. Pure.
import { nearest } from '../identifiers/nearest.ts'
import { explainSymbol } from '../unit-symbols.ts'
import { areConvertible, type UnitTraits } from './convert.ts'
import type { KnownUnits } from './known-units.ts'

const SHOWN_MAX = 8

type Needed = { metric: string; unit: UnitTraits }

/** What was expected in place of a unit that figures of this metric do not convert from. */
export function explainUnit(given: string, { metric, unit }: Needed, units: KnownUnits): string {
  const others = units.all().filter((one) => one.id !== unit.id && areConvertible(one, unit))
  const own = `${unit.id}, the unit of ${metric}`
  return `${own}${listOthers(others, unit)}${reasonOf(given, unit, units)}`
}

function listOthers(others: readonly UnitTraits[], { id }: UnitTraits): string {
  const ids = others.map((one) => one.id).sort()
  if (ids.length === 0) return ': no other unit converts to it'
  const more = ids.length > SHOWN_MAX ? `, and others of /v1/units/${id}` : ''
  return `, or a unit that converts to it: ${ids.slice(0, SHOWN_MAX).join(', ')}${more}`
}

function reasonOf(given: string, unit: UnitTraits, units: KnownUnits): string {
  const found = units.find(given)
  if (!found) {
    const symbol = units.findAlike(given)
    if (symbol) return `; ${explainSymbol(symbol)}`
    const ids = units.all().map(({ id }) => id)
    const near = nearest(given, ids)
    return near.length > 0 ? `; similar ids: ${near.join(', ')}` : '; no unit has this id'
  }
  if (found.kind !== unit.kind) return `; ${found.id} is a unit of ${wordsOf(found.kind)}`
  return found.kind === 'currency'
    ? '; exchange rates move, so no currency converts to another one: the metric ' +
        'exchange_rate has them'
    : `; ${found.id} has another base`
}

function wordsOf(kind: string): string {
  return kind.replaceAll('_', ' ')
}
