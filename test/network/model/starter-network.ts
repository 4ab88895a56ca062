// The network of the starter data, read from its files without a database.
import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { parse } from 'csv-parse/sync'
import type { Closure, Leg, Network, Place, Way } from '../../../src/network/model/network.ts'
import { legOf, placeOf } from './networks.ts'

const STARTER = new URL('../../../src/starter/', import.meta.url)

/** The files of the corridor graph. */
export const FOLDER = fileURLToPath(new URL('corridors/', STARTER))
/** Whether the data set is there. Tests that need it say so if not. */
export const HAS_FILES = existsSync(`${FOLDER}legs.csv`)

type Row = Record<string, string>

/** Reads the network. Only kinds of events that shut or open something matter here. */
export function starterNetwork(): Network {
  return { places: placesOf(), legs: legsOf(), closures: closuresOf(), ways: waysOf() }
}

function placesOf(): Map<string, Place> {
  const rows = [...read('entities.csv'), ...read('corridors/entities.csv')]
  const places = rows.map(({ id = '', name = id, kind = '', country, latitude, longitude }) =>
    placeOf(id, {
      name,
      kind,
      countries: listOf(country),
      latitude: latitude ? Number(latitude) : null,
      longitude: longitude ? Number(longitude) : null
    })
  )
  return new Map(places.map((place) => [place.id, place]))
}

function legsOf(): Map<string, Leg> {
  const claims = read('corridors/claims.csv').filter(({ metric }) => metric === 'route_length')
  const names = new Map(read('corridors/entities.csv').map(({ id = '', country }) => [id, country]))
  const relations = read('corridors/relations.csv')
  const preferred = new Set(relations.map(({ claim }) => claim))
  const legs = read('corridors/legs.csv').map((row) => {
    const { id = '', from = '', to = '', terrain, passes, part_of } = row
    const its = claims.filter(({ subject, bound }) => subject === id && bound !== 'range')
    const best = its.find((claim) => preferred.has(claim['id'])) ?? its[0] ?? {}
    const values = its.map(({ value }) => Number(value))
    const length = {
      value: Number(best['value']),
      low: Math.min(...values),
      high: Math.max(...values),
      computed: best['status'] === 'E'
    }
    return legOf(from, to, length.value, {
      id,
      mode: wordOf(row['mode'], ['road', 'rail', 'ferry', 'sea']),
      state: wordOf(row['state'], ['open', 'seasonal', 'planned']),
      terrain: terrain ? 'mountain' : null,
      countries: listOf(names.get(id)),
      passes: listOf(passes),
      part_of: part_of || null,
      length
    })
  })
  return new Map(legs.map((leg) => [leg.id, leg]))
}

function closuresOf(): Closure[] {
  const rows = [...read('events.csv'), ...read('corridors/events.csv')]
  return rows.map((row) => ({
    id: row['id'] ?? '',
    entity: row['entity'] ?? '',
    kind: row['kind'] ?? '',
    starts_on: `${row['date']}-01-01`.slice(0, 10),
    ends_on: row['end_date'] || null,
    scope: wordOf(row['scope'] || 'all', ['all', 'trade', 'humanitarian', 'rail']),
    last_seen: null,
    title: row['title'] ?? '',
    source: row['source'] ?? ''
  }))
}

function waysOf(): Way[] {
  return read('corridors/corridors.csv').map(({ id = '', parent, from = '', legs }) => {
    return { id, name: id, parent: parent || null, from, legs: listOf(legs) }
  })
}

function wordOf<const Word extends string>(text: string | undefined, words: Word[]): Word {
  const found = words.find((word) => word === text)
  if (found === undefined) throw new Error(`${text} is none of ${words.join(', ')}`)
  return found
}

function listOf(text: string | undefined): string[] {
  return (text ?? '').split('|').filter((part) => part !== '')
}

function read(name: string): Row[] {
  return parse(readFileSync(new URL(name, STARTER)), { columns: true })
}
