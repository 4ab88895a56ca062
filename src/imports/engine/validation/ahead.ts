// Names of things that come later in the same import, kept until it has been read: only then can
// they be told from names of nothing.

import type { Row } from '../../../db/rows.ts'
import type { Noun } from '../../../files/columns.ts'
import type { Name } from './mentions.ts'

/** They are held in memory. Files whose rows mostly name earlier ones may be of any length. */
export const AHEAD_MAX = 100_000

export type Place = { file: string; line: number }
type Waiting = { place: Place; names: Name[] }
export type Ahead = {
  /** Keeps names for later; false where there are too many. */
  add: (place: Place, names: Name[]) => boolean
  /** Keeps the row of which the links have to wait for these names. */
  link: (noun: Noun, row: Row) => void
  waiting: () => readonly Waiting[]
  links: () => ReadonlyMap<Noun, Row[]>
}

/** Begins with none. */
export function namesAhead(): Ahead {
  const waiting: Waiting[] = []
  const links = new Map<Noun, Row[]>()
  let count = 0
  return {
    add(place, names) {
      if (count + names.length > AHEAD_MAX) return false
      count += names.length
      waiting.push({ place, names })
      return true
    },
    link(noun, { id, countries, members, derived_from }) {
      const rows = links.get(noun) ?? []
      rows.push({ id, countries, members, derived_from })
      links.set(noun, rows)
    },
    waiting: () => waiting,
    links: () => links
  }
}
