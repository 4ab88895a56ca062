// Reads the products that a search may name. Only those with claims count: links lead to figures.
import { contains } from '../db/contains.ts'
import { and, asc, inArray, isNotNull, or } from '../db/orm.ts'
import type { Snapshot } from '../db/store.ts'
import { fold } from '../search-text.ts'
import type { Place } from './places.ts'

const PRODUCTS_READ_MAX = 1_000

/** The products with claims whose texts have one of the words. */
export async function readProducts(
  { db, tables: { product, series } }: Snapshot,
  words: readonly string[]
): Promise<Place[]> {
  const { id, name, search_text } = product
  const claimed = db.select({ id: series.product }).from(series).where(isNotNull(series.product))
  const rows = await db
    .select({ id, name })
    .from(product)
    .where(and(inArray(id, claimed), or(...words.map((word) => contains(search_text, word)))))
    .orderBy(asc(id))
    .limit(PRODUCTS_READ_MAX)
  return rows.map((row) => ({
    ...row,
    isCountry: false,
    // Words of a search have no punctuation at their edges.
    texts: [fold(row.id), fold(row.name).replaceAll(/[,;]/g, '')]
  }))
}
