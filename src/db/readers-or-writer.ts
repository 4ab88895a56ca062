// One connection can hold one transaction: either the one that readers share, or the one of a writer.

export type Gate = {
  /** Runs `read` beside other readers; `first` before the first of those that are together, `last` after the last. */
  read: <T>(edges: { first: () => void; last: () => void }, read: () => Promise<T>) => Promise<T>
  /** Runs `write` alone. Readers who come later wait, so that a writer always gets its turn. */
  write: <T>(write: () => Promise<T>) => Promise<T>
  isWriting: () => boolean
}

/** A gate nobody has passed yet. A reader must not wait for another one: with a writer between them neither would go on. */
export function readersOrWriter(): Gate {
  let readers = 0
  let writing = false
  /** Resolves when the writers that have come so far are done. */
  let writers: Promise<void> | undefined
  let left: () => void = () => {}

  return {
    async read({ first, last }, read) {
      while (writers) await writers
      if (readers === 0) first()
      readers += 1
      try {
        return await read()
      } finally {
        readers -= 1
        if (readers === 0) {
          last()
          left()
        }
      }
    },
    async write(write) {
      const before = writers
      const done = Promise.withResolvers<void>()
      writers = done.promise
      await before
      if (readers > 0) await new Promise<void>((resolve) => (left = resolve))
      writing = true
      try {
        return await write()
      } finally {
        writing = false
        if (writers === done.promise) writers = undefined
        done.resolve()
      }
    },
    isWriting: () => writing
  }
}
