// The graph of the corridors as its files have it, read without the service's own reader.
import { join } from 'node:path'
import { type Cells, parts, readRows, STARTER } from '../imports/files.ts'

export const CORRIDORS = join(STARTER, 'corridors')
/** A leg with its claims of length and the one that decides. */
export type Leg = {
  id: string
  from: string
  to: string
  passes: string[]
  mode: string
  state: string
  /** Legs of one kind share a factor. */
  kind: string
  claims: Cells[]
  preferred: Cells
  /** The claim of the range of a computed length. */
  range: Cells | undefined
  km: number
  isComputed: boolean
  /** Kilometres of the straight line; undefined without coordinates. */
  straight: number | undefined
}

const EARTH_KM = 6_371.0088
const FACTOR_FROM_KM = 50
const SINGLE: Cells = {}

export const rowsOf = (file: string) => readRows(file, CORRIDORS)
export const byId = (rows: readonly Cells[]) => new Map(rows.map((row) => [row['id'] ?? '', row]))
/** The entities of the starter and of the set. */
export const entities = byId([...readRows('entities.csv'), ...rowsOf('entities.csv')])
export const claims = rowsOf('claims.csv')
const preferences = rowsOf('relations.csv')
export const legs = new Map(rowsOf('legs.csv').map((row) => [row['id'] ?? '', readLeg(row)]))
export const ways = rowsOf('corridors.csv')

function readLeg({ id = '', from = '', to = '', ...row }: Cells): Leg {
  const all = claims.filter(({ metric, subject }) => metric === 'route_length' && subject === id)
  const own = all.filter(({ bound }) => bound !== 'range')
  const chosen = preferences.find(({ claim }) => own.some((one) => one['id'] === claim))?.['claim']
  const preferred = own.find((one) => one['id'] === chosen) ?? own[0] ?? SINGLE
  return {
    id,
    from,
    to,
    passes: parts(row['passes']),
    mode: row['mode'] ?? '',
    state: row['state'] ?? '',
    kind: `${row['mode']}${row['terrain']}`,
    claims: own,
    preferred,
    range: all.find(({ bound }) => bound === 'range'),
    km: Number(preferred['value']),
    isComputed: preferred['status'] === 'E',
    straight: greatCircle(from, to)
  }
}

function greatCircle(from: string, to: string): number | undefined {
  const [a = SINGLE, b = SINGLE] = [entities.get(from), entities.get(to)]
  if (!a['latitude'] || !b['latitude']) return undefined
  const [north, east] = [radians(a['latitude']), radians(a['longitude'])]
  const [toNorth, toEast] = [radians(b['latitude']), radians(b['longitude'])]
  const half =
    Math.sin((toNorth - north) / 2) ** 2 +
    Math.cos(north) * Math.cos(toNorth) * Math.sin((toEast - east) / 2) ** 2
  return 2 * EARTH_KM * Math.asin(Math.sqrt(half))
}

function radians(degrees = ''): number {
  return (Number(degrees) * Math.PI) / 180
}

/** What the length of a leg is over the straight line, in the middle and at the tenths. */
export type Factor = { legs: number; median: number; low: number; high: number }

/** The factors, from the published lengths; that of ferries was chosen. */
export function findFactors(): Map<string, Factor> {
  const published = [...legs.values()].filter(
    ({ isComputed, mode, state, straight = 0 }) =>
      !isComputed && /road|rail/.test(mode) && state !== 'planned' && straight >= FACTOR_FROM_KM
  )
  const ratios = Map.groupBy(published, ({ kind }) => kind)
  const factors = [...ratios].map(([kind, some]): [string, Factor] => [kind, factorOf(some)])
  return new Map([...factors, ['ferry', { legs: 0, median: 1.05, low: 1, high: 1.2 }]])
}

function factorOf(some: readonly Leg[]): Factor {
  const ratios = some.map(({ km, straight = 0 }) => km / straight).sort((a, b) => a - b)
  const at = (place: number) => ratios[place] ?? Number.NaN
  const { length } = ratios
  const tenth = Math.floor(length / 10)
  const median = (at(Math.floor((length - 1) / 2)) + at(Math.floor(length / 2))) / 2
  return { legs: length, median: rounded(median), low: at(tenth), high: at(length - 1 - tenth) }
}

const rounded = (factor: number) => Math.round(factor * 100) / 100

/** The leg of each step of a way, with the place that it begins and ends at. */
export function stepsOf({ from = '', legs: ids }: Cells): { leg: Leg; from: string; to: string }[] {
  let place = from
  return parts(ids).map((id) => {
    const leg = legs.get(id)
    if (!leg || (leg.from !== place && leg.to !== place))
      throw new Error(`${id} does not lead on from ${place}`)
    const step = { leg, from: place, to: leg.from === place ? leg.to : leg.from }
    place = step.to
    return step
  })
}
