// One connection can hold one transaction: either the one that readers share, or the one of a
// writer.

export type Gate = {
  /**
   * Runs `read` beside other readers; `first` before the first of those that are together, `last`
   * after the last.
   */
  read: <T>(edges: { first: () => void; last: () => void }, read: () => Promise<T>) => Promise<T>
  /** Runs `write` alone, in the order of coming. */
  write: <T>(write: () => Promise<T>) => Promise<T>
  isWriting: () => boolean
}

/**
 * A gate nobody has passed yet. A read within a read goes on whoever waits; so writers wait until
 * there is no reader.
 */
export function readersOrWriter(): Gate {
  let readers = 0
  let nobodyReads = Promise.withResolvers<void>()
  let lastInLine: Promise<void> = Promise.resolve()
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
    async write(write) {
      const before = lastInLine
      const { promise, resolve } = Promise.withResolvers<void>()
      lastInLine = promise
      await before
      while (readers > 0) await nobodyReads.promise
      writing = promise
      try {
        return await write()
      } finally {
        writing = undefined
        resolve()
      }
    },
    isWriting: () => writing !== undefined
  }
}
