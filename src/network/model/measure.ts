// What can be added up along a route.
import { rounded } from '../../numbers/rounded.ts'
import { countriesOf } from './borders.ts'
import type { Leg, Network } from './network.ts'
import type { Route } from './route.ts'

export type Measures = {
  length_km: { value: number; low: number; high: number }
  /** How much of the length somebody published, and how much was computed. */
  coverage: {
    published_km: number
    computed_km: number
    legs_published: number
    legs_total: number
  }
  /** From each country to the next. */
  borders: number
  /** Legs that are shut in part of the year. */
  seasonal: string[]
  countries: string[]
}

/** More decimals than any claim has, and fewer than the noise of sums. */
const DECIMALS = 6

/** The measures of a route. Legs without a length add none, but no route has them. */
export function measureRoute(route: Route, places: Network['places']): Measures {
  const legs = route.steps.map(({ leg }) => leg)
  const published = legs.filter(({ length }) => length && !length.computed)
  const computed = legs.filter(({ length }) => length?.computed)
  const countries = countriesOf(route, places)
  return {
    length_km: { value: sum(legs, 'value'), low: sum(legs, 'low'), high: sum(legs, 'high') },
    coverage: {
      published_km: sum(published, 'value'),
      computed_km: sum(computed, 'value'),
      legs_published: published.length,
      legs_total: legs.length
    },
    borders: Math.max(0, countries.length - 1),
    seasonal: legs.filter(({ state }) => state === 'seasonal').map(({ id }) => id),
    countries
  }
}

function sum(legs: readonly Leg[], of: 'value' | 'low' | 'high'): number {
  return rounded(
    legs.reduce((total, { length }) => total + (length?.[of] ?? 0), 0),
    DECIMALS
  )
}
