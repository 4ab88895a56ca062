// Finds products by their names and by their codes without a scheme.
import { composeProductId } from '../product-id.ts'
import { fold } from '../search-text.ts'
import { PRODUCT_SCHEMES } from '../vocabularies.ts'
import { likeTerm } from './contains.ts'
import { recall } from './memory.ts'
import { asc, inArray, or, type SQL, sql } from './orm.ts'
import { chunks } from './rows.ts'
import type { Snapshot } from './store.ts'

export type NamedProduct = { id: string; name: string }

/** How many names one query looks for. */
const NAMES_A_QUERY = 50
const CODE = /^\d{1,10}$/

/** The products whose whole name each text is, by text; other texts are left out. */
export async function findProductsByName(
  snapshot: Snapshot,
  texts: readonly string[]
): Promise<Map<string, string[]>> {
  const keys = new Map(texts.map((text) => [text, productKey(text)]))
  const wanted = [...new Set(keys.values())].filter((key) => key !== '')
  const byKey = await recall(snapshot, 'product called', wanted, (missing) =>
    readByKey(snapshot, missing)
  )
  const found = new Map<string, string[]>()
  for (const [text, key] of keys) {
    const ids = byKey.get(key)
    if (ids) found.set(text, ids)
  }
  return found
}

/** The ids of the products by the keys of their names, among them those of these keys. */
async function readByKey(
  snapshot: Snapshot,
  keys: readonly string[]
): Promise<Map<string, string[]>> {
  const ids = new Map<string, string[]>()
  for (const chunk of chunks(keys, NAMES_A_QUERY))
    for (const { id, name } of await readAlike(snapshot, chunk)) {
      const key = productKey(name)
      ids.set(key, [...(ids.get(key) ?? []), id])
    }
  return ids
}

/** Whether a text is a code without its scheme. */
export function isBareCode(text: string): boolean {
  return CODE.test(text)
}

/** The products with this code, each of another scheme. */
export function findProductsByCode(snapshot: Snapshot, code: string): Promise<NamedProduct[]> {
  const ids = PRODUCT_SCHEMES.map((scheme) => composeProductId(scheme, code))
  return describeProducts(snapshot, isBareCode(code) ? ids : [])
}

/** The names of products. */
export async function describeProducts(
  { db, tables: { product } }: Snapshot,
  ids: readonly string[]
): Promise<NamedProduct[]> {
  const { id, name } = product
  return db
    .select({ id, name })
    .from(product)
    .where(inArray(id, [...ids]))
    .orderBy(asc(id))
}

/** The words of a name, folded: punctuation does not count. */
function productKey(name: string): string {
  return wordsOf(name).join(' ')
}

function wordsOf(name: string): string[] {
  return fold(name)
    .split(/[^\p{L}\p{M}\p{N}]+/u)
    .filter((word) => word !== '')
}

/** The products with a name that has these words in this order, and perhaps others. */
async function readAlike(
  { db, tables: { product } }: Snapshot,
  keys: readonly string[]
): Promise<NamedProduct[]> {
  const { id, name, search_text } = product
  const isAlike = (key: string): SQL => {
    const words = wordsOf(key).map(likeTerm).join('%')
    return sql`${search_text} like ${`%${words}%`} escape '\\'`
  }
  return db
    .select({ id, name })
    .from(product)
    .where(or(...keys.map(isAlike)))
    .orderBy(asc(id))
}
