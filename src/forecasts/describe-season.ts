// Says which season a forecast has used, or why it has used none. Pure.
import { rounded } from '../numbers/rounded.ts'
import type { Forecast as Computed } from './model/index.ts'
import { clearestSeason } from './model/seasons.ts'
import { CLARITY_MAX, type SeasonOfForecast } from './season-schemas.ts'
import type { Training } from './training.ts'
import { placeInYear, valuesAYear } from './yearly.ts'

/** Describes the season of a forecast. Null for a calendar in which nothing repeats in a year. */
export function describeSeason(
  { method, season }: Pick<Computed, 'method' | 'season'>,
  { points, values }: Training
): SeasonOfForecast | null {
  const first = points[0]?.period ?? ''
  const length = valuesAYear(first)
  if (length === 1) return null
  if (season) {
    const { form, factors, clarity } = season
    const begin = length - placeInYear(first)
    const inOrder = factors.map((_, place) => factors[(begin + place) % length] ?? Number.NaN)
    const shown = inOrder.map((factor) => rounded(factor, 4))
    return { length, form, factors: shown, clarity: capped(clarity), reason: null }
  }
  const none = { length, form: null, factors: [] }
  const clearest = clearestSeason(values, length)
  if (!clearest) return { ...none, clarity: null, reason: 'too_few_points' }
  const clarity = capped(clearest.clarity)
  return { ...none, clarity, reason: method === 'naive' ? 'naive' : 'not_clear' }
}

/** A season without any other change has no finite clarity. */
function capped(clarity: number): number {
  return rounded(Math.min(clarity, CLARITY_MAX), 1)
}
