// Reads the words that can be found, once for each revision.
import { asc } from '../db/orm.ts'
import type { Snapshot } from '../db/store.ts'
import { collectWords, type Vocabulary } from './spelling.ts'

/** So many rows of each kind give their words. */
const ROWS_READ_MAX = 5_000

/** Keeps the words of the newest revision that was asked about, in memory. */
export function keepVocabulary(): (snapshot: Snapshot) => Promise<Vocabulary> {
  let kept: { revision: number; vocabulary: Vocabulary } | undefined
  return async (snapshot) => {
    const { revision } = snapshot
    if (kept?.revision !== revision)
      kept = { revision, vocabulary: collectWords(await readSearchTexts(snapshot)) }
    return kept.vocabulary
  }
}

async function readSearchTexts({ db, tables }: Snapshot): Promise<string[]> {
  const { entity, metric, product, scenario, source, unit } = tables
  const texts: string[] = []
  for (const table of [metric, entity, scenario, product, source, unit]) {
    const rows = await db
      .select({ text: table.search_text })
      .from(table as typeof scenario)
      .orderBy(asc(table.id))
      .limit(ROWS_READ_MAX)
    texts.push(...rows.map(({ text }) => text))
  }
  return texts
}
