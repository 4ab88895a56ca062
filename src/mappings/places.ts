// Finds our places behind the codes and names of a file, many at a time, and remembers them.
import type { Snapshot } from '../db/store.ts'
import { describeEntities, findByName } from '../identifiers/name-queries.ts'
import { existingIds } from '../identifiers/queries.ts'

const REMEMBERED_MAX = 20_000
const TEXTS_A_QUERY = 200
const TEXT_MAX = 200

/** A place of ours. */
export type Place = { id: string; kind: string }
export type Places = {
  /** Looks up texts; afterwards `of` knows them. */
  learn: (texts: Iterable<string>) => Promise<void>
  /** The place that a text names; undefined if there is none, or several. */
  of: (text: string) => Place | undefined
}

export function findPlaces(snapshot: Snapshot): Places {
  const known = new Map<string, Place | undefined>()
  return {
    async learn(texts) {
      const wanted = [...new Set(texts)].filter((text) => text !== '' && text.length <= TEXT_MAX)
      if (known.size + wanted.length > REMEMBERED_MAX) known.clear()
      const unknown = wanted.filter((text) => !known.has(text))
      for (let at = 0; at < unknown.length; at += TEXTS_A_QUERY) {
        const some = unknown.slice(at, at + TEXTS_A_QUERY)
        for (const [text, place] of await lookUp(snapshot, some)) known.set(text, place)
      }
    },
    of: (text) => known.get(text)
  }
}

async function lookUp(
  snapshot: Snapshot,
  texts: readonly string[]
): Promise<Map<string, Place | undefined>> {
  const there = new Set(await existingIds(snapshot, 'entity', [...texts]))
  const named = await findByName(
    snapshot,
    texts.filter((text) => !there.has(text))
  )
  const idOf = (text: string) => {
    if (there.has(text)) return text
    const [id, ...others] = named.get(text) ?? []
    return others.length === 0 ? id : undefined
  }
  const ids = [...new Set(texts.flatMap((text) => idOf(text) ?? []))]
  const kinds = new Map(
    (await describeEntities(snapshot, ids)).map(({ id, kind }) => [id, kind] as const)
  )
  return new Map(
    texts.map((text) => {
      const id = idOf(text)
      const kind = id === undefined ? undefined : kinds.get(id)
      return [text, id !== undefined && kind !== undefined ? { id, kind } : undefined]
    })
  )
}
