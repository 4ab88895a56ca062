// The transport network of a snapshot, held in memory for one revision.
import { recall } from '../db/memory.ts'
import type { Snapshot } from '../db/store.ts'
import { parseDate } from '../periods/dates.ts'
import { type ChosenLength, chooseLength } from './choose-length.ts'
import { LENGTH_METRICS } from './metrics.ts'
import { buildGraph, type NetworkGraph } from './model/graph.ts'
import type { Closure, Leg, Network } from './model/network.ts'
import {
  type ClosureRow,
  type CorridorRow,
  type LegRow,
  type NetworkClaim,
  readClaims,
  readClosures,
  readCorridors,
  readLegs,
  readPlaces,
  readPreferred
} from './row-queries.ts'

/** The network with what is said of it. */
export type KnownNetwork = {
  /** The day of the last change of the data, in UTC. */
  changedOn: string
  network: Network
  graph: NetworkGraph
  /** The legs with their names and notes. */
  legs: ReadonlyMap<string, LegRow>
  corridors: ReadonlyMap<string, CorridorRow>
  /** The claims about a leg, a place or a way, the newest period first. */
  claimsAbout: (id: string) => readonly NetworkClaim[]
  /** The length of a leg, with the claim that decides it. */
  lengthOf: (leg: string) => ChosenLength | null
}

/** The network; read and built once for each revision. */
export async function networkOf(snapshot: Snapshot): Promise<KnownNetwork> {
  const found = await recall(snapshot, 'network', [''], async ([key = '']) => [
    [key, await readNetwork(snapshot)] as const
  ])
  const known = found.get('')
  if (!known) throw new Error('the network was not read')
  return known
}

async function readNetwork(snapshot: Snapshot): Promise<KnownNetwork> {
  const places = await readPlaces(snapshot)
  const legRows = await readLegs(snapshot)
  const corridorRows = await readCorridors(snapshot)
  const closures = await readClosures(snapshot)
  const preferred = await readPreferred(snapshot)
  const claims = Map.groupBy(await readClaims(snapshot), ({ subject }) => subject)
  const claimsAbout = (id: string) => claims.get(id) ?? []
  const lengths = new Map(
    legRows.map(({ id }) => [id, chooseLength(lengthsIn(claimsAbout(id)), preferred)])
  )
  const network: Network = {
    places: byId(places),
    legs: byId(legRows.map((row): Leg => ({ ...row, length: lengths.get(row.id) ?? null }))),
    closures: closures.map(closureOf),
    ways: corridorRows.map(({ id, name, parent, from, legs }) => ({ id, name, parent, from, legs }))
  }
  return {
    changedOn: snapshot.updatedAt?.slice(0, 10) ?? '',
    network,
    graph: buildGraph(network),
    legs: byId(legRows),
    corridors: byId(corridorRows),
    claimsAbout,
    lengthOf: (leg) => lengths.get(leg) ?? null
  }
}

function byId<Row extends { id: string }>(rows: readonly Row[]): Map<string, Row> {
  return new Map(rows.map((row) => [row.id, row]))
}

/** The claims of a length among others. */
export function isLength({ metric }: { metric: string }): boolean {
  return LENGTH_METRICS.some((one) => one === metric)
}

function lengthsIn(claims: readonly NetworkClaim[]) {
  return claims.filter(isLength).map(({ source, ...claim }) => ({
    ...claim,
    source: source.id,
    source_kind: source.kind,
    published: source.published
  }))
}

/** A closure without a scope concerns all. Its last day is that of its end. */
function closureOf({ scope, end_date, published, ...row }: ClosureRow): Closure {
  return {
    ...row,
    ends_on: end_date === null ? null : (parseDate(end_date)?.ends_on ?? null),
    scope: scope ?? 'all',
    last_seen: published
  }
}
