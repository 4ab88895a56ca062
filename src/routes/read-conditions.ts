// Reads the conditions of a question about routes: modes, closures, what to avoid, and what would
// be closed or built.
import type { z } from 'zod'
import type { Snapshot } from '../db/store.ts'
import { refusedParameter } from '../http/problems.ts'
import { resolveAll } from '../identifiers/resolve.ts'
import { closedOn, newestDay, type Shut } from '../network/model/closures.ts'
import type { Filter } from '../network/model/filter.ts'
import type { LegMode } from '../network/model/network.ts'
import type { KnownNetwork } from '../network/queries.ts'
import { LEG_MODES } from '../vocabularies.ts'
import { CHANGES_MAX, type routeMatrixQuery } from './question-schemas.ts'

type Query = z.output<z.ZodObject<typeof routeMatrixQuery>>

export type Conditions = {
  /** The day of the closures; null without any. */
  openOn: string | null
  isIgnored: boolean
  /** What is shut on that day, whether it counts or not. */
  shut: Shut
  /** What may be used: with everything that was asked for, closures too. */
  filter: Filter
  /** The same without the closures that are known. */
  unshut: Filter
  /** The same before anything was closed or built by the question; null if nothing was. */
  before: Filter | null
  /** What the question closes, each with the places and legs that this shuts. */
  closed: ReadonlyMap<string, readonly string[]>
  /** What the question builds. */
  built: readonly string[]
}

/** Reads them. Throws a problem for what is unknown, or means nothing in the network. */
export async function readConditions(
  snapshot: Snapshot,
  known: KnownNetwork,
  query: Pick<Query, 'avoid' | 'mode' | 'closures' | 'open_on' | 'closed' | 'built'>
): Promise<{ conditions: Conditions; warnings: string[] }> {
  const { ids, warnings } = await resolveChanges(snapshot, query)
  const closed = new Map(ids.closed.map((id) => [id, shutBy(known, 'closed', id)]))
  const legs = new Set(ids.built.flatMap((id) => plannedLegs(known, id)))
  const avoid = new Set(ids.avoid.flatMap((id) => avoidedBy(known, id)))
  const { closures } = known.network
  const openOn = query.open_on ?? newestDay(closures)
  const isIgnored = query.closures === 'ignored'
  const shut: Shut = openOn === null ? new Map() : closedOn(closures, openOn)
  const counting = isIgnored ? [] : [...shut.keys()]
  const modes = modesOf(query.mode)
  const asked = [...closed.values()].flat()
  const filter = { modes, avoid, built: legs, closed: new Set([...counting, ...asked]) }
  return {
    conditions: {
      openOn,
      isIgnored,
      shut,
      filter,
      unshut: { ...filter, closed: new Set(asked) },
      before:
        closed.size > 0 || legs.size > 0
          ? { ...filter, closed: new Set(counting), built: new Set() }
          : null,
      closed,
      built: ids.built
    },
    warnings
  }
}

function modesOf(words: Query['mode']): ReadonlySet<LegMode> {
  if (!words || words.includes('multimodal')) return new Set(LEG_MODES)
  return new Set(words.filter((word) => word !== 'multimodal'))
}

type Changes = Record<'avoid' | 'closed' | 'built', string[]>

async function resolveChanges(
  snapshot: Snapshot,
  query: { [name in keyof Changes]?: string[] | undefined }
) {
  const ids: Changes = { avoid: [], closed: [], built: [] }
  const warnings: string[] = []
  for (const name of ['avoid', 'closed', 'built'] as const) {
    const values = query[name]
    if (!values) continue
    if (values.length > CHANGES_MAX)
      throw refusedParameter(name, `${values.length} things are too many.`, [
        `at most ${CHANGES_MAX} things`
      ])
    const found = await resolveAll(snapshot, 'entity', name, values)
    ids[name] = found.ids
    warnings.push(...found.warnings)
  }
  return { ids, warnings }
}

/** The places and legs that are shut with a thing: a place, a leg, or all legs of a corridor. */
function shutBy({ network, corridors }: KnownNetwork, parameter: string, id: string) {
  if (network.places.has(id) || network.legs.has(id)) return [id]
  const legs = corridors.get(id)?.legs
  if (legs) return legs
  throw refusedParameter(parameter, `${id} is no place, leg or corridor of the network.`, [
    'the id or name of a place, a leg or a corridor: see GET /v1/legs and GET /v1/corridors'
  ])
}

/** A country stands for itself. */
function avoidedBy(known: KnownNetwork, id: string): readonly string[] {
  const isCountry = /^[A-Z]{3}$/.test(id)
  return isCountry ? [id] : shutBy(known, 'avoid', id)
}

/** The planned legs of a railway or corridor, or a planned leg itself. */
function plannedLegs({ network, corridors }: KnownNetwork, id: string): string[] {
  const isPlanned = (leg: string) => network.legs.get(leg)?.state === 'planned'
  const ways = [...corridors.values()].filter((way) => way.id === id || way.parent === id)
  const parts = [...network.legs.values()].filter((leg) => leg.part_of === id)
  const legs = [id, ...parts.map((leg) => leg.id), ...ways.flatMap((way) => way.legs)]
  const planned = [...new Set(legs.filter(isPlanned))]
  if (planned.length > 0) return planned
  const all = [...network.legs.values()].filter(({ state }) => state === 'planned')
  const railways = new Set(all.flatMap((leg) => leg.part_of ?? []))
  throw refusedParameter('built', `${id} is no planned leg, and has none.`, [
    ...[...railways].sort(),
    'a leg of GET /v1/legs?state=planned'
  ])
}
