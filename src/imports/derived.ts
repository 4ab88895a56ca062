// Rows computed from others, renewed by every import: link tables that make lists searchable, and coverage figures.
import type { SQL } from 'drizzle-orm'
import { inArray, sql } from '../db/orm.ts'
import type { Snapshot } from '../db/store.ts'
import type { SeriesRow, TableRows } from './table-rows.ts'
import { chunks, insertRows } from './write.ts'

/** Renews the links of the entities given: which countries they lie in, and their members in order. */
export async function linkEntities({ db, tables }: Snapshot, entities: TableRows['entity']): Promise<void> {
  const { entity_country, membership } = tables
  for (const chunk of chunks(entities.map((entity) => entity.id))) {
    await db.delete(entity_country).where(inArray(entity_country.entity, chunk))
    await db.delete(membership).where(inArray(membership.parent, chunk))
  }
  await insertRows(
    db,
    entity_country,
    entities.flatMap(({ id, countries }) => countries.map((country) => ({ entity: id, country })))
  )
  await insertRows(
    db,
    membership,
    entities.flatMap(({ id, members }) => members.map((member, position) => ({ parent: id, member, position })))
  )
}

/** Renews the links from relations to the other claims they name. */
export async function linkRelations({ db, tables }: Snapshot, relations: TableRows['relation']): Promise<void> {
  const { relation_other } = tables
  for (const chunk of chunks(relations.map((relation) => relation.id)))
    await db.delete(relation_other).where(inArray(relation_other.relation, chunk))
  await insertRows(
    db,
    relation_other,
    relations.flatMap(({ id, others }) => others.map((observation, position) => ({ relation: id, position, observation })))
  )
}

/** Makes sure the series exist, before observations refer to them. */
export async function addSeries({ db, tables }: Snapshot, series: readonly SeriesRow[]): Promise<void> {
  const distinct = [...new Map(series.map((row) => [row.id, { ...row, observations: 0, sources: 0 }])).values()]
  for (const chunk of chunks(distinct)) await db.insert(tables.series).values(chunk).onConflictDoNothing()
}

/** Counts the observations of every metric and series anew, along their indexes; only imports do this. */
export async function renewCoverage({ db, tables: { series, metric, metric_coverage, observation } }: Snapshot): Promise<void> {
  const perSeries = coverage(observation, sql`${observation}."series" = ${series}."id"`)
  await db.update(series).set(perSeries)
  await db.delete(series).where(sql`${series.observations} = 0`)

  const { observations, sources, first_period, last_period } = coverage(observation, sql`${observation}."metric" = ${metric}."id"`)
  const subjects = sql`(select count(distinct "subject") from ${observation} where ${observation}."metric" = ${metric}."id")`
  await db.delete(metric_coverage)
  await db
    .insert(metric_coverage)
    .select(sql`select ${metric}."id", ${observations}, ${first_period}, ${last_period}, ${sources}, ${subjects} from ${metric}`)
}

/** Coverage figures as SQL over the observations that `which` picks; the period that ends first and the one that ends last. */
function coverage(observation: Snapshot['tables']['observation'], which: SQL) {
  const edge = (order: 'asc' | 'desc') => sql`(select "period" from ${observation} where ${which} and "ends_on" is not null
    order by "ends_on" ${sql.raw(order)}, ${observation}."id" limit 1)`
  return {
    observations: sql`(select count(*) from ${observation} where ${which})`,
    sources: sql`(select count(distinct "source") from ${observation} where ${which})`,
    first_period: edge('asc'),
    last_period: edge('desc')
  }
}
