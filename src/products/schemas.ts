import type { z } from 'zod'
import { component, count, extended, list, text, textOrNull, texts } from '../http/answer-fields.ts'
import { field } from '../http/envelope.ts'
import { idList, searchTerm, wordList } from '../http/parameters.ts'
import { PRODUCT_SCHEMES } from '../vocabularies.ts'
import { productSchemeSchema } from '../vocabulary-schemas.ts'

/** The most children and metrics that are shown with a single product. */
export const PARTS_MAX = 1_000

const productFields = {
  id: text('The id of the product: its scheme and its code.', 'HS2022-52'),
  scheme: field(productSchemeSchema, 'The list that the product is taken from.', 'HS2022'),
  code: text('The code in the scheme: sections of HS have Roman numbers.', '52'),
  name: text('The name in English.', 'Cotton'),
  parent: textOrNull('The id of the product that includes it; null for sections.', 'HS2022-XI'),
  note: textOrNull('A note for careful readers.', null)
}

export const productSchema = component(
  'Product',
  'What is traded: a section, chapter or smaller group of a scheme, or a commodity.',
  productFields
)
export type Product = z.output<typeof productSchema>

const shortProduct = component(
  'ProductReference',
  'A product that includes it or is a part of it.',
  {
    id: productFields.id,
    name: productFields.name
  }
)

export const productDetailSchema = extended(
  productSchema,
  'ProductDetail',
  'A product with the products around it, and how many claims there are about it.',
  {
    parents: list('The products that include it, the smallest first.', shortProduct, PARTS_MAX),
    children: list('The products directly below it, by id.', shortProduct, PARTS_MAX),
    coverage: component('ProductCoverage', 'How many claims are about exactly this product.', {
      observations: count('The number of claims.', 2),
      metrics: texts('The ids of their metrics.', ['goods_imports'])
    })
  }
)
export type ProductDetail = z.output<typeof productDetailSchema>

export const listProductsQuery = {
  scheme: wordList(PRODUCT_SCHEMES, 'Only products of these schemes.', ['HS2022']).optional(),
  parent: idList(
    'Only products directly below these ones; `none` selects those without a parent.',
    ['HS2022-XI']
  ).optional(),
  q: searchTerm(
    1,
    'Only products whose id, code or name contains this text, in upper or lower case.',
    'cotton'
  ).optional()
}
