// What a forecast goes on from: the values of the level that a series has now, without their
// season.
import { likelyBreak } from './likely-break.ts'
import { findSeason, removeSeason, type Season } from './seasons.ts'

export type PresentLevel = {
  /** The values without their season, from `first` on. */
  values: readonly number[]
  season: Season | undefined
  /** The index of the first value of the level. */
  first: number
  /** The index of the first value after a likely break; null if there is none. */
  likelyBreak: number | null
}

/**
 * Takes the season out, then finds a likely break. The level begins there, unless fewer than
 * `least` values would be left: then the break is only named. Values before `start` are of another
 * level too. What repeats each year is known from the values before a break as well, because a
 * series that is rebased keeps its season.
 */
export function presentLevel(
  values: readonly number[],
  { yearly, start, least }: { yearly: number; start: number; least: number }
): PresentLevel {
  const season = findSeason(values, yearly, [start])
  const found = likelyBreak(removeSeason(values, season).slice(start))
  if (found === undefined) {
    return {
      values: removeSeason(values, season).slice(start),
      season,
      first: start,
      likelyBreak: null
    }
  }
  const at = start + found
  const first = values.length - at < least ? start : at
  // Across a break no value stands to the year around it as in other years.
  const apart = findSeason(values, yearly, [start, at]) ?? season
  const plain = removeSeason(values, apart)
  return { values: plain.slice(first), season: apart, first, likelyBreak: at }
}
