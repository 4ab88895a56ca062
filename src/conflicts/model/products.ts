// Checks figures of products against the figure of the product that includes them, and sections
// against the total.
import type { Check, ClaimPlace, Scope } from './checks.ts'
import {
  arePartsDistinct,
  isCovered,
  type ProductTree,
  schemesOf,
  wholesOf
} from './product-tree.ts'
import { sumCheck } from './sums.ts'
import {
  type Cell,
  heardFrom,
  isOwn,
  placeKey,
  type Thing,
  type Things,
  type Voice
} from './things.ts'

/** The things about products, by the places of the things that include them. */
export type ProductThings = ReadonlyMap<string, readonly Thing[]>

/** Puts each thing about a product under every product above it, and under its scheme. */
export function productThings({ all, scope: { products } }: Things): ProductThings {
  const below = new Map<string, Thing[]>()
  if (!products) return below
  for (const thing of all) {
    if (thing.product === null) continue
    for (const whole of wholesOf(thing.product, products)) {
      const key = keyOf(thing, whole)
      const things = below.get(key)
      if (things) things.push(thing)
      else below.set(key, [thing])
    }
  }
  return below
}

/**
 * Compares a figure with those of the products in it: as a sum if all parts are there, and
 * otherwise as a whole that some parts may not exceed.
 */
export function checkProducts(whole: Cell, { products }: Scope, below: ProductThings): Check[] {
  if (!products || below.size === 0 || whole.days === '') return []
  const { product } = whole.thing
  const wholes = product === null ? schemesOf(products) : [product]
  return wholes.flatMap((one) => {
    const cells = (below.get(keyOf(whole.thing, one)) ?? []).flatMap(
      (thing) => thing.cells.get(whole.days) ?? []
    )
    return cells.length === 0 ? [] : compare(whole, one, cells, products)
  })
}

function compare(whole: Cell, name: string, cells: readonly Cell[], tree: ProductTree): Check[] {
  return [...whole.voices.values()].flatMap((voice) => {
    const own = cells.filter((cell) => isOwn(cell, voice))
    const tops = findTops(own.length > 0 ? own : cells, name, tree)
    const parts = arePartsDistinct(name) ? tops : largestOf(tops)
    const there = new Set(parts.map(({ thing }) => thing.product))
    const complete = isCovered(name, there, tree)
    const canFall = [whole, ...parts].some(({ quantity }) => quantity.low < 0)
    const sum =
      complete || !canFall
        ? [
            sumCheck({
              whole,
              voice,
              parts: parts.map((cell) => heardFrom(cell, voice)),
              complete,
              kind: complete ? 'sum_of_products' : 'part_exceeds_whole',
              combination: `products of ${name}`
            })
          ]
        : []
    return [...sum, ...(own.length > 0 && !canFall ? exceeding(whole, voice, name, cells) : [])]
  })
}

/** A part that another author gives is not added, but alone it may not exceed the whole. */
function exceeding(whole: Cell, voice: Voice, name: string, cells: readonly Cell[]): Check[] {
  const larger = cells.filter(
    (cell) => !isOwn(cell, voice) && cell.quantity.low > voice.quantity.high
  )
  const parts = largestOf(larger)
  if (parts.length === 0) return []
  const combination = `foreign product of ${name}`
  const rest = { complete: false, kind: 'part_exceeds_whole', combination } as const
  return [sumCheck({ whole, voice, parts, ...rest })]
}

function largestOf(cells: readonly Cell[]): Cell[] {
  return cells.toSorted((a, b) => b.quantity.low - a.quantity.low).slice(0, 1)
}

/** The figures that no other one includes, so that nothing is added twice. */
function findTops(cells: readonly Cell[], whole: string, tree: ProductTree): Cell[] {
  const there = new Set(cells.map(({ thing }) => thing.product))
  const isTop = ({ thing }: Cell) =>
    wholesOf(thing.product ?? '', tree).every((one) => one === whole || !there.has(one))
  return cells
    .filter(isTop)
    .sort((a, b) => ((a.thing.product ?? '') < (b.thing.product ?? '') ? -1 : 1))
}

function keyOf(place: ClaimPlace, whole: string): string {
  return `${placeKey({ ...place, product: null })} in ${whole}`
}
