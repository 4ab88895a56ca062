// Makes rows for tests, and writes them with the import of the service. A test gives only the
// values that matter; defaults fill the rest.
import { eq } from '../../src/db/orm.ts'
import type { Store } from '../../src/db/store.ts'
import type { ReadRow } from '../../src/files/columns.ts'
import { importRows, type RowsByNoun } from '../../src/imports/engine/import-rows.ts'
import type { CountryFacts } from '../../src/imports/engine/storage/country-facts.ts'
import type { Noun } from '../../src/nouns.ts'
import { NAME_LANGUAGES } from '../../src/vocabularies.ts'

/** The time at which rows of tests are recorded. */
export const RECORDED_AT = '2026-01-02T03:04:05Z'

type Row<N extends Noun> = Omit<ReadRow<N>, 'line'>
export type Rows = { [N in Noun]?: Partial<Row<N>>[] }

const DEFAULTS: { [N in Noun]: Row<N> } = {
  unit: { id: 'USD', name: 'US dollar', kind: 'currency', base: null, factor: 1, note: null },
  metric: {
    id: 'goods_trade',
    name: 'Goods trade turnover',
    short_name: null,
    definition: 'Exports plus imports.',
    unit: 'USD',
    topic: 'trade',
    kind: 'flow',
    desired: 'increase',
    subject_kinds: ['country', 'group', 'port'],
    partnered: 'optional',
    symmetric: true,
    aggregation: 'sum',
    by_product: 'no',
    minimum: null,
    maximum: null
  },
  entity: {
    id: 'karachi-port',
    kind: 'port',
    name: 'Karachi Port',
    countries: ['PAK'],
    latitude: null,
    longitude: null,
    members: [],
    note: null
  },
  alias: {
    id: 'karachi-port-ur',
    entity: 'karachi-port',
    name: 'کراچی بندرگاہ',
    language: 'ur',
    scheme: null,
    source: 'a-paper',
    note: null
  },
  source: {
    id: 'a-paper',
    publisher: 'A Paper',
    title: 'Trade grows',
    url: 'https://example.org/trade',
    published: '2024-08-21',
    retrieved: null,
    kind: 'press',
    license: null,
    note: null
  },
  scenario: {
    id: 'official-target',
    name: 'Official target',
    description: 'A goal set by a government.'
  },
  leg: {
    id: 'karachi-kabul-road',
    from: 'karachi-port',
    to: 'kabul',
    mode: 'road',
    state: 'open',
    terrain: null,
    passes: [],
    part_of: null,
    note: null
  },
  corridor: {
    id: 'karachi-kabul',
    parent: null,
    from: 'karachi-port',
    legs: ['karachi-kabul-road'],
    source: 'a-paper',
    note: null
  },
  product: {
    id: 'HS2022-52',
    scheme: 'HS2022',
    code: '52',
    name: 'Cotton',
    parent: null,
    note: null
  },
  observation: {
    id: 'C0001',
    metric: 'goods_trade',
    subject: 'PAK',
    partner: 'KAZ',
    direction: null,
    mode: null,
    product: null,
    period: '2023',
    value: 52500000,
    low: null,
    high: null,
    bound: 'exact',
    text: '$52.5 million',
    status: 'A',
    attributed_to: 'A Ministry',
    source: 'a-paper',
    derived_from: [],
    note: null
  },
  projection: {
    id: 'P001',
    metric: 'goods_trade',
    subject: 'PAK',
    partner: 'KAZ',
    scenario: 'official-target',
    kind: 'target',
    base_period: '2023',
    base_value: 400000000,
    target_period: '2030',
    value: 2000000000,
    low: null,
    high: null,
    bound: 'at_least',
    text: '$2 Billion+',
    condition: null,
    issued_on: null,
    attributed_to: 'A Ministry',
    source: 'a-paper',
    note: null
  },
  event: {
    id: 'E001',
    date: '2024-12-01',
    end_date: null,
    entity: 'karachi-port',
    kind: 'opened',
    scope: null,
    title: 'The port opens',
    source: 'a-paper',
    note: null
  },
  relation: { id: 'R001', kind: 'contradicts', observation: 'C0001', others: ['C0002'], note: null }
}

/**
 * Imports rows, completed with defaults, and the countries of tests, as one revision. Rows to which
 * they refer are made with defaults if they are not given.
 */
