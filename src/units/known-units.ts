// The units by their ids, in any case: all of them, read at once, because they are few.
import type { UnitTraits } from './convert.ts'

export type KnownUnits = {
  /** The unit of this id; upper and lower case are the same. */
  find: (id: string) => UnitTraits | undefined
  add: (units: readonly UnitTraits[]) => void
  all: () => UnitTraits[]
}

export function knownUnits(units: readonly UnitTraits[]): KnownUnits {
  const byId = new Map<string, UnitTraits>()
  const known: KnownUnits = {
    find: (id) => byId.get(id.toLowerCase()),
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
