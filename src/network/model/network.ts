// What the transport network is made of: places, legs between them, closures, named ways. All of it
// is plain data; lengths are in kilometres, days as YYYY-MM-DD.

/** How one travels along a leg. */
export type LegMode = 'road' | 'rail' | 'ferry' | 'sea'

export type Place = {
  id: string
  name: string
  kind: string
  /** The first is the side whose post is measured. A strait or a sea may have none. */
  countries: readonly string[]
  latitude: number | null
  longitude: number | null
}

/** A length as the preferred claim gives it, and the range that all claims of the leg span. */
export type Length = { value: number; low: number; high: number; computed: boolean }

/** A stretch between two places. It may be travelled in both directions. */
export type Leg = {
  id: string
  from: string
  to: string
  mode: LegMode
  state: 'open' | 'seasonal' | 'planned'
  terrain: 'mountain' | null
  /** The countries that it goes through; some may have no place on it. */
  countries: readonly string[]
  /** Places inside the leg, in order from `from` to `to`. One cannot leave the leg at them. */
  passes: readonly string[]
  /** The railway or corridor that the leg is a part of. */
  part_of: string | null
  /** Null while nobody says how long it is: such a leg is in no route. */
  length: Length | null
}

/** A dated event about the state of a place, a leg or a corridor. */
export type Closure = {
  /** The id of the event. */
  id: string
  /** The place, leg or corridor that the event is about. */
  entity: string
  /** The kind of the event. `closed`, `opened` and `open` decide what is shut, others tell. */
  kind: string
  starts_on: string
  /** The last day, or null if no end was seen. */
  ends_on: string | null
  scope: 'all' | 'trade' | 'humanitarian' | 'rail'
  /** The day of the newest text that speaks of it. */
  last_seen: string | null
  title: string
  source: string
}

/** A way that somebody named: legs in order. */
export type Way = {
  id: string
  name: string
  parent: string | null
  from: string
  legs: readonly string[]
}

export type Network = {
  places: ReadonlyMap<string, Place>
  legs: ReadonlyMap<string, Leg>
  closures: readonly Closure[]
  ways: readonly Way[]
}

/** Whether a place counts as a crossing on the way: a border post or a pass. */
export function isCrossing(place: Place | undefined): boolean {
  return place?.kind === 'crossing' || place?.kind === 'pass'
}

/** Whether a leg goes over water, so that it is boarded at one port and left at another. */
export function isByWater(leg: Leg): boolean {
  return leg.mode === 'ferry' || leg.mode === 'sea'
}

/** Whether a leg crosses a border by water: its ports are then where the border is crossed. */
export function isBorderByWater(leg: Leg, places: Network['places']): boolean {
  if (!isByWater(leg)) return false
  const countries = places.get(leg.from)?.countries ?? []
  const others = places.get(leg.to)?.countries ?? []
  return !countries.some((country) => others.includes(country))
}
