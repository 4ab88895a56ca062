// Values by text, in a bounded number of bytes. A value that nobody asks for again is on probation:
// ever new texts push out each other, never what is wanted.
import { LRUCache } from 'lru-cache'

export type Wanted<Value extends object | string> = {
  find: (text: string) => Value | undefined
  /** The same, without asking for it. */
  peek: (text: string) => Value | undefined
  keep: (text: string, value: Value) => void
  count: () => number
  bytes: () => number
}

/** The part of the memory that is for values nobody has asked for again yet. */
const ON_PROBATION = 0.2

/** Keeps values in `bytesMax` bytes; one value may take `one` of them. */
export function keepWanted<Value extends object | string>({
  bytesMax,
  one,
  sizeOf
}: {
  bytesMax: number
  one: number
  sizeOf: (value: Value) => number
}): Wanted<Value> {
  const part = (share: number) =>
    new LRUCache<string, Value>({
      maxSize: Math.ceil(bytesMax * share),
      maxEntrySize: Math.ceil(one),
      sizeCalculation: (value, text) => sizeOf(value) + 2 * text.length
    })
  const onProbation = part(ON_PROBATION)
  const wanted = part(1 - ON_PROBATION)
  const promote = (text: string): Value | undefined => {
    const value = onProbation.get(text)
    if (value === undefined) return undefined
    onProbation.delete(text)
    wanted.set(text, value)
    return value
  }
  return {
    find: (text) => wanted.get(text) ?? promote(text),
    peek: (text) => wanted.peek(text) ?? onProbation.peek(text),
    keep(text, value) {
      if (wanted.has(text)) wanted.set(text, value)
      else onProbation.set(text, value)
    },
    count: () => wanted.size + onProbation.size,
    bytes: () => wanted.calculatedSize + onProbation.calculatedSize
  }
}
