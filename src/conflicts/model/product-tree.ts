// The products of the catalogue as a tree: what is part of what, and whether all parts are known.

/**
 * How many parts the schemes and the sections of HS have. If the catalogue has that many, it has
 * all. Of other products, nobody knows whether some are missing.
 */
const PARTS: Readonly<Record<string, number>> = {
  SITC4: 10,
  HS2022: 21,
  'HS2022-I': 5,
  'HS2022-II': 9,
  'HS2022-III': 1,
  'HS2022-IV': 9,
  'HS2022-V': 3,
  'HS2022-VI': 11,
  'HS2022-VII': 2,
  'HS2022-VIII': 3,
  'HS2022-IX': 3,
  'HS2022-X': 3,
  'HS2022-XI': 14,
  'HS2022-XII': 4,
  'HS2022-XIII': 3,
  'HS2022-XIV': 1,
  'HS2022-XV': 11,
  'HS2022-XVI': 2,
  'HS2022-XVII': 4,
  'HS2022-XVIII': 3,
  'HS2022-XIX': 1,
  'HS2022-XX': 3,
  'HS2022-XXI': 1
}
const SCHEMES_OF_PARTS = ['HS2022', 'SITC4']
/** What nobody has classified has a code of its own, and often there is nothing of it. */
const UNCLASSIFIED = 'HS2022-99'

/** The products of the catalogue, as far as the rules need them. */
export type ProductTree = {
  parentOf: ReadonlyMap<string, string | null>
  /** The products directly below a product, or the tops of a scheme. */
  partsOf: ReadonlyMap<string, readonly string[]>
}

/** Whether the parts of a product, or the tops of a scheme, can add up to it. */
export function canBeCovered(whole: string): boolean {
  return Object.hasOwn(PARTS, whole)
}

/**
 * Whether the parts of a product or scheme have nothing in common, so that they can be added.
 * Commodities may overlap: cotton and textiles.
 */
export function arePartsDistinct(whole: string): boolean {
  return SCHEMES_OF_PARTS.some((scheme) => whole === scheme || whole.startsWith(`${scheme}-`))
}

export function treeOf(
  products: readonly { id: string; scheme: string; parent: string | null }[]
): ProductTree {
  const sorted = products.toSorted((a, b) => (a.id < b.id ? -1 : 1))
  const below = Map.groupBy(sorted, ({ scheme, parent }) => parent ?? scheme)
  return {
    parentOf: new Map(products.map(({ id, parent }) => [id, parent])),
    partsOf: new Map([...below].map(([whole, parts]) => [whole, parts.map(({ id }) => id)]))
  }
}

/** The products above a product, the smallest first, and its scheme. */
export function wholesOf(product: string, { parentOf }: ProductTree): string[] {
  const wholes: string[] = []
  let next = parentOf.get(product)
  while (typeof next === 'string' && !wholes.includes(next)) {
    wholes.push(next)
    next = parentOf.get(next)
  }
  return [...wholes, product.split('-', 1)[0] ?? '']
}

/** The schemes that have products. */
export function schemesOf({ partsOf, parentOf }: ProductTree): string[] {
  return [...partsOf.keys()].filter((whole) => !parentOf.has(whole)).sort()
}

/** Whether products cover another one: each part is there, or all parts of the part are. */
export function isCovered(
  whole: string,
  there: ReadonlySet<string | null>,
  tree: ProductTree
): boolean {
  const parts = (tree.partsOf.get(whole) ?? []).filter((part) => part !== UNCLASSIFIED)
  const isThere = (part: string) => there.has(part) || isCovered(part, there, tree)
  return parts.length >= (PARTS[whole] ?? Number.POSITIVE_INFINITY) && parts.every(isThere)
}
