// Watches the changes of a store: those that are made, and those that wait for others.
import type { Snapshot, Store } from '../db/store.ts'
import type { Telemetry } from './telemetry.ts'

/** The same store, whose changes are counted. */
export function countWrites(store: Store, { watch }: Telemetry): Store {
  let waiting = 0
  let running = 0
  watch('writes_waiting', () => waiting)
  watch('writes_running', () => running)
  const transaction: Store['transaction'] = async (write, patience) => {
    let begun = false
    waiting += 1
    const begin = <T>(work: (snapshot: Snapshot) => Promise<T>) => {
      return (snapshot: Snapshot) => {
        if (!begun) {
          begun = true
          waiting -= 1
          running += 1
        }
        return work(snapshot)
      }
    }
    try {
      return await store.transaction(begin(write), patience)
    } finally {
      if (begun) running -= 1
      else waiting -= 1
    }
  }
  return { ...store, transaction }
}
