// Adds similar ids to refused names of entities, so that the sender of a file sees what was meant.
import { similarNames } from '../../db/similar-names.ts'
import type { Snapshot } from '../../db/store.ts'
import { DataError } from '../../files/data-error.ts'

/** Suggestions for more cells would cost too much. */
const LOOKED_FOR_MAX = 5
const NAMED = /^(the id|ids) or names? of /

/** The same error, in which the first cells with unknown names have similar ids. */
export async function suggestNames(
  snapshot: Snapshot,
  { cells, count }: DataError
): Promise<DataError> {
  const similar = new Map<string, string[]>()
  for (const { expected, value } of cells) {
    if (!NAMED.test(expected) || similar.has(value) || similar.size >= LOOKED_FOR_MAX) continue
    similar.set(value, await similarNames(snapshot, 'entity', value))
  }
  const told = cells.map((cell) => {
    const near = NAMED.test(cell.expected) ? (similar.get(cell.value) ?? []) : []
    return near.length === 0
      ? cell
      : { ...cell, expected: `${cell.expected}, perhaps ${near.join(' or ')}` }
  })
  return new DataError(told, count)
}
