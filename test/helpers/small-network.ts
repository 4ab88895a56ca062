// Four legs and two corridors between Kabul and Karachi, for tests.
import type { Store } from '../../src/db/store.ts'
import { insertRows } from './rows.ts'

const place = (id: string, kind: 'city' | 'crossing' | 'pass', code: string) => ({
  id,
  kind,
  name: id,
  countries: [code]
})
const leg = (id: string, ...countries: string[]) => ({
  id,
  kind: 'leg' as const,
  name: `The leg ${id}`,
  countries
})

/** Roads from Kabul by Torkham and Peshawar to Karachi, and a railway that is planned. */
export async function insertNetwork(store: Store): Promise<void> {
  await insertRows(store, {
    source: [{}],
    entity: [
      { id: 'karachi-port' },
      place('kabul', 'city', 'KAZ'),
      place('torkham', 'crossing', 'PAK'),
      place('peshawar', 'city', 'PAK'),
      place('kohat', 'pass', 'PAK'),
      leg('kabul-torkham-road', 'KAZ', 'PAK'),
      leg('torkham-peshawar-road', 'PAK'),
      leg('peshawar-karachi-road', 'PAK'),
      leg('kabul-peshawar-rail', 'KAZ', 'PAK'),
      { id: 'the-railway', kind: 'railway', name: 'The railway' },
      { id: 'kabul-karachi', kind: 'route', name: 'Kabul to Karachi by road' },
      { id: 'kabul-way', kind: 'corridor', name: 'Ways from Kabul' }
    ],
    leg: [
      { id: 'kabul-torkham-road', from: 'kabul', to: 'torkham' },
      { id: 'torkham-peshawar-road', from: 'torkham', to: 'peshawar', note: 'Crowded.' },
      {
        id: 'peshawar-karachi-road',
        from: 'karachi-port',
        to: 'peshawar',
        state: 'seasonal',
        terrain: 'mountain',
        passes: ['kohat']
      },
      {
        id: 'kabul-peshawar-rail',
        from: 'kabul',
        to: 'peshawar',
        mode: 'rail',
        state: 'planned',
        passes: ['torkham'],
        part_of: 'the-railway'
      }
    ],
    corridor: [
      {
        id: 'kabul-karachi',
        parent: 'kabul-way',
        from: 'kabul',
        legs: ['kabul-torkham-road', 'torkham-peshawar-road', 'peshawar-karachi-road'],
        note: 'As lorries go.'
      },
      { id: 'the-railway', from: 'peshawar', legs: ['kabul-peshawar-rail'], source: null }
    ]
  })
}

/** The fields that are stored, of rows that have more. */
export function stored<T extends object>(rows: readonly T[], names: readonly string[]) {
  return rows.map((row) =>
    Object.fromEntries(Object.entries(row).filter(([name]) => names.includes(name)))
  )
}

export const LEG_FIELDS = [
  'id',
  'from',
  'to',
  'mode',
  'state',
  'terrain',
  'passes',
  'part_of',
  'note'
]
export const CORRIDOR_FIELDS = ['id', 'parent', 'from', 'legs', 'source', 'note']
