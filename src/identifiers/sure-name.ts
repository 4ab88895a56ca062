// Finds the entity that a word of its name means without doubt.
import type { Snapshot } from '../db/store.ts'
import { fold } from '../search-text.ts'
import { describeEntities, type NamedEntity } from './name-queries.ts'
import { idsWithText } from './queries.ts'

/**
 * Names of these have a word of their own, such as `Wheat, US hard red winter`. Those of routes are
 * made of other places, and a word of a country is often one of another country, too.
 */
const SURE_KINDS: readonly NamedEntity['kind'][] = ['commodity', 'port', 'crossing']
const WORDS = /[\p{L}\p{M}\p{N}']+/gu

/** The id of the entity with this word in its name, if no other entity has it in any text. */
export async function surelyNamed(snapshot: Snapshot, word: string): Promise<string | undefined> {
  const [only, ...others] = await idsWithText(snapshot, 'entity', word, 2)
  if (only === undefined || others.length > 0) return undefined
  const [found] = await describeEntities(snapshot, [only])
  const isWord = found && fold(found.name).match(WORDS)?.includes(fold(word))
  return isWord && SURE_KINDS.includes(found.kind) ? only : undefined
}
