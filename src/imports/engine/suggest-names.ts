// Adds similar ids to refused names of entities and products, so that the sender of a file sees
// what was meant.
import { findProductsByCode, isBareCode } from '../../db/find-products.ts'
import { nearProducts } from '../../db/near-products.ts'
import { similarNames } from '../../db/similar-names.ts'
import type { Snapshot } from '../../db/store.ts'
import { DataError } from '../../files/data-error.ts'

/** Suggestions for more cells would cost too much. */
const LOOKED_FOR_MAX = 5
const NAMED = /^(the id|ids) or names? of /
const PRODUCT = /^the id or name of a product/

/** The same error, in which the first cells with unknown names have similar ids. */
export async function suggestNames(
  snapshot: Snapshot,
  { cells, count, stop }: DataError
): Promise<DataError> {
  const hints = new Map<string, string>()
  for (const { expected, value } of cells) {
    const key = `${expected} ${value}`
    if (!NAMED.test(expected) || hints.has(key) || hints.size >= LOOKED_FOR_MAX) continue
    hints.set(key, await hintFor(snapshot, value, PRODUCT.test(expected)))
  }
  const told = cells.map((cell) => {
    const hint = hints.get(`${cell.expected} ${cell.value}`) ?? ''
    return hint === '' ? cell : { ...cell, expected: `${cell.expected}${hint}` }
  })
  return new DataError(told, count, stop)
}

async function hintFor(snapshot: Snapshot, value: string, isProduct: boolean): Promise<string> {
  if (isProduct && isBareCode(value)) {
    const products = await findProductsByCode(snapshot, value)
    const ids = products.map(({ id, name }) => `${id} (${name})`)
    return `; write the scheme too: ${ids.join(' or ') || 'HS2022-… or SITC4-…'}`
  }
  const near = isProduct
    ? await nearProducts(snapshot, value)
    : await similarNames(snapshot, 'entity', value)
  return near.length === 0 ? '' : `, perhaps ${near.join(' or ')}`
}
