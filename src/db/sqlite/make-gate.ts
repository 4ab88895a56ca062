// A gate for one connection, which can hold one transaction: either one that readers share, or one
// of a writer.

export type Gate = {
  /**
   * Runs `read` beside other readers. `first` runs before the first reader of a group, `last` after
   * the last one.
   */
  read: <T>(edges: { first: () => void; last: () => void }, read: () => Promise<T>) => Promise<T>
  /** Runs `write` alone; writers wait in the order in which they came. */
  write: <T>(write: () => Promise<T>) => Promise<T>
  isWriting: () => boolean
}

/**
 * Makes a gate. A read inside another read never waits, so a writer waits until there is no reader.
 */
export function makeGate(): Gate {
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
