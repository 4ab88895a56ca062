import { z } from 'zod'
import { field } from '../http/envelope.ts'
import { writeSchemas } from '../http/write-schemas.ts'
import { corridorSchema } from './schemas.ts'

const { parent, from, legs, source, note } = corridorSchema.shape

export const corridorWrites = writeSchemas(
  {
    id: field(
      z.string(),
      'The id of an entity of kind `corridor`, `route` or `railway`, which has its name.',
      'karachi-jebel-ali-sea'
    ),
    parent: parent.optional(),
    from,
    legs,
    source: source.optional(),
    note: note.optional()
  },
  {
    name: 'Corridor',
    description:
      'A corridor in a request: legs that follow each other. Its entity comes first, by ' +
      '`POST /v1/entities`.',
    example: {
      id: 'karachi-jebel-ali-sea',
      parent: 'pavlodar-jebel-ali',
      from: 'karachi-port',
      legs: ['karachi-port-jebel-ali-port-sea']
    },
    patch: { description: 'The fields of a corridor to change.', example: { parent: null } }
  }
)