export async function insertRows(
  store: Store,
  rows: Rows,
  { kind = 'test', time = RECORDED_AT } = {}
): Promise<void> {
  const parents = {
    unit: unitsOf(rows),
    metric: [{}],
    source: [{}],
    scenario: [{}],
    entity: [{}]
  }
  const edition = { countries: COUNTRIES, keepsOthers: false }
  await store.transaction((snapshot) =>
    importRows(snapshot, valuesOf({ ...parents, ...rows }), { kind, time, edition })
  )
}

/** The units of these metrics, each a base. */
function unitsOf({ metric = [{}] }: Rows): Partial<Row<'unit'>>[] {
  const ids = new Set(metric.map(({ unit }) => unit ?? DEFAULTS.metric.unit))
  return [...ids].map((id) => (id === DEFAULTS.unit.id ? {} : { id, name: id, kind: 'count' }))
}

/**
 * Like {@link insertRows}, for values that imports refuse but tables may hold, so that computations
 * must bear them. They replace other values of the same sign.
 */
export async function insertExtremes(
  store: Store,
  { projection = [], observation = [], ...rows }: Rows
): Promise<void> {
  await insertRows(store, {
    ...rows,
    projection: projection.map((row) => ({ ...row, ...eachValue(row, Math.sign) })),
    observation: observation.map((row) => ({ ...row, ...eachValue(row, Math.sign) }))
  })
  await store.transaction(async ({ db, tables }) => {
    for (const row of projection) {
      const isIt = eq(tables.projection.id, row.id ?? DEFAULTS.projection.id)
      await db.update(tables.projection).set(eachValue(row)).where(isIt)
    }
    for (const row of observation) {
      const isIt = eq(tables.observation.id, row.id ?? DEFAULTS.observation.id)
      await db.update(tables.observation).set(eachValue(row)).where(isIt)
    }
  })
}

type Values = { value?: number | null; base_value?: number | null }

function eachValue({ value, base_value }: Values, change = (one: number) => one): Values {
  return {
    ...(typeof value === 'number' && { value: change(value) }),
    ...(typeof base_value === 'number' && { base_value: change(base_value) })
  }
}

/** Rows in the form of the engine, completed with defaults. */
export function valuesOf(rows: Rows): RowsByNoun {
  const entries = Object.entries(rows).map(([noun, some]) => [
    noun,
    some.map((row) => filled(noun as Noun, row as Partial<Row<Noun>>))
  ])
  return Object.fromEntries(entries)
}

/** One row, completed with defaults. */
export function filled<N extends Noun>(noun: N, row: Partial<Row<N>> = {}): Row<N> {
  return { ...DEFAULTS[noun], ...row }
}

const names = (en: string) =>
  Object.fromEntries(
    NAME_LANGUAGES.map((language) => [language, language === 'en' ? en : null])
  ) as CountryFacts['names']
const country = (
  facts: Pick<CountryFacts, 'code' | 'iso2' | 'numeric' | 'name'> & Partial<CountryFacts>
): CountryFacts => ({
  official_name: `Republic of ${facts.name}`,
  capital: null,
  region: 'Asia',
  subregion: 'Central Asia',
  landlocked: true,
  area: 1000,
  borders: [],
  currencies: [],
  names: names(facts.name),
  latitude: 40,
  longitude: 60,
  ...facts
})

/** The countries of tests: enough for pairs and groups, with and without coasts. */
export const COUNTRIES: CountryFacts[] = [
  country({
    code: 'CHE',
    iso2: 'CH',
    numeric: '756',
    name: 'Switzerland',
    region: 'Europe',
    subregion: 'Western Europe'
  }),
  country({
    code: 'KAZ',
    iso2: 'KZ',
    numeric: '398',
    name: 'Kazakhstan',
    capital: 'Astana',
    borders: ['UZB'],
    currencies: ['KZT'],
    names: { ...names('Kazakhstan'), kk: 'Қазақстан' }
  }),
  country({
    code: 'PAK',
    iso2: 'PK',
    numeric: '586',
    name: 'Pakistan',
    capital: 'Islamabad',
    subregion: 'Southern Asia',
    landlocked: false
  }),
  country({ code: 'UZB', iso2: 'UZ', numeric: '860', name: 'Uzbekistan', borders: ['KAZ'] })
]
