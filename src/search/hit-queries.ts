// Finds and ranks everything that has a name, in the database. Figures are in no table: see
// figure-queries.ts.
import { countFound } from '../db/count-rows.ts'
import { and, eq, inArray, ne, or, type SQL, sql } from '../db/orm.ts'
import type { Snapshot } from '../db/store.ts'
import type { Page } from '../http/page.ts'
import { containsAll, headOf, isAbout, metricHead, number, RANKS, rankOf } from './conditions.ts'
import type { FoundType } from './schemas.ts'
import type { Question } from './words.ts'

/** Hits are sorted by rank, the length of their id, id and type. */
export type Ranked = { rank: number; size: number; id: string }
export type Hit = Ranked & { type: TableType }
type TableType = Exclude<FoundType, 'series'>
/** The types to find, and the entities that figures must have on either side. */
export type Wanted = { types: readonly FoundType[]; country?: readonly string[] | undefined }

/** One page of the hits of some types. */
export async function findHits(
  { db, tables }: Snapshot,
  question: Question,
  wanted: Wanted,
  { after, limit }: Page
): Promise<Hit[]> {
  const hits = hitsOf(tables, question, wanted)
  if (!hits) return []
  const [rank, size, id, type] = after ?? []
  const key = sql`(${number(Number(rank))}, ${number(Number(size))}, ${id}, ${type})`
  return db
    .select({
      rank: sql<number>`rank`,
      size: sql<number>`size`,
      id: sql<string>`id`,
      type: sql<TableType>`type`
    })
    .from(hits)
    .where(after && sql`(rank, size, id, type) > ${key}`)
    .orderBy(sql`rank, size, id, type`)
    .limit(limit)
}

/** Counts the hits of some types, at most `most`. */
export async function countHits(
  { db, tables }: Snapshot,
  question: Question,
  wanted: Wanted,
  most: number
): Promise<number> {
  const hits = hitsOf(tables, question, wanted)
  if (!hits) return 0
  const rows = db.select({ id: sql<string>`id`.as('id') }).from(hits)
  return countFound(db, rows.$dynamic(), most)
}

/** All hits of some types as one table; undefined if there can be none. */
function hitsOf(
  tables: Snapshot['tables'],
  question: Question,
  { types, country }: Wanted
): SQL | undefined {
  const selects = selectsOf(tables, question, country)
  const wanted = types.flatMap((type) => selects[type] ?? [])
  if (wanted.length === 0 || question.needed.length === 0) return undefined
  return sql`(${sql.join(wanted, sql` union all `)}) as hits`
}

function selectsOf(
  tables: Snapshot['tables'],
  question: Question,
  country: readonly string[] | undefined
): { [type in FoundType]?: SQL } {
  const { entity, metric, product, scenario, source, projection, unit } = tables
  const isCountry = eq(entity.kind, 'country')
  const rank = {
    // All texts of a country are names.
    country: rankOf({ ...entity, names: sql`${entity.search_text}` }, 'place', question),
    entity: rankOf({ ...entity, names: headOf(entity, entity.name) }, 'place', question),
    metric: rankOf({ ...metric, names: metricHead(metric) }, 'metric', question),
    product: rankOf({ ...product, names: headOf(product, product.name) }, 'place', question),
    scenario: rankOf({ ...scenario, names: headOf(scenario, scenario.name) }, 'scenario', question),
    source: rankOf({ ...source, names: headOf(source, source.publisher) }, 'document', question),
    unit: rankOf({ ...unit, names: sql`${unit.search_text}` }, 'document', question)
  }
  const found = (type: keyof typeof rank, table: Searched, where?: SQL) =>
    sql`select ${rank[type]} as rank, length(${table.id}) as size, ${table.id} as id, ${literal(type)} as type from ${table} where ${and(containsAll(table.search_text, question.needed), where)}`
  const isOf =
    country &&
    or(inArray(projection.subject, [...country]), inArray(projection.partner, [...country]))
  const isItself = sql`lower(${projection.id}) = ${question.phrase}`
  return {
    country: found('country', entity, isCountry),
    entity: found('entity', entity, ne(entity.kind, 'country')),
    metric: found('metric', metric),
    product: found('product', product),
    scenario: found('scenario', scenario),
    source: found('source', source),
    unit: found('unit', unit),
    projection: sql`select case when ${isItself} then ${number(RANKS.id)} else ${number(RANKS.projection)} end as rank, length(${projection.id}) as size, ${projection.id} as id, ${literal('projection')} as type from ${projection} where ${and(or(isItself, isAbout(tables, question.needed)), isOf)}`
  }
}

type Searched = Snapshot['tables']['entity' | 'metric' | 'product' | 'scenario' | 'source' | 'unit']

/** A word in the text of a statement. A parameter would have no type for PostgreSQL. */
function literal(type: TableType): SQL {
  return sql.raw(`'${type}'`)
}
