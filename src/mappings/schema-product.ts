// The field `product` of a mapping: which product a figure is about, or that it is a total.
import { z } from 'zod'
import { idText } from '../files/cells.ts'
import { PRODUCT_SCHEMES } from '../vocabularies.ts'
import { codes, columnSchema, patternSchema } from './schema-parts.ts'

const scheme = z.enum(PRODUCT_SCHEMES)

export const productSchema = z
  .strictObject({
    column: columnSchema
      .optional()
      .describe('The column with the code of the product. A file without it has totals.'),
    constant: idText.optional().describe('The id of the product of all claims.'),
    scheme: scheme.default('HS2022').describe('The scheme that the codes are of.'),
    scheme_column: columnSchema
      .optional()
      .describe('A column that names the scheme, such as H6. It needs `schemes`.'),
    schemes: codes(scheme).default({}).describe('Our scheme for each value of `scheme_column`.'),
    total: z
      .array(z.string().max(100))
      .max(50)
      .default([])
      .describe('Codes that stand for all products, besides an empty cell.'),
    codes: codes(idText).default({}).describe('Our product for codes of this upstream.'),
    pattern: patternSchema
      .optional()
      .describe('Only codes that match this can be ours, where `codes` do not name them.')
  })
  .refine(({ column, constant }) => (column === undefined) !== (constant === undefined), {
    error: 'either a column or a constant'
  })
  .describe('The product that a claim is about. Products that we lack are skipped.')

export type ProductField = z.output<typeof productSchema>
