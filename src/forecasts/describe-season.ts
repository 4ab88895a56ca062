// Says which season a forecast has used, or why it has used none. Pure.
import { rounded } from '../numbers/rounded.ts'
import type { Forecast as Computed } from './model/index.ts'
import { canHaveSeason } from './model/seasons.ts'
import type { SeasonOfForecast } from './season-schemas.ts'
import { placeInYear, valuesAYear } from './yearly.ts'

/**
 * Describes the season of a forecast from so many values, the first of which is for `first`. Null
 * for a calendar in which nothing repeats within a year.
 */
export function describeSeason(
  { method, season }: Pick<Computed, 'method' | 'season'>,
  first: string,
  values: number
): SeasonOfForecast | null {
  const length = valuesAYear(first)
  if (length === 1) return null
  if (season) {
    const { form, factors } = season
    const begin = length - placeInYear(first)
    const inOrder = factors.map((_, place) => factors[(begin + place) % length] ?? Number.NaN)
    return { length, form, factors: inOrder.map((factor) => rounded(factor, 4)), reason: null }
  }
  const none = { length, form: null, factors: [] }
  if (!canHaveSeason(values, length)) return { ...none, reason: 'too_few_points' }
  return { ...none, reason: method === 'naive' ? 'naive' : 'not_clear' }
}
