import type { SQL } from 'drizzle-orm'
import { contains } from '../db/contains.ts'
import { countFound } from '../db/count-rows.ts'
import { and, asc, eq, inArray, not, or, sql } from '../db/orm.ts'
import { pageNamedFirst } from '../db/page-by-id.ts'
import type { Snapshot } from '../db/store.ts'
import type { Page } from '../http/page.ts'
import type { QueryOf } from '../http/parameters.ts'
import { listKeyFigures } from './key-figure-queries.ts'
import type { Country, CountryDetail, listCountriesQuery } from './schemas.ts'

type CountryFilters = QueryOf<typeof listCountriesQuery> & { named: string[] }

/** Lists countries by code; those that the search text is a name of come first. */
export async function listCountries(
  snapshot: Snapshot,
  filters: CountryFilters,
  page: Page
): Promise<Country[]> {
  const { code } = snapshot.tables.country
  const where = meetFilters(snapshot, filters)
  const rows = await pageNamedFirst(selectCountries(snapshot), code, where, filters.named, page)
  const groups = await groupsOf(
    snapshot,
    rows.map((row) => row.code)
  )
  return rows.map((row) => ({ ...row, groups: groups.get(row.code) ?? [] }))
}

export function countCountries(
  snapshot: Snapshot,
  filters: CountryFilters,
  most: number
): Promise<number> {
  const rows = selectCountries(snapshot).where(meetFilters(snapshot, filters))
  return countFound(snapshot.db, rows, most)
}

function meetFilters(
  { db, tables: { country, entity, membership, series } }: Snapshot,
  { group, landlocked, region, has_data, q, named }: CountryFilters
): SQL | undefined {
  const members = (parent: string) =>
    db.select({ code: membership.member }).from(membership).where(eq(membership.parent, parent))
  const subjects = db.select({ code: series.subject }).from(series)
  const partners = db
    .select({ code: sql<string>`${series.partner}` })
    .from(series)
    .where(sql`${series.partner} is not null`)
  const seen = or(inArray(country.code, subjects), inArray(country.code, partners))
  return and(
    group === undefined ? undefined : inArray(country.code, members(group)),
    landlocked === undefined ? undefined : eq(country.landlocked, landlocked),
    region && inArray(country.region, region),
    seen && has_data !== undefined ? (has_data ? seen : not(seen)) : undefined,
    q === undefined ? undefined : or(contains(entity.search_text, q), inArray(country.code, named))
  )
}

/** Finds a country with the metrics that it appears in; undefined if no country has this code. */
export async function findCountry(
  snapshot: Snapshot,
  code: string
): Promise<CountryDetail | undefined> {
  const [row] = await selectCountries(snapshot)
    .where(eq(snapshot.tables.country.code, code))
    .limit(1)
  if (!row) return undefined
  const groups = await groupsOf(snapshot, [code])
  const metrics = [
    ...(await metricsOf(snapshot, code, 'subject')),
    ...(await metricsOf(snapshot, code, 'partner'))
  ]
  return {
    ...row,
    groups: groups.get(code) ?? [],
    key_figures: await listKeyFigures(snapshot, code),
    metrics: metrics.sort((a, b) => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0))
  }
}

function selectCountries({ db, tables: { country, entity } }: Snapshot) {
  return db
    .select({
      code: country.code,
      iso2: country.iso2,
      numeric: country.numeric,
      name: entity.name,
      official_name: country.official_name,
      names: country.names,
      capital: country.capital,
      region: country.region,
      subregion: country.subregion,
      landlocked: country.landlocked,
      area_km2: country.area,
      latitude: entity.latitude,
      longitude: entity.longitude,
      borders: country.borders,
      currencies: country.currencies
    })
    .from(country)
    .innerJoin(entity, eq(entity.id, country.code))
    .$dynamic()
}

async function groupsOf(
  { db, tables: { entity, membership } }: Snapshot,
  codes: string[]
): Promise<Map<string, string[]>> {
  const rows = await db
    .select({ code: membership.member, group: entity.id })
    .from(membership)
    .innerJoin(entity, and(eq(entity.id, membership.parent), eq(entity.kind, 'group')))
    .where(inArray(membership.member, codes))
    .orderBy(asc(entity.id))
  return new Map(
    codes.map((code) => [code, rows.filter((row) => row.code === code).map((row) => row.group)])
  )
}

async function metricsOf(
  { db, tables: { series } }: Snapshot,
  code: string,
  role: 'subject' | 'partner'
) {
  return db
    .select({
      id: series.metric,
      role: sql<typeof role>`${role}`,
      observations: sql<number>`cast(sum(${series.observations}) as integer)`
    })
    .from(series)
    .where(eq(series[role], code))
    .groupBy(series.metric)
    .orderBy(asc(series.metric))
}
