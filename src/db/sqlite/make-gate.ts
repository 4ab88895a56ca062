// A gate for one connection, which can hold one transaction: either one that readers share, or one
// of a writer.
import { makeQueue, type Queue } from '../make-queue.ts'

export type Gate = {
  /**
   * Runs `read` beside other readers. `first` runs before the first reader of a group, `last` after
   * the last one.
   */
  read: <T>(edges: { first: () => void; last: () => void }, read: () => Promise<T>) => Promise<T>
  /** Runs `write` alone; writers wait in the order in which they came. */
  write: Queue
  isWriting: () => boolean
}

/**
 * Makes a gate. A read inside another read never waits, so a writer waits until there is no reader.
 */
export function makeGate(): Gate {
  let readers = 0
  let nobodyReads = Promise.withResolvers<void>()
  const runInTurn = makeQueue()
  let writing: Promise<void> | undefined

  return {
    async read({ first, last }, read) {
      while (writing) await writing
      if (readers === 0) first()
      readers += 1
      try {
        return await read()
      } finally {
        readers -= 1
        if (readers === 0) {
          nobodyReads.resolve()
          nobodyReads = Promise.withResolvers()
          last()
        }
      }
    },
    write: (write, patienceMs) =>
      runInTurn(async () => {
        while (readers > 0) await nobodyReads.promise
        const { promise, resolve } = Promise.withResolvers<void>()
        writing = promise
        try {
          return await write()
        } finally {
          writing = undefined
          resolve()
        }
      }, patienceMs),
    isWriting: () => writing !== undefined
  }
}
