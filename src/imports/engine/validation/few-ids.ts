// Keeps the ids of few rows in memory.
import type { SeenIds } from '../../../db/seen-ids.ts'

/** Starts empty. Use it for rows that are in memory already; files may have millions of ids. */
export function fewIds(): SeenIds {
  const seen = new Set<string>()
  const isSeen = (noun: string, id: string) => seen.has(`${noun} ${id}`)
  return {
    async add(noun, ids) {
      const before = new Set(ids.filter((id) => isSeen(noun, id)))
      for (const id of ids) seen.add(`${noun} ${id}`)
      return before
    },
    findSeen: async (noun, ids) => new Set(ids.filter((id) => isSeen(noun, id))),
    end: async () => seen.clear()
  }
}
