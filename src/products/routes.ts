import type { FastifyInstance } from 'fastify'
import type { z } from 'zod'
import type { Snapshot, Store } from '../db/store.ts'
import { nounRoutes } from '../identifiers/noun-routes.ts'
import { resolveOrNone } from '../identifiers/resolve.ts'
import { FACTS } from '../licenses.ts'
import { productId } from '../product-id.ts'
import { findProduct, type ProductFilters, productList } from './queries.ts'
import { listProductsQuery, productDetailSchema, productSchema } from './schemas.ts'

type Query = z.output<z.ZodObject<typeof listProductsQuery>>

export function productRoutes(app: FastifyInstance, store: Store): void {
  const products = nounRoutes(app, store, 'product', FACTS)
  products.list({
    operationId: 'listProducts',
    summary: 'The products that figures of trade may be about',
    description:
      'Sections and chapters of the Harmonized System 2022, sections of SITC revision 4, and ' +
      'what imports have added. Figures without a product are totals. Ordered by id.',
    query: listProductsQuery,
    item: productSchema,
    filters: resolveFilters,
    rows: productList.rows,
    count: productList.count
  })
  products.one({
    operationId: 'getProduct',
    summary: 'One product, with its parents, its children and its coverage',
    description: 'Takes the id, or the scheme and the code: `HS2022 52`.',
    parameter: { example: 'HS2022-52' },
    item: productDetailSchema,
    find: (snapshot, id) => findProduct(snapshot, productId(id))
  })
}

async function resolveFilters(
  snapshot: Snapshot,
  { parent, scheme, q }: Query
): Promise<{ filters: ProductFilters; warnings: string[] }> {
  const { ids, isNone, warnings } = await resolveOrNone(snapshot, 'product', 'parent', parent)
  return { filters: { scheme, q, parent: ids, isTop: isNone }, warnings }
}
