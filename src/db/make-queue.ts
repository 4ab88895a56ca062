// A queue of changes: one at a time, in the order in which they came.
import { WriterBusy } from './store.ts'

/** Runs work when all work before it is done. Gives up, and never begins, after its patience. */
export type Queue = <T>(run: () => Promise<T>, patienceMs: number) => Promise<T>

/** Makes an empty queue. Work that is under way is never cut. */
export function makeQueue(): Queue {
  let lastInLine: Promise<void> = Promise.resolve()
  return async (run, patienceMs) => {
    const before = lastInLine
    const { promise, resolve } = Promise.withResolvers<void>()
    lastInLine = promise
    try {
      await waitFor(before, patienceMs)
    } catch (error) {
      // Who comes next still waits for those before this one.
      void before.then(resolve)
      throw error
    }
    try {
      return await run()
    } finally {
      resolve()
    }
  }
}

async function waitFor(turn: Promise<void>, patienceMs: number): Promise<void> {
  const { promise, reject } = Promise.withResolvers<never>()
  const timer = setTimeout(() => reject(new WriterBusy()), patienceMs)
  try {
    await Promise.race([turn, promise])
  } finally {
    clearTimeout(timer)
  }
}
