import { z } from 'zod'
import { field } from '../http/envelope.ts'
import { fieldsOf } from '../http/fields.ts'
import { patchOf } from '../http/patch-schema.ts'
import { aliasSchema } from './schemas.ts'

const { entity, name, language, scheme, source, note } = aliasSchema.shape

export const aliasBody = z
  .strictObject({
    id: field(z.string(), 'The id of the alias; it never changes.', 'desk-2026-alias'),
    entity,
    name,
    language: language.optional(),
    scheme: scheme.optional(),
    source: source.optional(),
    note: note.optional()
  })
  .meta({
    id: 'AliasBody',
    description:
      'A name or code of an entity in a request. A country cannot get a name that another ' +
      'country has.',
    examples: [
      {
        id: 'desk-2026-alias',
        entity: 'karachi-port',
        name: 'PKKHI',
        scheme: 'UN/LOCODE'
      }
    ]
  })

export const aliasPatch = patchOf(aliasBody).meta({
  id: 'AliasPatch',
  description: 'The fields of an alias to change.',
  examples: [{ note: 'Read in the note of the port.' }]
})

export const ALIAS_FIELDS = fieldsOf(aliasBody)
