// Months that do not add up to their quarter, a part of a year that is larger than the year.
import type { Check } from './checks.ts'
import { heaviest, partsWithin, tiling } from './sub-periods.ts'
import { sumCheck } from './sums.ts'
import { type Cell, type Group, heardFrom, isOwn, type Voice } from './things.ts'

/** Of two ways to fill a period that with fewer figures of other authors is taken, then that with fewer figures. */
const FOREIGN_COST = 1_000

/** For each author of a figure: the parts that fill its period against it, and, where these are others, those that weigh most. */
export function periodSums(whole: Cell, most: number): Check[] {
  if (whole.days === '') return []
  const parts = partsWithin(whole.thing.dated, whole, most)
  if (parts.length === 0) return []
  return speakers(whole, parts).flatMap((voice) => [...filled(whole, parts, voice), ...weighed(whole, parts, voice)])
}

/**
 * Authors who name parts as well, or, where none does, all of them. What somebody says of the whole who names no part is held against the others
 * by the check on claims that contradict each other; once is enough.
 */
function speakers(whole: Cell, parts: readonly Cell[]): Voice[] {
  const voices = [...whole.voices.values()]
  const owners = voices.filter((voice) => parts.some((part) => isOwn(part, voice)))
  return owners.length > 0 ? owners : voices
}

function filled(whole: Cell, parts: readonly Cell[], voice: Voice): Check[] {
  const tiles = tiling(parts, whole, (part) => costFor(part, voice))
  if (!tiles) return []
  return [sumCheck({ whole, voice, parts: groupsOf(tiles, voice), complete: true, kind: 'sum_of_periods', combination: 'periods' })]
}

/** Parts of other authors are weighed only where the author names none: else one figure of another definition would contradict every longer period. */
function weighed(whole: Cell, parts: readonly Cell[], voice: Voice): Check[] {
  if ([whole, ...parts].some(({ quantity }) => quantity.low < 0)) return []
  const own = parts.filter((part) => isOwn(part, voice))
  const heavy = heaviestFor(own.length > 0 ? own : parts, voice)
  const fills = heavy.reduce((days, { starts, ends }) => days + ends - starts + 1, 0) === whole.ends - whole.starts + 1
  // Parts that fill the whole are checked as its sum.
  if (heavy.length === 0 || fills) return []
  return [sumCheck({ whole, voice, parts: groupsOf(heavy, voice), complete: false, kind: 'part_exceeds_whole', combination: 'periods' })]
}

function costFor(part: Cell, voice: Voice): number {
  return isOwn(part, voice) ? 1 : FOREIGN_COST
}

/** The parts without overlap that leave the least room: together they are the most that the whole has to hold. */
export function heaviestFor(parts: readonly Cell[], voice: Voice): Cell[] {
  return heaviest(parts, (part) => heardFrom(part, voice).quantity.low)
}

export function groupsOf(cells: readonly Cell[], voice: Voice): Group[] {
  return cells.map((cell) => heardFrom(cell, voice))
}
