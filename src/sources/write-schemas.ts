import { z } from 'zod'
import { fieldsOf } from '../writing/fields.ts'
import { sourceSchema } from './schemas.ts'

const { id, publisher, title, url, published, kind } = sourceSchema.shape

/** A source as it is sent. */
export const sourceBody = z
  .strictObject({ id, publisher, title, url: url.optional(), published: published.optional(), kind })
  .meta({ id: 'SourceBody', description: 'A source as it is sent.' })

export const SOURCE_FIELDS = fieldsOf(sourceBody)
