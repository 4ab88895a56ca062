// Finds entities by the names that people use for them.
import { nameKey } from '../name-key.ts'
import { RANK } from '../name-ranks.ts'
import { recall } from './memory.ts'
import { findNearNames } from './near-names.ts'
import { inArray } from './orm.ts'
import { chunks } from './rows.ts'
import type { Snapshot } from './store.ts'
import type { Tables } from './tables/define.ts'

type NameRow = Tables['entity_name']['$inferSelect']

/** What a text may mean. */
export type Meaning = {
  /** The entities; several mean that nobody can tell which one. */
  ids: string[]
  /** Whether the text is a name only in a language that is not of the corridor. */
  isForeign: boolean
  /** Those of the entities whose names are only almost the text, which is a foreign name. */
  almost: string[]
}

/** The ids of the entities that each text is a name of; see {@link findMeanings}. */
export async function findByName(
  snapshot: Snapshot,
  texts: readonly string[]
): Promise<Map<string, string[]>> {
  const found = await findMeanings(snapshot, texts)
  return new Map([...found].map(([text, { ids }]) => [text, ids]))
}

/**
 * What texts mean that are names; others are left out. One query for 500 texts, and another one
 * only if some of them are foreign names: these may be a better known name with a letter wrong.
 */
export async function findMeanings(
  snapshot: Snapshot,
  texts: readonly string[]
): Promise<Map<string, Meaning>> {
  const keys = new Map(texts.map((text) => [text, nameKey(text)]))
  const wanted = [...new Set(keys.values())].filter((key) => key !== '')
  const meanings = await recall(snapshot, 'meaning', wanted, (keys) => readMeanings(snapshot, keys))
  const found = new Map<string, Meaning>()
  for (const [text, key] of keys) {
    const meaning = meanings.get(key)
    if (meaning) found.set(text, meaning)
  }
  return found
}

async function readMeanings(
  snapshot: Snapshot,
  keys: readonly string[]
): Promise<Map<string, Meaning>> {
  const byKey = Map.groupBy(await readNames(snapshot, keys), ({ key }) => key)
  const meanings = new Map([...byKey].map(([key, named]) => [key, meaningOf(named)]))
  await addNearNames(snapshot, meanings)
  return meanings
}

async function readNames(
  { db, tables: { entity_name } }: Snapshot,
  keys: readonly string[]
): Promise<NameRow[]> {
  const rows: NameRow[] = []
  for (const chunk of chunks(keys))
    rows.push(...(await db.select().from(entity_name).where(inArray(entity_name.key, chunk))))
  return rows
}

function meaningOf(named: readonly NameRow[]): Meaning {
  const best = Math.min(...named.map(({ rank }) => rank))
  const ids = named.filter(({ rank }) => rank === best).map(({ entity }) => entity)
  return { ids: ids.sort(), isForeign: best === RANK.foreign, almost: [] }
}

async function addNearNames(snapshot: Snapshot, meanings: Map<string, Meaning>): Promise<void> {
  const foreign = [...meanings].filter(([, { isForeign }]) => isForeign)
  if (foreign.length === 0) return
  const near = await findNearNames(
    snapshot,
    foreign.map(([key]) => key)
  )
  for (const [key, meaning] of foreign) {
    meaning.almost = (near.get(key) ?? []).filter((id) => !meaning.ids.includes(id))
    meaning.ids.push(...meaning.almost)
  }
}
