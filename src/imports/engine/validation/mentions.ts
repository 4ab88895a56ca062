// Which ids a row names, of what, and in which column.
import type { Read } from '../../../files/columns.ts'
import { type Noun, type Reference, referencesOf } from '../../../nouns.ts'

/** `ahead` where a row may name a thing that comes later in the same import. */
export type Mention = Pick<Reference, 'column' | 'to' | 'expected' | 'ahead'> & { id: string }

/** What a row names. Of a country nothing but the name is taken. */
export function mentionsIn<N extends Noun>(noun: N, row: Read<N>): Mention[] {
  if (noun === 'entity' && (row as Read<'entity'>).kind === 'country') return []
  const cells = row as Record<string, unknown>
  return referencesOf(noun).flatMap((reference) =>
    // A column holds an id, a list of ids, or nothing.
    [cells[reference.column] ?? []].flat().map((id) => ({ ...reference, id: String(id) }))
  )
}
