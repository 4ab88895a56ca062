import { z } from 'zod'
import { field } from '../http/envelope.ts'
import { writeSchemas } from '../http/write-schemas.ts'
import { sourceSchema } from './schemas.ts'

const { publisher, title, url, published, retrieved, kind, license, note } = sourceSchema.shape

export const sourceWrites = writeSchemas(
  {
    id: field(z.string(), 'The id of the source; it never changes.', 'desk-2026-report'),
    publisher,
    title,
    url: url.optional(),
    published: published.optional(),
    retrieved: retrieved.optional(),
    kind,
    license: license.optional(),
    note: note.optional()
  },
  {
    name: 'Source',
    description: 'A source in a request.',
    example: {
      id: 'desk-2026-report',
      publisher: 'Kazinform (citing Trend)',
      title: 'Pakistan keen to import energy from Kazakhstan',
      published: '2024-08-21',
      kind: 'press'
    },
    patch: { description: 'The fields of a source to change.', example: { published: '2024-08' } }
  }
)
