// Finds products like a text, for suggestions in errors.
import { distance } from 'fastest-levenshtein'
import { contains } from './contains.ts'
import { asc } from './orm.ts'
import type { Snapshot } from './store.ts'

const SHOWN_MAX = 5
const COMPARED_CHARACTERS_MAX = 100
const EDITS_MAX = 2
/** Shorter texts are in too many names. */
const CHARACTERS_MIN = 3

/** The ids of products with this text in their names; where there are none, similar ids. */
export async function nearProducts(
  { db, tables: { product } }: Snapshot,
  text: string
): Promise<string[]> {
  const wanted = text.slice(0, COMPARED_CHARACTERS_MAX)
  if (wanted.length < CHARACTERS_MIN) return []
  const { id, search_text } = product
  const named = await db
    .select({ id })
    .from(product)
    .where(contains(search_text, wanted))
    .orderBy(asc(id))
    .limit(SHOWN_MAX)
  if (named.length > 0) return named.map((row) => row.id)
  const all = await db.select({ id }).from(product).orderBy(asc(id))
  const lowered = wanted.toLowerCase()
  return all
    .map((row) => ({ id: row.id, far: distance(row.id.toLowerCase(), lowered) }))
    .filter(({ far }) => far <= EDITS_MAX)
    .sort((a, b) => a.far - b.far)
    .slice(0, SHOWN_MAX)
    .map((row) => row.id)
}
