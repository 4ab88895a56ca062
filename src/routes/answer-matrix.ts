// The shortest ways from every origin to every port: one tree of shortest ways for each origin and
// each state of the network.
import { describeCrossings } from '../network/describe-crossings.ts'
import { sumAtBorders } from '../network/describe-way.ts'
import { closuresOn } from '../network/model/closures.ts'
import { crossingsOf } from '../network/model/crossings.ts'
import { measureRoute } from '../network/model/measure.ts'
import type { Route } from '../network/model/route.ts'
import { matchWay } from '../network/model/ways.ts'
import type { KnownNetwork } from '../network/queries.ts'
import { differencesOf, type Sums } from './differences.ts'
import { showShut } from './outline.ts'
import type { Conditions } from './read-conditions.ts'
import type { Matrix, MatrixCell } from './schemas.ts'
import { type Trip, type Trips, tripsUnder } from './trips.ts'

/** What a matrix is made of; a market is a port overseas, null for the way to the port alone. */
export type MatrixQuestion = {
  from: readonly string[]
  to: readonly string[]
  markets: readonly (string | null)[]
}

/** The cells, by origin, port and market, in the order of the question. */
export function answerMatrix(
  known: KnownNetwork,
  { from, to, markets }: MatrixQuestion,
  conditions: Conditions
): Matrix {
  const { filter, unshut, before, closed } = conditions
  const states = {
    now: tripsUnder(known, filter),
    unshut: tripsUnder(known, unshut),
    before: before && tripsUnder(known, before),
    each: [...closed].map(([entity, ids]) => ({
      entity,
      trips: tripsUnder(known, {
        ...(before ?? filter),
        closed: (before ?? filter).closed.union(new Set(ids))
      })
    }))
  }
  const cells = from.flatMap((origin) =>
    to.flatMap((port) =>
      markets.map((market) => cellOf(known, conditions, states, { from: origin, port, market }))
    )
  )
  return {
    open_on: conditions.openOn,
    closures_ignored: conditions.isIgnored,
    shut: showShut(conditions.shut),
    cells
  }
}

type States = {
  now: Trips
  unshut: Trips
  before: Trips | null
  each: { entity: string; trips: Trips }[]
}
type Pair = { from: string; port: string; market: string | null }

function cellOf(
  known: KnownNetwork,
  { shut }: Conditions,
  states: States,
  { from, port, market }: Pair
): MatrixCell {
  const trip = states.now(from, port, market)
  const open = states.unshut(from, port, market)
  const was = states.before?.(from, port, market) ?? null
  const before = sumsOf(known, was)
  return {
    from,
    to: port,
    market,
    ...describeTrip(known, trip),
    without_closures_km: kmOf(known, open),
    shut_by: open ? [...new Set(closuresOn(open.whole, shut).map(({ entity }) => entity))] : [],
    before_km: before?.km ?? null,
    ...differencesOf(was && sumsOf(known, trip), before),
    each: states.each.map(({ entity, trips }) => ({
      entity,
      ...differencesOf(sumsOf(known, trips(from, port, market)), before)
    }))
  }
}

function kmOf({ network }: KnownNetwork, trip: Trip | null): number | null {
  return trip && measureRoute(trip.whole, network.places).length_km.value
}

function sumsOf(known: KnownNetwork, trip: Trip | null): Sums | null {
  if (!trip) return null
  const { whole } = trip
  const { places } = known.network
  const { length_km, borders } = measureRoute(whole, places)
  const crossings = describeCrossings(known, crossingsOf(whole, places))
  return {
    km: length_km.value,
    hours: sumAtBorders(crossings, borders, 'hours').value,
    dollars: sumAtBorders(crossings, borders, 'dollars').value
  }
}

type Described = Pick<
  MatrixCell,
  | 'length_km'
  | 'land_km'
  | 'sea_km'
  | 'coverage'
  | 'borders'
  | 'modes'
  | 'countries'
  | 'crossings'
  | 'legs'
  | 'named_way'
  | 'border_hours'
  | 'border_dollars'
>
const NO_TRIP: Described = {
  length_km: null,
  land_km: null,
  sea_km: null,
  coverage: null,
  borders: null,
  modes: [],
  countries: [],
  crossings: [],
  legs: [],
  named_way: null,
  border_hours: null,
  border_dollars: null
}

function describeTrip(known: KnownNetwork, trip: Trip | null): Described {
  if (!trip) return NO_TRIP
  const { whole, land, sea } = trip
  const { length_km, coverage, borders, countries } = measureRoute(whole, known.network.places)
  const crossings = describeCrossings(known, crossingsOf(whole, known.network.places))
  const km = (route: Route) => measureRoute(route, known.network.places).length_km.value
  return {
    length_km,
    land_km: km(land),
    sea_km: sea && km(sea),
    coverage,
    borders,
    modes: [...new Set(whole.steps.map(({ leg }) => leg.mode))],
    countries,
    crossings: crossings.map(({ place }) => place),
    legs: whole.steps.map(({ leg }) => leg.id),
    named_way: matchWay(land, known.network.ways)?.id ?? null,
    border_hours: sumAtBorders(crossings, borders, 'hours'),
    border_dollars: sumAtBorders(crossings, borders, 'dollars')
  }
}
