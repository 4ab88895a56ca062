// A network with two ways from Almaty to Karachi, for tests of routes: a named one of 3800 km by
// Torkham, and one of 4000 km by the Khunjerab. Torkham was shut for some weeks of 2025.
import type { Store } from '../../src/db/store.ts'
import { insertRows, type Rows } from '../helpers/rows.ts'

type RowOf<N extends keyof Rows> = NonNullable<Rows[N]>[number]

const place = (id: string, kind: NonNullable<RowOf<'entity'>['kind']>, ...countries: string[]) => ({
  id,
  kind,
  name: `The place ${id}`,
  countries
})
const leg = (id: string): RowOf<'entity'> => ({
  id,
  kind: 'leg',
  name: `The leg ${id}`,
  countries: []
})
const LOGISTICS = {
  topic: 'logistics',
  kind: 'duration',
  partnered: 'optional',
  symmetric: false,
  aggregation: 'none',
  desired: 'decrease'
} as const
const CLAIM = { partner: null, period: null, attributed_to: null, text: 'as printed' }
const LENGTH = { ...CLAIM, metric: 'route_length' }

/** A claim of the length of a leg, with the id `<leg>-length`. */
export function lengthOf(subject: string, value: number): RowOf<'observation'> {
  return { ...LENGTH, id: `${subject}-length`, subject, value }
}

/** A claim of hours at a crossing. */
export function hoursAt(
  id: string,
  subject: string,
  value: number,
  more: Partial<RowOf<'observation'>> = {}
): RowOf<'observation'> {
  const cpmm = { metric: 'border_clearance_time', period: '2022', mode: 'road' } as const
  return { ...CLAIM, ...cpmm, id, subject, value, direction: 'inbound', ...more }
}

export const METRICS: RowOf<'metric'>[] = [
  metric('route_length', 'km', ['leg', 'route', 'corridor', 'railway']),
  metric('border_clearance_time', 'hour', ['crossing', 'pass', 'port']),
  metric('border_cost', 'USD', ['crossing', 'pass', 'port']),
  metric('driving_time', 'hour', ['leg', 'route']),
  metric('container_cost', 'USD', ['leg', 'route', 'corridor']),
  metric('transit_time', 'day', ['leg', 'route', 'corridor', 'railway'])
]

function metric(
  id: string,
  unit: string,
  subject_kinds: NonNullable<RowOf<'metric'>['subject_kinds']>
): RowOf<'metric'> {
  return { ...LOGISTICS, id, name: id, definition: `${id}.`, unit, subject_kinds }
}

export const TORKHAM_SHUT = {
  id: 'E-torkham',
  date: '2025-02-21',
  end_date: '2025-03-19',
  entity: 'torkham',
  kind: 'closed',
  title: 'Closed over a border post'
} as const

const RANGE = { value: null, low: 1400, high: 1700, bound: 'range', status: 'E' } as const

/** Makes the network. Other rows may be added to it. */
export async function insertWays(store: Store, more: Rows = {}): Promise<void> {
  await insertRows(store, {
    source: [{}],
    metric: METRICS,
    entity: [
      { id: 'karachi-port', latitude: 24.8, longitude: 67 },
      { ...place('rotterdam-port', 'port', 'CHE'), latitude: 51.9, longitude: 4.1 },
      { ...place('almaty', 'city', 'KAZ'), latitude: 43.2, longitude: 76.9 },
      { ...place('tashkent', 'city', 'UZB'), latitude: 41.3, longitude: 69.2 },
      place('lonely', 'city', 'KAZ'),
      place('yallama', 'crossing', 'UZB'),
      { ...place('torkham', 'crossing', 'PAK'), latitude: 34.1, longitude: 71.1 },
      { ...place('khunjerab', 'pass', 'PAK'), latitude: 36.8, longitude: 75.4 },
      ...LEGS.map(({ id = '' }) => leg(id)),
      { id: 'the-railway', kind: 'railway', name: 'The railway' },
      { id: 'southern-way', kind: 'route', name: 'The southern way' },
      { id: 'all-ways', kind: 'corridor', name: 'All ways' }
    ],
    alias: [{ id: 'alma-ata', entity: 'almaty', name: 'Alma-Ata', language: 'ru' }],
    leg: LEGS,
    corridor: [
      {
        id: 'southern-way',
        parent: 'all-ways',
        from: 'almaty',
        legs: ['almaty-tashkent-road', 'tashkent-torkham-road', 'torkham-karachi-road']
      }
    ],
    observation: [
      lengthOf('almaty-tashkent-road', 800),
      { ...lengthOf('almaty-tashkent-road', 760), id: 'almaty-tashkent-road-other' },
      { ...lengthOf('tashkent-torkham-road', 1500), status: 'E', bound: 'about' },
      { ...LENGTH, ...RANGE, id: 'tashkent-torkham-range', subject: 'tashkent-torkham-road' },
      lengthOf('torkham-karachi-road', 1500),
      // Of the part in one country, which is no length of the leg or of the whole way.
      { ...lengthOf('torkham-karachi-road', 9), id: 'part-of-leg', partner: 'UZB' },
      { ...lengthOf('southern-way', 99), id: 'part-of-way', partner: 'UZB' },
      lengthOf('almaty-khunjerab-road', 1400),
      lengthOf('khunjerab-karachi-road', 2600),
      lengthOf('tashkent-karachi-rail', 2700),
      lengthOf('karachi-rotterdam-sea', 11_000),
      hoursAt('H-yallama-2021', 'yallama', 12, { period: '2021' }),
      hoursAt('H-yallama-in', 'yallama', 10),
      hoursAt('H-yallama-out', 'yallama', 5, { direction: 'outbound' }),
      hoursAt('H-torkham-all', 'torkham', 24, { direction: 'all', mode: null }),
      { ...hoursAt('D-yallama', 'yallama', 100.5), metric: 'border_cost' },
      {
        ...lengthOf('southern-way', 3700),
        id: 'southern-way-days',
        metric: 'transit_time',
        value: 20,
        note: 'One pilot.'
      },
      ...(more.observation ?? [])
    ],
    relation: [
      {
        id: 'R-preferred',
        kind: 'preferred_over',
        observation: 'almaty-tashkent-road-length',
        others: ['almaty-tashkent-road-other']
      }
    ],
    event: [TORKHAM_SHUT, ...(more.event ?? [])]
  })
}

/** Adds a railway of 10 km, or corrects it. */
export async function addLeg(store: Store, id: string, row: RowOf<'leg'>): Promise<void> {
  await insertRows(store, {
    source: [],
    metric: [],
    entity: [leg(id)],
    leg: [{ mode: 'rail', ...row, id }],
    observation: [lengthOf(id, 10)]
  })
}

const LEGS: RowOf<'leg'>[] = [
  { id: 'almaty-tashkent-road', from: 'almaty', to: 'tashkent', passes: ['yallama'] },
  { id: 'tashkent-torkham-road', from: 'tashkent', to: 'torkham' },
  { id: 'torkham-karachi-road', from: 'karachi-port', to: 'torkham' },
  { id: 'almaty-khunjerab-road', from: 'almaty', to: 'khunjerab', state: 'seasonal' },
  { id: 'khunjerab-karachi-road', from: 'khunjerab', to: 'karachi-port' },
  {
    id: 'tashkent-karachi-rail',
    from: 'tashkent',
    to: 'karachi-port',
    mode: 'rail',
    state: 'planned',
    passes: ['torkham'],
    part_of: 'the-railway'
  },
  { id: 'karachi-rotterdam-sea', from: 'karachi-port', to: 'rotterdam-port', mode: 'sea' }
]
