// Reads the conditions of a question about routes: modes, closures, what to avoid, and what would
// be closed or built.
import type { z } from 'zod'
import type { Snapshot } from '../db/store.ts'
import { refusedParameter } from '../http/problems.ts'
import { resolveAll } from '../identifiers/resolve.ts'
import type { Shut } from '../network/model/closures.ts'
import type { Filter } from '../network/model/filter.ts'
import type { LegMode } from '../network/model/network.ts'
import type { KnownNetwork } from '../network/queries.ts'
import { shutOn } from '../network/shut-on.ts'
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
  /** The same if nothing were shut. */
  unshut: Filter
  /** With everything open that the question closes, and nothing built; null without a change. */
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
  const { day: openOn, newest, shut } = shutOn(known, query.open_on)
  const isIgnored = query.closures === 'ignored'
  const counting = new Set(isIgnored ? [] : shut.keys())
  const asked = new Set([...closed.values()].flat())
  const filter: Filter = {
    modes: modesOf(query.mode),
    avoid,
    built: legs,
    closed: counting.union(asked)
  }
  const before = { ...filter, closed: counting.difference(asked), built: new Set<string>() }
  const hasChange = closed.size > 0 || legs.size > 0
  return {
    conditions: {
      openOn,
      isIgnored,
      shut,
      filter,
      unshut: { ...filter, closed: new Set() },
      before: hasChange ? before : null,
      closed,
      built: ids.built
    },
    warnings: [...warnings, ...tellShut(shut, asked), ...tellUnknown(query.open_on, newest)]
  }
}

/** What closing something costs is told beside the network in which it is open. */
function tellShut(shut: Shut, asked: ReadonlySet<string>): string[] {
  const already = [...shut].filter(([id]) => asked.has(id))
  if (already.length === 0) return []
  const said = already.map(([id, { starts_on }]) => `${id} (since ${starts_on})`).join(', ')
  return [`closed: ${said} is shut already; the change is told beside the network with it open.`]
}

function tellUnknown(asked: string | undefined, newest: string | null): string[] {
  if (asked === undefined || newest === null || asked <= newest) return []
  return [`open_on: nothing is known of closures after ${newest}.`]
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
function shutBy(known: KnownNetwork, parameter: string, id: string): readonly string[] {
  if (known.network.places.has(id) || known.network.legs.has(id)) return [id]
  const legs = legsOf(known, id)
  if (legs.length > 0) return legs
  throw refusedParameter(parameter, `${id} is no place, leg or corridor of the network.`, [
    'the id or name of a place, a leg or a corridor: see GET /v1/legs and GET /v1/corridors'
  ])
}

/** The legs of a corridor or railway: its own, those of its ways, and those that are a part of it. */
function legsOf({ network, corridors }: KnownNetwork, id: string): string[] {
  const ways = [...corridors.values()].filter((way) => way.id === id || way.parent === id)
  const parts = [...network.legs.values()].filter((leg) => leg.part_of === id)
  return [...new Set([...ways.flatMap((way) => way.legs), ...parts.map((leg) => leg.id)])]
}

/** A country in which the network lies stands for itself. */
function avoidedBy(known: KnownNetwork, id: string): readonly string[] {
  const { places, legs } = known.network
  const isCountry = [...places.values(), ...legs.values()].some(({ countries }) =>
    countries.includes(id)
  )
  return isCountry ? [id] : shutBy(known, 'avoid', id)
}

/** The planned legs of a railway or corridor, or a planned leg itself. */
function plannedLegs(known: KnownNetwork, id: string): string[] {
  const { network } = known
  const isPlanned = (leg: string) => network.legs.get(leg)?.state === 'planned'
  const planned = [id, ...legsOf(known, id)].filter(isPlanned)
  if (planned.length > 0) return planned
  const all = [...network.legs.values()].filter(({ state }) => state === 'planned')
  const railways = new Set(all.flatMap((leg) => leg.part_of ?? []))
  throw refusedParameter('built', `${id} is no planned leg, and has none.`, [
    ...[...railways].sort(),
    'a leg of GET /v1/legs?state=planned'
  ])
}
