// Months that do not add up to their quarter, a part of a year that is larger than the year.
import type { Check } from './checks.ts'
import { heaviest, partsWithin, tiling } from './sub-periods.ts'
import { sumCheck } from './sums.ts'
import { type Cell, type Group, heardFrom, type Voice } from './things.ts'

/** Of two ways to fill a period that with fewer figures of other authors is taken, then that with fewer figures. */
const FOREIGN_COST = 1_000

/**
 * For each author of a figure: the parts that fill its period against it, and, where these are others, those that weigh most. Parts of other
 * authors are weighed only where the author names none: else one figure of another definition would contradict every longer period.
 */
export function periodSums(whole: Cell, most: number): Check[] {
  if (whole.days === '') return []
  const parts = partsWithin(whole.thing.dated, whole, most)
  if (parts.length === 0) return []
  const canExceed = [whole, ...parts].every(({ quantity }) => quantity.low >= 0)
  return [...whole.voices.values()].flatMap((voice) => {
    const tiles = tiling(parts, whole, (part) => (isOwn(part, voice) ? 1 : FOREIGN_COST))
    const checks: Check[] = []
    if (tiles) {
      const combination = tiles.map(({ days }) => days).join('+')
      checks.push(sumCheck({ whole, voice, parts: groupsOf(tiles, voice), complete: true, kind: 'sum_of_periods', combination }))
    }
    const own = parts.filter((part) => isOwn(part, voice))
    const heavy = canExceed ? heaviestFor(own.length > 0 ? own : parts, voice) : []
    if (heavy.length === 0 || heavy.every((part) => tiles?.includes(part))) return checks
    const groups = groupsOf(heavy, voice)
    return [...checks, sumCheck({ whole, voice, parts: groups, complete: false, kind: 'part_exceeds_whole', combination: 'periods' })]
  })
}

/** The parts without overlap that leave the least room: together they are the most that the whole has to hold. */
export function heaviestFor(parts: readonly Cell[], voice: Voice): Cell[] {
  return heaviest(parts, (part) => heardFrom(part, voice).quantity.low)
}

export function groupsOf(cells: readonly Cell[], voice: Voice): Group[] {
  return cells.map((cell) => heardFrom(cell, voice))
}

function isOwn(part: Cell, { name, sources }: Voice): boolean {
  return part.voices.has(name) || sources.some((source) => part.sources.has(source))
}
