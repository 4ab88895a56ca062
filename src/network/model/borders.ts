// Borders and countries on the way, by the countries of its places.
import type { Leg, Network, Place } from './network.ts'
import { endOf, passedOf, type Route, type Step } from './route.ts'

type Places = Network['places']

/**
 * The borders on a leg, counted through the places inside it and the countries that have none. From
 * one country to another is one border; a place that stands for both sides is half a border away
 * from either.
 */
export function bordersOf(leg: Leg, places: Places): number {
  let borders = 0
  let last: readonly string[] = places.get(leg.from)?.countries ?? []
  for (const countries of countriesAfter({ leg, isReversed: false }, places)) {
    if (last.length > 0) borders += differenceOf(last, countries) / 2
    last = countries
  }
  return borders
}

/**
 * The countries that a route goes through, in order of travel; one twice if it comes back. Of a
 * post that stands for both sides, one only counts if the route goes on there, or comes to the post
 * from a third country.
 */
export function countriesOf({ from, steps }: Route, places: Places): string[] {
  const start = places.get(from)?.countries ?? []
  const known = [start, ...steps.flatMap((step) => countriesAfter(step, places))].filter(
    (countries) => countries.length > 0
  )
  const countries: string[] = []
  for (const [at, here] of known.entries()) {
    const next = known[at + 1] ?? []
    const last = countries.at(-1)
    const isFromThird = last !== undefined && !here.includes(last)
    const left = here.filter((country) => !next.includes(country))
    const kept = here.filter((country) => next.includes(country))
    const visited = here.length === 1 ? here : [...(isFromThird ? left : []), ...kept]
    for (const country of visited) if (country !== countries.at(-1)) countries.push(country)
  }
  return countries
}

/**
 * The countries of the places of a step after its start, those unknown left out. Countries that a
 * leg crosses without a place in them come first.
 */
function countriesAfter(step: Step, places: Places): (readonly string[])[] {
  const { leg } = step
  const of = (id: string) => places.get(id)?.countries ?? []
  const after = [...passedOf(step), endOf(step)].map(of).filter(({ length }) => length > 0)
  const named = new Set([leg.from, ...leg.passes, leg.to].flatMap(of))
  const crossed = leg.countries.filter((country) => !named.has(country))
  return [...crossed.map((country) => [country]), ...after]
}

/** Whether a place lies in one of some countries and in no other. */
export function liesIn(place: Place | undefined, countries: ReadonlySet<string>): boolean {
  const its = place?.countries ?? []
  return its.length > 0 && its.every((country) => countries.has(country))
}

function differenceOf(one: readonly string[], other: readonly string[]): number {
  const lost = one.filter((country) => !other.includes(country))
  return lost.length + other.filter((country) => !one.includes(country)).length
}
