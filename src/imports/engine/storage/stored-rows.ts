// Turns rows as read into rows as stored: adds computed columns.
import { createHash } from 'node:crypto'
import type { Tables } from '../../../db/tables/define.ts'
import type { ReadRow } from '../../../files/columns.ts'
import { type Noun, PARENTS_FIRST } from '../../../nouns.ts'
import { parseDate } from '../../../periods/dates.ts'
import { parsePeriod } from '../../../periods/read-period.ts'
import { searchText } from '../../../search-text.ts'
import type { CountryFacts } from './country-facts.ts'

type Stored<T extends keyof Tables> = Omit<Tables[T]['$inferInsert'], 'revision'>
/** The tables that hold rows of the files. */
export type TableName = Noun | 'country'
export type TableRows = { [T in TableName]: Stored<T>[] }
/** Parents before children, as the foreign keys require. */
export const TABLE_NAMES: readonly TableName[] = PARENTS_FIRST.flatMap((noun) =>
  noun === 'entity' ? [noun, 'country'] : [noun]
)
export type SeriesRow = Omit<
  Tables['series']['$inferInsert'],
  'observations' | 'sources' | 'first_period' | 'last_period'
>

const STORED = {
  unit: unitRow,
  source: sourceRow,
  metric: metricRow,
  scenario: scenarioRow,
  alias: aliasRow,
  leg: unchanged<'leg'>,
  corridor: unchanged<'corridor'>,
  product: productRow,
  observation: observationRow,
  projection: projectionRow,
  event: eventRow,
  relation: unchanged<'relation'>
}

/** The stored rows of every noun except entities, for which see {@link entityRows}. */
export function storedRows<N extends keyof typeof STORED>(
  noun: N,
  rows: ReadRow<N>[]
): ReturnType<(typeof STORED)[N]>[] {
  // The function belongs to the noun of the rows, which the types cannot express.
  return rows.map(STORED[noun] as unknown as (row: ReadRow<N>) => ReturnType<(typeof STORED)[N]>)
}

/** Entities as stored, together with the given countries, which take the names from the rows. */
export function entityRows(
  rows: ReadRow<'entity'>[],
  countries: readonly CountryFacts[]
): Pick<TableRows, 'entity' | 'country'> {
  const named = new Map(rows.map((row) => [row.id, row]))
  const others = rows.filter((row) => row.kind !== 'country')
  return {
    entity: [
      ...countries.map((country) => countryEntity(country, named.get(country.code)?.name)),
      ...others.map(entityRow)
    ],
    country: countries.map(({ name, latitude, longitude, ...country }) => ({
      ...country,
      names: { ...country.names, en: named.get(country.code)?.name ?? name }
    }))
  }
}

type SeriesTraits = Pick<
  Stored<'observation'>,
  'metric' | 'subject' | 'partner' | 'direction' | 'mode' | 'product' | 'attributed_to' | 'period'
>

/**
 * The author series of an observation: everything that must be equal for two figures to be
 * comparable over time.
 */
export function seriesOf(row: SeriesTraits): SeriesRow {
  const {
    metric,
    subject,
    partner = null,
    direction = null,
    mode = null,
    product = null,
    attributed_to = null,
    period = null
  } = row
  const calendar = period === null ? null : (parsePeriod(period)?.calendar ?? null)
  const traits = { metric, subject, partner, direction, mode, attributed_to, calendar }
  // Totals keep the ids that they had before there were products.
  const key = JSON.stringify([...Object.values(traits), ...(product === null ? [] : [product])])
  return { ...traits, product, id: seriesId(key) }
}

/** Ids already computed: rows of one series mostly stand next to each other. */
const SERIES_IDS_MAX = 5_000
const seriesIds = new Map<string, string>()

function seriesId(key: string): string {
  const known = seriesIds.get(key)
  if (known) return known
  const id = createHash('sha256').update(key).digest('hex').slice(0, 16)
  if (seriesIds.size >= SERIES_IDS_MAX) seriesIds.clear()
  seriesIds.set(key, id)
  return id
}

/** The search texts of the nouns that have some, except for entities, whose names are many. */
export const SEARCHED = {
  source: (row: Pick<Stored<'source'>, 'id' | 'publisher' | 'title'>) =>
    searchText([row.id, row.publisher, row.title]),
  unit: (row: Pick<Stored<'unit'>, 'id' | 'name'>) => searchText([row.id, row.name]),
  metric: (row: Pick<Stored<'metric'>, 'id' | 'name' | 'short_name' | 'definition'>) =>
    searchText([row.id, row.name, row.short_name ?? null, row.definition]),
  scenario: (row: Pick<Stored<'scenario'>, 'id' | 'name' | 'description'>) =>
    searchText([row.id, row.name, row.description]),
  alias: (row: Pick<Stored<'alias'>, 'id' | 'name'>) => searchText([row.id, row.name]),
  product: (row: Pick<Stored<'product'>, 'id' | 'code' | 'name'>) =>
    searchText([row.id, row.name, row.code])
}

function sourceRow({ line, ...row }: ReadRow<'source'>): Stored<'source'> {
  return { ...row, search_text: SEARCHED.source(row) }
}

function unitRow({ line, ...row }: ReadRow<'unit'>): Stored<'unit'> {
  return { ...row, search_text: SEARCHED.unit(row) }
}

function metricRow({ line, ...row }: ReadRow<'metric'>): Stored<'metric'> {
  return { ...row, search_text: SEARCHED.metric(row) }
}

function aliasRow({ line, ...row }: ReadRow<'alias'>): Stored<'alias'> {
  return { ...row, search_text: SEARCHED.alias(row) }
}

function productRow({ line, ...row }: ReadRow<'product'>): Stored<'product'> {
  return { ...row, search_text: SEARCHED.product(row) }
}

/** The search text follows when all names of the entity are known. */
function entityRow({ line, ...row }: ReadRow<'entity'>): Stored<'entity'> {
  return { ...row, search_text: '' }
}

function countryEntity(country: CountryFacts, name = country.name): Stored<'entity'> {
  const { code, latitude, longitude } = country
  return {
    id: code,
    kind: 'country',
    name,
    countries: [code],
    latitude,
    longitude,
    members: [],
    note: null,
    search_text: ''
  }
}

function observationRow({ line, ...row }: ReadRow<'observation'>): Stored<'observation'> {
  const period = row.period === null ? undefined : parsePeriod(row.period)
  return {
    ...row,
    starts_on: period?.starts_on ?? null,
    ends_on: period?.ends_on ?? null,
    series: seriesOf(row).id
  }
}

function projectionRow({ line, ...row }: ReadRow<'projection'>): Stored<'projection'> {
  const target = row.target_period === null ? undefined : parsePeriod(row.target_period)
  return {
    ...row,
    target_starts_on: target?.starts_on ?? null,
    target_ends_on: target?.ends_on ?? null
  }
}

function eventRow({ line, ...row }: ReadRow<'event'>): Stored<'event'> {
  const days = parseDate(row.date)
  if (!days) throw new Error(`event ${row.id} was validated without a date`)
  return { ...row, ...days }
}

function scenarioRow({ line, ...row }: ReadRow<'scenario'>): Stored<'scenario'> {
  return { ...row, search_text: SEARCHED.scenario(row) }
}

/** The row of a noun without computed columns. */
function unchanged<N extends 'leg' | 'corridor' | 'relation'>({ line, ...row }: ReadRow<N>) {
  return row
}
