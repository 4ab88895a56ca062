import { z } from 'zod'
import { field } from '../http/envelope.ts'
import { writeSchemas } from '../http/write-schemas.ts'
import { aliasSchema } from './schemas.ts'

const { entity, name, language, scheme, source, note } = aliasSchema.shape

export const aliasWrites = writeSchemas(
  {
    id: field(z.string(), 'The id of the alias; it never changes.', 'desk-2026-alias'),
    entity,
    name,
    language: language.optional(),
    scheme: scheme.optional(),
    source: source.optional(),
    note: note.optional()
  },
  {
    name: 'Alias',
    description:
      'A name or code of an entity in a request. A country cannot get a name that another ' +
      'country has.',
    example: {
      id: 'desk-2026-alias',
      entity: 'karachi-port',
      name: 'PKKHI',
      scheme: 'UN/LOCODE'
    },
    patch: {
      description: 'The fields of an alias to change.',
      example: { note: 'Read in the note of the port.' }
    }
  }
)
