// Checks periods against their parts: months against their quarter, a part of a year against the
// year.
import type { Check } from './checks.ts'
import { heaviest, partsWithin, tiling } from './sub-periods.ts'
import { sumCheck } from './sums.ts'
import { type Cell, type Group, heardFrom, isOwn, type Voice } from './things.ts'

/**
 * Cost of a figure of another author. So a way to fill a period with fewer figures of other authors
 * wins, and then the way with fewer figures.
 */
const FOREIGN_COST = 1_000

/**
 * For each author of a figure, compares the parts that fill its period with the figure, and also
 * the parts with the largest sum if these are different ones. Then finds the largest part of
 * another author that alone exceeds the whole.
 */
export function checkPeriodSums(whole: Cell, most: number): Check[] {
  if (whole.days === '') return []
  const parts = partsWithin(whole.thing.dated, whole, most)
  if (parts.length === 0) return []
  const { named, speaking } = speakers(whole, parts)
  return [
    ...speaking.flatMap((voice) => [
      ...filled(whole, parts, voice),
      ...weighed(whole, parts, voice)
    ]),
    // Otherwise the parts of all authors have been compared already.
    ...(named ? exceeding(whole, parts) : [])
  ]
}

/**
 * The authors of the whole who also name parts; if there are none, all authors. An author who names
 * no part is already compared with the others by the check on contradicting claims.
 */
function speakers(whole: Cell, parts: readonly Cell[]): { named: boolean; speaking: Voice[] } {
  const voices = [...whole.voices.values()]
  const owners = voices.filter((voice) => parts.some((part) => isOwn(part, voice)))
  return { named: owners.length > 0, speaking: owners.length > 0 ? owners : voices }
}

function filled(whole: Cell, parts: readonly Cell[], voice: Voice): Check[] {
  const tiles = tiling(parts, whole, (part) => costFor(part, voice))
  if (!tiles) return []
  return [
    sumCheck({
      whole,
      voice,
      parts: groupsOf(tiles, voice),
      complete: true,
      kind: 'sum_of_periods',
      combination: 'periods'
    })
  ]
}

/**
 * Adds parts of other authors only if the author names none. Otherwise one figure with another
 * definition would contradict every longer period.
 */
function weighed(whole: Cell, parts: readonly Cell[], voice: Voice): Check[] {
  if (canFall(whole, parts)) return []
  const own = parts.filter((part) => isOwn(part, voice))
  const heavy = heaviestFor(own.length > 0 ? own : parts, voice)
  const fills =
    heavy.reduce((days, { starts, ends }) => days + ends - starts + 1, 0) ===
    whole.ends - whole.starts + 1
  // Parts that fill the whole are checked as its sum.
  if (heavy.length === 0 || fills) return []
  return [
    sumCheck({
      whole,
      voice,
      parts: groupsOf(heavy, voice),
      complete: false,
      kind: 'part_exceeds_whole',
      combination: 'periods'
    })
  ]
}

/**
 * If an author names parts, parts of other authors are not added. But a part that alone exceeds the
 * whole is always a conflict.
 */
function exceeding(whole: Cell, parts: readonly Cell[]): Check[] {
  if (canFall(whole, parts)) return []
  const largestFirst = parts.toSorted((a, b) => b.quantity.low - a.quantity.low)
  return [...whole.voices.values()].flatMap((voice) => {
    const largest = largestFirst.find(
      (part) => part.quantity.low <= voice.quantity.high || !isOwn(part, voice)
    )
    if (!largest || largest.quantity.low <= voice.quantity.high) return []
    const check = sumCheck({
      whole,
      voice,
      parts: [largest],
      complete: false,
      kind: 'part_exceeds_whole',
      combination: 'foreign period'
    })
    return check.holds ? [] : [check]
  })
}

/** Whether figures may be negative. Then a part may exceed the whole. */
function canFall(whole: Cell, parts: readonly Cell[]): boolean {
  return whole.quantity.low < 0 || parts.some(({ quantity }) => quantity.low < 0)
}

function costFor(part: Cell, voice: Voice): number {
  return isOwn(part, voice) ? 1 : FOREIGN_COST
}

/** The parts without overlap that have the largest sum. The whole must be at least that. */
export function heaviestFor(parts: readonly Cell[], voice: Voice): Cell[] {
  return heaviest(parts, (part) => heardFrom(part, voice).quantity.low)
}

export function groupsOf(cells: readonly Cell[], voice: Voice): Group[] {
  return cells.map((cell) => heardFrom(cell, voice))
}
