// Networks for tests: written by hand, by chance, and of any size.
import fc from 'fast-check'
import type { Filter } from '../../../src/network/model/filter.ts'
import type { Leg, LegMode, Network, Place } from '../../../src/network/model/network.ts'

const MODES: readonly LegMode[] = ['road', 'rail', 'ferry', 'sea']

/** A filter that lets all legs through, unless it is told otherwise. */
export function filterOf(given: Partial<Filter> = {}): Filter {
  const none = new Set<string>()
  return { modes: new Set(MODES), closed: none, avoid: none, built: none, ...given }
}

/** A place, by default a city without a country. */
export function placeOf(id: string, given: Partial<Place> = {}): Place {
  const unknown = { latitude: null, longitude: null }
  return { id, name: id, kind: 'city', countries: [], ...unknown, ...given }
}

/** A leg by road of so many kilometres, whose length was published. Its id names its ends. */
export function legOf(from: string, to: string, km: number, given: Partial<Leg> = {}): Leg {
  return {
    id: `${from}-${to}-${given.mode ?? 'road'}`,
    from,
    to,
    mode: 'road',
    state: 'open',
    terrain: null,
    countries: [],
    passes: [],
    part_of: null,
    length: { value: km, low: km, high: km, computed: false },
    ...given
  }
}

export function networkOf(places: readonly Place[], legs: readonly Leg[]): Network {
  return {
    places: new Map(places.map((place) => [place.id, place])),
    legs: new Map(legs.map((leg) => [leg.id, leg])),
    closures: [],
    ways: []
  }
}

/** Small networks with crossings, legs by water, legs side by side, and places inside legs. */
export function smallNetworks(): fc.Arbitrary<Network> {
  const kinds = fc.constantFrom('city', 'city', 'city', 'crossing', 'pass', 'port')
  const countries = fc.constantFrom([], ['A'], ['B'], ['C'], ['A', 'B'])
  const ends = fc.array(fc.record({ kind: kinds, countries }), { minLength: 4, maxLength: 9 })
  const inside = fc.array(fc.record({ kind: kinds, countries }), { maxLength: 2 })
  return fc.tuple(ends, inside).chain(([outer, inner]) => {
    const places = [...outer, ...inner].map((place, at) => placeOf(`p${at}`, place))
    const end = fc.integer({ min: 0, max: outer.length - 1 })
    const leg = fc.record({
      from: end,
      to: end,
      km: fc.integer({ min: 0, max: 9 }),
      mode: fc.constantFrom<LegMode>('road', 'road', 'road', 'rail', 'ferry'),
      passes: fc.uniqueArray(fc.integer({ min: 0, max: places.length - 1 }), { maxLength: 2 }),
      isPlain: fc.integer({ min: 0, max: 3 })
    })
    return fc.array(leg, { minLength: 4, maxLength: 17 }).map((drawn) => {
      const legs = drawn.map(({ from, to, km, mode, passes, isPlain }, at) => {
        const within = passes.filter((place) => place !== from && place !== to)
        return legOf(`p${from}`, `p${to}`, km, {
          id: `leg${at}`,
          mode,
          passes: isPlain > 0 ? [] : within.map((place) => `p${place}`)
        })
      })
      return networkOf(places, legs)
    })
  })
}
