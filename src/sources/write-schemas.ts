import { z } from 'zod'
import { field } from '../http/envelope.ts'
import { fieldsOf } from '../http/fields.ts'
import { patchOf } from '../http/patch-schema.ts'
import { sourceSchema } from './schemas.ts'

const { publisher, title, url, published, retrieved, kind, license, note } = sourceSchema.shape

export const sourceBody = z
  .strictObject({
    id: field(z.string(), 'The id of the source; it never changes.', 'desk-2026-report'),
    publisher,
    title,
    url: url.optional(),
    published: published.optional(),
    retrieved: retrieved.optional(),
    kind,
    license: license.optional(),
    note: note.optional()
  })
  .meta({
    id: 'SourceBody',
    description: 'A source in a request.',
    examples: [
      {
        id: 'desk-2026-report',
        publisher: 'Kazinform (citing Trend)',
        title: 'Pakistan keen to import energy from Kazakhstan',
        published: '2024-08-21',
        kind: 'press'
      }
    ]
  })

export const sourcePatch = patchOf(sourceBody).meta({
  id: 'SourcePatch',
  description: 'The fields of a source to change.',
  examples: [{ published: '2024-08' }]
})

export const SOURCE_FIELDS = fieldsOf(sourceBody)
