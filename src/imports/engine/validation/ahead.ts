// Mentions of things that come later in the same import, kept until it has been read: only then
// can they be told from mentions of nothing.
import type { Row } from '../../../db/rows.ts'
import type { Noun } from '../../../nouns.ts'
import type { Mention } from './mentions.ts'

/** They are held in memory. Files whose rows mostly name earlier ones may be of any length. */
export const AHEAD_MAX = 100_000

/** Where a row stands in its file. */
export type RowPlace = { file: string; line: number }
type Waiting = { place: RowPlace; mentions: Mention[] }
export type Ahead = {
  /** Keeps mentions for later; false where there are too many. */
  add: (place: RowPlace, mentions: Mention[]) => boolean
  /** Keeps a row whose list items have to wait for what they name. */
  keepRow: (noun: Noun, row: Row) => void
  waiting: () => readonly Waiting[]
  rows: () => ReadonlyMap<Noun, Row[]>
}

/** Begins with none. */
export function mentionsAhead(): Ahead {
  const waiting: Waiting[] = []
  const kept = new Map<Noun, Row[]>()
  let count = 0
  return {
    add(place, mentions) {
      if (count + mentions.length > AHEAD_MAX) return false
      count += mentions.length
      waiting.push({ place, mentions })
      return true
    },
    keepRow(noun, { id, countries, members, derived_from }) {
      const rows = kept.get(noun) ?? []
      rows.push({ id, countries, members, derived_from })
      kept.set(noun, rows)
    },
    waiting: () => waiting,
    rows: () => kept
  }
}
