import { z } from 'zod'
import { field } from '../http/envelope.ts'
import { writeSchemas } from '../http/write-schemas.ts'
import { productSchema } from './schemas.ts'

const { scheme, code, name, parent, note } = productSchema.shape

export const productWrites = writeSchemas(
  {
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
  },
  {
    name: 'Product',
    description: 'A product in a request. The parent is of the same scheme.',
    example: {
      id: 'commodity-raw-cotton',
      scheme: 'commodity',
      code: 'raw-cotton',
      name: 'Raw cotton'
    },
    patch: {
      description: 'The fields of a product to change.',
      example: { name: 'Cotton, not carded or combed' }
    }
  }
)
