// Reads the names in the question of a feed.
import type { Snapshot } from '../db/store.ts'
import { readNamed } from './named-queries.ts'
import type { Question } from './question.ts'
import { questionWords } from './question-words.ts'

/** The question in words. */
export async function readTitle(snapshot: Snapshot, question: Question): Promise<string> {
  const metric = await readNamed(snapshot, 'metric', question.metric ?? [])
  const entity = await readNamed(snapshot, 'entity', question.country ?? [])
  return questionWords(question, {
    metric: (id) => metric(id)?.name ?? id,
    country: (id) => entity(id)?.name ?? id
  })
}
