// Remembers what many requests look up, such as ids that exist and names. What a revision holds
// never changes, so it is read once for each revision.
import type { Newest, Snapshot } from './store.ts'

const VALUES_MAX = 20_000
/**
 * Longer keys are of nobody's data. They are not remembered, so that a memory has at most 10 MB.
 */
const KEY_CHARACTERS_MAX = 100
/** What is remembered of a key without a value: people ask for names, which are no ids. */
const NOTHING = Symbol('nothing')

/** What is known at one revision, by kind and key. */
export type Memory = {
  find: (key: string) => unknown
  keep: (key: string, value: unknown) => void
}

/**
 * Makes the memory of a store: gives the memory of a revision, and forgets those of others. The
 * time belongs to the revision, because a restored database may make the same revision again.
 */
export function memoryByRevision(): (at: Newest) => Memory {
  let known: Newest = { revision: 0, updatedAt: null }
  let memory = makeMemory()
  return ({ revision, updatedAt }) => {
    if (revision !== known.revision || updatedAt !== known.updatedAt) {
      known = { revision, updatedAt }
      memory = makeMemory()
    }
    return memory
  }
}

/**
 * Makes a memory in two halves. When the young half is full, it becomes the old one, and what was
 * in the old one and was not used since is forgotten.
 */
export function makeMemory(most = VALUES_MAX): Memory {
  let young = new Map<string, unknown>()
  let old = new Map<string, unknown>()
  const keep = (key: string, value: unknown) => {
    if (young.size >= most / 2) {
      old = young
      young = new Map()
    }
    young.set(key, value)
  }
  return {
    find(key) {
      const found = young.get(key) ?? old.get(key)
      if (found !== undefined && !young.has(key)) keep(key, found)
      return found
    },
    keep
  }
}

/**
 * The values of keys, as far as there are any. `read` is asked only for what the memory of the
 * snapshot does not hold. Nobody may change the values: later requests get the same ones.
 */
export async function recall<Value extends NonNullable<unknown>>(
  { memory }: Snapshot,
  kind: string,
  keys: readonly string[],
  read: (keys: string[]) => Promise<Iterable<readonly [key: string, value: Value]>>
): Promise<Map<string, Value>> {
  const found = new Map<string, Value>()
  const missing: string[] = []
  for (const key of new Set(keys)) {
    // Each kind has values of one type, which a memory of all kinds cannot know.
    const value = memory?.find(`${kind} ${key}`) as Value | typeof NOTHING | undefined
    if (value === undefined) missing.push(key)
    else if (value !== NOTHING) found.set(key, value)
  }
  if (missing.length === 0) return found
  const wanted = new Set(missing)
  // A reader may find more on the way, such as other products of a like name, but not all of it.
  for (const [key, value] of await read(missing)) if (wanted.has(key)) found.set(key, value)
  for (const key of missing)
    if (key.length <= KEY_CHARACTERS_MAX) memory?.keep(`${kind} ${key}`, found.get(key) ?? NOTHING)
  return found
}
