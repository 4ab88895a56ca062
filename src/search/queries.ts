// Searches everything that has a name. The database finds and ranks the folded search texts. Which
// text matched is found in the original texts, which are read for one page only.
import type { Column, SQL } from 'drizzle-orm'
import { contains, likeTerm } from '../db/contains.ts'
import { inArray, sql } from '../db/orm.ts'
import type { Snapshot } from '../db/store.ts'
import type { Page } from '../http/page.ts'
import { listPath } from '../nouns.ts'
import { fold } from '../search-text.ts'
import type { FOUND_TYPES, Found } from './schemas.ts'

type Type = (typeof FOUND_TYPES)[number]
type Hit = { type: Type; id: string; rank: number }
/** A hit with the rank that orders it: 0 exact id, 1 beginning of a text, 2 anywhere. */
export type FoundRow = Found & { rank: number }

/** Finds what contains the text, best first, then by id. */
export async function search(
  snapshot: Snapshot,
  { q }: { q: string },
  page: Page
): Promise<FoundRow[]> {
  const hits = await findHits(snapshot, q, page)
  const texts = await textsOf(snapshot, hits)
  return hits.map(({ type, id, rank }) => {
    const [name = id, ...others] = texts.get(`${type} ${id}`) ?? []
    return {
      type,
      id,
      name,
      href: hrefOf(type, id),
      matched: bestMatch([id, name, ...others], fold(q)),
      rank
    }
  })
}

async function findHits(
  { db, tables }: Snapshot,
  q: string,
  { after, limit }: Page
): Promise<Hit[]> {
  const term = likeTerm(q)
  const { entity, metric, scenario, source } = tables
  const select = (
    table: typeof entity | typeof metric | typeof scenario | typeof source,
    type: SQL<Type>
  ) =>
    db
      .select({
        type: type.as('type'),
        id: sql<string>`${table.id}`.as('id'),
        rank: rankOf(table.search_text, term).as('rank')
      })
      .from(table as typeof scenario)
      .where(contains(table.search_text, q))
  const hits = select(
    entity,
    sql<Type>`case when ${entity.kind} = 'country' then 'country' else 'entity' end`
  )
    .unionAll(select(metric, sql<Type>`'metric'`))
    .unionAll(select(scenario, sql<Type>`'scenario'`))
    .unionAll(select(source, sql<Type>`'source'`))
    .as('hits')
  const [rank, id, type] = after ?? []
  return db
    .select()
    .from(hits)
    .where(after && sql`(${hits.rank}, ${hits.id}, ${hits.type}) > (${rank}, ${id}, ${type})`)
    .orderBy(sql`${hits.rank}, ${hits.id}, ${hits.type}`)
    .limit(limit)
}

function rankOf(column: Column, term: string): SQL<number> {
  return sql<number>`case when ${column} like ${`\n${term}\n%`} escape '\\' then 0 when ${column} like ${`%\n${term}%`} escape '\\' then 1 else 2 end`
}

/**
 * The texts by which each hit can be found, its name first. They are the originals of its search
 * text.
 */
async function textsOf(snapshot: Snapshot, hits: Hit[]): Promise<Map<string, string[]>> {
  const { db, tables } = snapshot
  const { entity, metric, scenario, source } = tables
  const texts = new Map<string, string[]>()
  const idsOf = (...types: Type[]) =>
    hits.filter((hit) => types.includes(hit.type)).map((hit) => hit.id)
  const add = (type: Type, id: string, all: (string | null)[]) => {
    const before = texts.get(`${type} ${id}`) ?? []
    texts.set(`${type} ${id}`, [...before, ...all.filter((text) => text !== null)])
  }
  const names = await namesOf(snapshot, idsOf('country', 'entity'))
  for (const row of await db
    .select()
    .from(entity)
    .where(inArray(entity.id, idsOf('country', 'entity')))) {
    const known = names.get(row.id) ?? []
    add(row.kind === 'country' ? 'country' : 'entity', row.id, [row.name, ...known, row.note])
  }
  for (const row of await db
    .select()
    .from(metric)
    .where(inArray(metric.id, idsOf('metric'))))
    add('metric', row.id, [row.name, row.definition])
  for (const row of await db
    .select()
    .from(scenario)
    .where(inArray(scenario.id, idsOf('scenario'))))
    add('scenario', row.id, [row.name, row.description])
  for (const row of await db
    .select()
    .from(source)
    .where(inArray(source.id, idsOf('source'))))
    add('source', row.id, [row.title, row.publisher])
  return texts
}

/** All names of these entities, the shortest first. */
async function namesOf(
  { db, tables: { entity_name } }: Snapshot,
  ids: string[]
): Promise<Map<string, string[]>> {
  const { entity, key, name } = entity_name
  const rows = await db
    .select({ entity, name })
    .from(entity_name)
    .where(inArray(entity, ids))
    .orderBy(entity, sql`length(${key})`, key)
  const grouped = Map.groupBy(rows, (row) => row.entity)
  return new Map([...grouped].map(([id, named]) => [id, named.map((row) => row.name)]))
}

function bestMatch(texts: string[], term: string): string {
  const wanted = term.replaceAll(/\s+/g, ' ')
  const folded = texts.map((text) => fold(text).replaceAll(/\s+/g, ' '))
  const tests = [
    (text: string) => text === wanted,
    (text: string) => text.startsWith(wanted),
    (text: string) => text.includes(wanted)
  ]
  const position = tests.map((test) => folded.findIndex(test)).find((index) => index >= 0) ?? 0
  return texts[position] ?? ''
}

function hrefOf(type: Type, id: string): string {
  if (type === 'scenario') return `/v1/projections?scenario=${encodeURIComponent(id)}`
  return `${listPath(type)}/${encodeURIComponent(id)}`
}
