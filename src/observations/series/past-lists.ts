// Keeps the lists of author series of earlier times that were asked for last. Each page of a walk
// needs the whole list, and forming it takes longer than everything else that the page needs.
import type { Snapshot } from '../../db/store.ts'
import type { CountedSeries } from './author-queries.ts'

type List = readonly CountedSeries[]
type Limits = { lists: number; series: number }

/** Some 30 MB. A list alone never has more series, because its claims are at most as many. */
const LIMITS: Limits = { lists: 100, series: 100_000 }
/** A memory ends with its revision, and so do the lists. */
const kept = new WeakMap<NonNullable<Snapshot['memory']>, Map<string, List>>()

/**
 * The list that answers a question about a snapshot of an earlier time: the one that is kept, or
 * the one that `form` makes. Nobody may change it. Only tests set limits.
 */
export async function keepList(
  { revision, now }: Snapshot,
  question: string,
  form: () => Promise<List>,
  limits = LIMITS
): Promise<List> {
  const memory = now?.memory
  if (!memory) return form()
  const lists = kept.get(memory) ?? new Map<string, List>()
  kept.set(memory, lists)
  const key = `${revision} ${question}`
  const list = lists.get(key) ?? (await form())
  // The one that was used last is the last to go.
  lists.delete(key)
  lists.set(key, list)
  forgetOldest(lists, limits)
  return list
}

function forgetOldest(lists: Map<string, List>, limits: Limits): void {
  let series = [...lists.values()].reduce((sum, { length }) => sum + length, 0)
  for (const [oldest, { length }] of lists) {
    if (series <= limits.series && lists.size <= limits.lists) return
    lists.delete(oldest)
    series -= length
  }
}
