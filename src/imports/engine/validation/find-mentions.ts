// Finds the ids that a row names.
import type { ReadRow } from '../../../files/columns.ts'
import { type Noun, type Reference, referencesOf } from '../../../nouns.ts'

/** `ahead` if the row may name a thing that comes later in the same import. */
export type Mention = Pick<Reference, 'column' | 'to' | 'expected' | 'ahead'> & { id: string }

/** The ids that a row names. A row of a country names nothing, because only its name is used. */
export function findMentions<N extends Noun>(noun: N, row: ReadRow<N>): Mention[] {
  if (noun === 'entity' && (row as ReadRow<'entity'>).kind === 'country') return []
  const cells = row as Record<string, unknown>
  return referencesOf(noun).flatMap((reference) =>
    // A column holds one id, a list of ids, or nothing.
    [cells[reference.column] ?? []].flat().map((id) => ({ ...reference, id: String(id) }))
  )
}
