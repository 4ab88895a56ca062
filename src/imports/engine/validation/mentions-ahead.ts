// Keeps ids that rows name before the rows with these ids come. Only at the end of the import is it
// known which of these ids do not exist.
import type { Row } from '../../../db/rows.ts'
import type { Noun } from '../../../nouns.ts'
import type { Mention } from './find-mentions.ts'

/** They are held in memory. A file may have any length if most of its rows name earlier rows. */
export const AHEAD_MAX = 100_000

/** The place of a row in its file. */
export type RowPlace = { file: string; line: number }
type WaitingMentions = { place: RowPlace; mentions: Mention[] }
export type Ahead = {
  /** Keeps mentions for later; false if there are too many. */
  add: (place: RowPlace, mentions: Mention[]) => boolean
  /** Keeps a row whose list items must wait for the rows that they name. */
  keepRow: (noun: Noun, row: Row) => void
  waiting: () => readonly WaitingMentions[]
  rows: () => ReadonlyMap<Noun, Row[]>
}

/** Starts empty. */
export function mentionsAhead(): Ahead {
  const waiting: WaitingMentions[] = []
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
