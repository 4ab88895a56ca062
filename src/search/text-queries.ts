// Reads the original texts of hits, for one page only: their names, and the text that matches.
import { inArray, sql } from '../db/orm.ts'
import type { Snapshot } from '../db/store.ts'
import { fold } from '../search-text.ts'
import { figuresName } from './places.ts'
import type { FoundType } from './schemas.ts'
import type { Question } from './words.ts'

type Named = { type: FoundType; id: string }
/** The texts by which a hit can be found, its name first, by `type id`. */
export type Texts = Map<string, string[]>

type Add = (thing: Named, all: (string | null)[]) => void
type AddTexts = (snapshot: Snapshot, ids: string[], add: Add) => Promise<void>

export async function readTexts(snapshot: Snapshot, hits: readonly Named[]): Promise<Texts> {
  const texts: Texts = new Map()
  const add: Add = ({ type, id }, all) => {
    const before = texts.get(`${type} ${id}`) ?? []
    texts.set(`${type} ${id}`, [...before, ...all.filter((text) => text !== null)])
  }
  const readers: [AddTexts, ...FoundType[]][] = [
    [addEntities, 'country', 'entity'],
    [addMetrics, 'metric'],
    [addProducts, 'product'],
    [addScenarios, 'scenario'],
    [addSources, 'source'],
    [addUnits, 'unit'],
    [addProjections, 'projection']
  ]
  for (const [addTexts, ...types] of readers) {
    const ids = hits.filter((hit) => types.includes(hit.type)).map(({ id }) => id)
    if (ids.length > 0) await addTexts(snapshot, ids, add)
  }
  return texts
}

async function addEntities(snapshot: Snapshot, ids: string[], add: Add) {
  const { entity } = snapshot.tables
  const names = await readNames(snapshot, ids)
  for (const row of await snapshot.db.select().from(entity).where(inArray(entity.id, ids))) {
    const type = row.kind === 'country' ? 'country' : 'entity'
    add({ type, id: row.id }, [row.name, ...(names.get(row.id) ?? []), row.note])
  }
}

/** All names of these entities, the shortest first. */
async function readNames(
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

async function addMetrics({ db, tables: { metric } }: Snapshot, ids: string[], add: Add) {
  for (const row of await db.select().from(metric).where(inArray(metric.id, ids)))
    add({ type: 'metric', id: row.id }, [row.name, row.short_name, row.definition])
}

async function addProducts({ db, tables: { product } }: Snapshot, ids: string[], add: Add) {
  for (const row of await db.select().from(product).where(inArray(product.id, ids)))
    add({ type: 'product', id: row.id }, [row.name, row.code])
}

async function addScenarios({ db, tables: { scenario } }: Snapshot, ids: string[], add: Add) {
  for (const row of await db.select().from(scenario).where(inArray(scenario.id, ids)))
    add({ type: 'scenario', id: row.id }, [row.name, row.description])
}

async function addSources({ db, tables: { source } }: Snapshot, ids: string[], add: Add) {
  for (const row of await db.select().from(source).where(inArray(source.id, ids)))
    add({ type: 'source', id: row.id }, [row.title, row.publisher])
}

async function addUnits({ db, tables: { unit } }: Snapshot, ids: string[], add: Add) {
  for (const row of await db.select().from(unit).where(inArray(unit.id, ids)))
    add({ type: 'unit', id: row.id }, [row.name])
}

/** A projection has no name. It is called by its metric, places and target period. */
async function addProjections({ db, tables }: Snapshot, ids: string[], add: Add) {
  const { projection, metric, entity } = tables
  const rows = await db.select().from(projection).where(inArray(projection.id, ids))
  const metricIds = [...new Set(rows.map((row) => row.metric))]
  const places = [...new Set(rows.flatMap(({ subject, partner }) => [subject, partner ?? subject]))]
  const metrics = await db.select().from(metric).where(inArray(metric.id, metricIds))
  const entities = await db.select().from(entity).where(inArray(entity.id, places))
  const names = new Map([...metrics, ...entities].map(({ id, name }) => [id, name]))
  const nameOf = (id: string) => names.get(id) ?? id
  for (const row of rows) {
    const what = figuresName(
      [nameOf(row.metric)],
      [row.subject, row.partner].flatMap((id) => (id === null ? [] : [nameOf(id)]))
    )
    const name = row.target_period === null ? what : `${what}, ${row.target_period}`
    add({ type: 'projection', id: row.id }, [name, row.text, row.condition, row.attributed_to])
  }
}

/**
 * The text that matches best: all of it, its beginning, a part of it, or most of the words. The
 * words may also be in the texts of something else, such as the places of a projection.
 */
export function bestMatch(texts: readonly string[], { phrase, needed }: Question): string {
  const folded = texts.map((text) => fold(text).replaceAll(/\s+/g, ' '))
  const wordsIn = (text: string) => needed.filter((word) => text.includes(word)).length
  const most = Math.max(...folded.map(wordsIn))
  if (most === 0) return texts[1] ?? ''
  const tests = [
    (text: string) => text === phrase,
    (text: string) => text.startsWith(phrase),
    (text: string) => text.includes(phrase),
    (text: string) => wordsIn(text) === most
  ]
  const position = tests.map((test) => folded.findIndex(test)).find((index) => index >= 0) ?? 0
  return texts[position] ?? ''
}
