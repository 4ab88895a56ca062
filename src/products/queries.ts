import { contains } from '../db/contains.ts'
import { listedById } from '../db/listed-by-id.ts'
import { and, asc, eq, inArray, isNull, or } from '../db/orm.ts'
import type { Snapshot } from '../db/store.ts'
import type { PRODUCT_SCHEMES } from '../vocabularies.ts'
import { LEVELS_MAX } from './levels.ts'
import { PARTS_MAX, type ProductDetail } from './schemas.ts'

/** `isTop` adds products without a parent. The ids exist. */
export type ProductFilters = {
  scheme?: (typeof PRODUCT_SCHEMES)[number][] | undefined
  parent?: string[] | undefined
  isTop?: true | undefined
  q?: string | undefined
}
type Reference = { id: string; name: string }

/** The list of products. */
export const productList = listedById('product', selectProducts, meetFilters)

/** Finds a product with the products around it and its coverage. */
export async function findProduct(
  snapshot: Snapshot,
  id: string
): Promise<ProductDetail | undefined> {
  const { product } = snapshot.tables
  const [row] = await selectProducts(snapshot).where(eq(product.id, id)).limit(1)
  if (!row) return undefined
  return {
    ...row,
    parents: await listParents(snapshot, row.parent),
    children: await listChildren(snapshot, id),
    coverage: await readCoverage(snapshot, id)
  }
}

function meetFilters(
  { tables: { product } }: Snapshot,
  { scheme, parent, isTop, q }: ProductFilters
) {
  return and(
    scheme && inArray(product.scheme, scheme),
    or(parent && inArray(product.parent, parent), isTop && isNull(product.parent)),
    contains(product.search_text, q)
  )
}

function selectProducts({ db, tables: { product } }: Snapshot) {
  const { id, scheme, code, name, parent, note } = product
  return db.select({ id, scheme, code, name, parent, note }).from(product).$dynamic()
}

/** One look-up a level; imports see to it that there are few levels. */
async function listParents(
  { db, tables: { product } }: Snapshot,
  parent: string | null
): Promise<Reference[]> {
  const parents: Reference[] = []
  for (let next = parent; next !== null && parents.length < LEVELS_MAX; ) {
    const [row] = await db.select().from(product).where(eq(product.id, next)).limit(1)
    if (!row) break
    parents.push({ id: row.id, name: row.name })
    next = row.parent
  }
  return parents
}

async function listChildren(
  { db, tables: { product } }: Snapshot,
  id: string
): Promise<Reference[]> {
  return db
    .select({ id: product.id, name: product.name })
    .from(product)
    .where(eq(product.parent, id))
    .orderBy(asc(product.id))
    .limit(PARTS_MAX)
}

/** From the author series that imports keep, so that no claim is read. */
async function readCoverage({ db, tables: { series } }: Snapshot, id: string) {
  const rows = await db
    .select({ metric: series.metric, observations: series.observations })
    .from(series)
    .where(eq(series.product, id))
  const metrics = [...new Set(rows.map(({ metric }) => metric))].sort()
  return {
    observations: rows.reduce((sum, { observations }) => sum + observations, 0),
    metrics: metrics.slice(0, PARTS_MAX)
  }
}
