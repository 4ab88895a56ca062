// Months that do not add up to their quarter, a part of a year that is larger than the year.
import type { Check } from './checks.ts'
import { heaviest, partsWithin, tiling } from './sub-periods.ts'
import { sumCheck } from './sums.ts'
import { type Cell, type Group, heardFrom, isOwn, type Voice } from './things.ts'

/**
 * Of two ways to fill a period that with fewer figures of other authors is taken, then that with
 * fewer figures.
 */
const FOREIGN_COST = 1_000

/**
 * For each author of a figure: the parts that fill its period against it, and, where these are
 * others, those that weigh most. Then the largest part of somebody else that is more than the whole
 * by itself.
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
    // Else all parts have just been weighed, whoever names them.
    ...(named ? exceeding(whole, parts) : [])
  ]
}

/**
 * Authors who name parts as well, or, where none does, all of them. What somebody says of the whole
 * who names no part is held against the others by the check on claims that contradict each other;
 * once is enough.
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
 * Parts of other authors are weighed only where the author names none: else one figure of another
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
 * What others say of parts is weighed where an author names none. Where one does, their figures are
 * not added up, but a part that alone is more than the whole cannot be right beside it, whatever
 * else is known.
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

/** Where figures may be below zero a part may be more than the whole. */
function canFall(whole: Cell, parts: readonly Cell[]): boolean {
  return whole.quantity.low < 0 || parts.some(({ quantity }) => quantity.low < 0)
}

function costFor(part: Cell, voice: Voice): number {
  return isOwn(part, voice) ? 1 : FOREIGN_COST
}

/**
 * The parts without overlap that leave the least room: together they are the most that the whole
 * has to hold.
 */
export function heaviestFor(parts: readonly Cell[], voice: Voice): Cell[] {
  return heaviest(parts, (part) => heardFrom(part, voice).quantity.low)
}

export function groupsOf(cells: readonly Cell[], voice: Voice): Group[] {
  return cells.map((cell) => heardFrom(cell, voice))
}
