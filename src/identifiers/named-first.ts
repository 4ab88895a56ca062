// Lists of entities with a search text: those that have it as their name come first.
import { z } from 'zod'
import type { Snapshot } from '../db/store.ts'
import type { CursorKey } from '../http/cursors.ts'
import { describeEntities, findByName, type NamedEntity } from './name-queries.ts'

/** The entities that a search text is a name of. */
export async function findNamed(snapshot: Snapshot, q: string | undefined): Promise<NamedEntity[]> {
  if (q === undefined) return []
  return describeEntities(snapshot, (await findByName(snapshot, [q])).get(q) ?? [])
}

/** The key of a row in a list that puts the named ones first. */
export function namedKey(id: string, { named }: { named: readonly string[] }): CursorKey {
  return [named.includes(id) ? 0 : 1, id]
}

export const namedKeySchema = () => z.tuple([z.int32(), z.string()])
