import { z } from 'zod'
import { field } from '../http/envelope.ts'
import { fieldsOf } from '../http/fields.ts'
import { patchOf } from '../http/patch-schema.ts'
import { productSchema } from './schemas.ts'

const { scheme, code, name, parent, note } = productSchema.shape

export const productBody = z
  .strictObject({
    id: field(
      z.string(),
      'The scheme and the code, joined by a hyphen; it never changes.',
      'commodity-raw-cotton'
    ),
    scheme,
    code,
    name,
    parent: parent.optional(),
    note: note.optional()
  })
  .meta({
    id: 'ProductBody',
    description: 'A product in a request. The parent is of the same scheme.',
    examples: [
      {
        id: 'commodity-raw-cotton',
        scheme: 'commodity',
        code: 'raw-cotton',
        name: 'Raw cotton'
      }
    ]
  })

export const productPatch = patchOf(productBody).meta({
  id: 'ProductPatch',
  description: 'The fields of a product to change.',
  examples: [{ name: 'Cotton, not carded or combed' }]
})

export const PRODUCT_FIELDS = fieldsOf(productBody)
