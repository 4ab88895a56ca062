// Reads the original texts of hits, for one page only: their names, and the text that matches.
import { inArray } from '../db/orm.ts'
import type { Snapshot } from '../db/store.ts'
import { fold } from '../search-text.ts'
import { figuresName } from './places.ts'
import type { FoundType } from './schemas.ts'
import type { Question } from './words.ts'

type Named = { type: FoundType; id: string }
/** The texts by which a hit can be found, its name first, by `type id`. */
export type Texts = Map<string, string[]>

export async function readTexts(snapshot: Snapshot, hits: readonly Named[]): Promise<Texts> {
  const { db, tables } = snapshot
  const { entity, metric, scenario, source } = tables
  const texts: Texts = new Map()
  const idsOf = (...types: FoundType[]) =>
    hits.filter((hit) => types.includes(hit.type)).map(({ id }) => id)
  const add = ({ type, id }: Named, all: (string | null)[]) => {
    const before = texts.get(`${type} ${id}`) ?? []
    texts.set(`${type} ${id}`, [...before, ...all.filter((text) => text !== null)])
  }
  const entities = await db
    .select()
    .from(entity)
    .where(inArray(entity.id, idsOf('country', 'entity')))
  for (const { kind, id, name, note } of entities)
    add({ type: kind === 'country' ? 'country' : 'entity', id }, [name, note])
  await addCountryNames(snapshot, idsOf('country'), add)
  const metrics = await db
    .select()
    .from(metric)
    .where(inArray(metric.id, idsOf('metric')))
  for (const { id, name, definition } of metrics) add({ type: 'metric', id }, [name, definition])
  const scenarios = await db
    .select()
    .from(scenario)
    .where(inArray(scenario.id, idsOf('scenario')))
  for (const { id, name, description } of scenarios)
    add({ type: 'scenario', id }, [name, description])
  const sources = await db
    .select()
    .from(source)
    .where(inArray(source.id, idsOf('source')))
  for (const { id, title, publisher } of sources) add({ type: 'source', id }, [title, publisher])
  await addProjections(snapshot, idsOf('projection'), add)
  return texts
}

type Add = (thing: Named, all: (string | null)[]) => void

async function addCountryNames({ db, tables }: Snapshot, codes: string[], add: Add) {
  const { country } = tables
  for (const row of await db.select().from(country).where(inArray(country.code, codes)))
    add({ type: 'country', id: row.code }, [
      row.iso2,
      row.official_name,
      ...Object.values(row.names)
    ])
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
      nameOf(row.metric),
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
