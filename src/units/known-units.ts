// The units by their ids: all of them, read at once, because they are few.

import { holdsExactly } from '../unit-symbols.ts'
import type { UnitTraits } from './convert.ts'

export type KnownUnits = {
  /** The unit that an id means: in any case, but symbols such as `Mt` only as they are written. */
  find: (id: string) => UnitTraits | undefined
  /** The unit whose id has the same letters in whatever case. */
  findAlike: (id: string) => UnitTraits | undefined
  add: (units: readonly UnitTraits[]) => void
  all: () => UnitTraits[]
}

export function knownUnits(units: readonly UnitTraits[]): KnownUnits {
  const byId = new Map<string, UnitTraits>()
  const known: KnownUnits = {
    find: (id) => {
      const alike = known.findAlike(id)
      return alike && (alike.id === id || !holdsExactly(alike.id)) ? alike : undefined
    },
    findAlike: (id) => byId.get(id.toLowerCase()),
    add: (some) => {
      for (const unit of some) {
        const key = unit.id.toLowerCase()
        // An id in another case is refused, and must not hide the unit that has the id.
        if ((byId.get(key) ?? unit).id === unit.id) byId.set(key, unit)
      }
    },
    all: () => [...byId.values()]
  }
  known.add(units)
  return known
}
