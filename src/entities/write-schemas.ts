import { z } from 'zod'
import { field } from '../http/envelope.ts'
import { writeSchemas } from '../http/write-schemas.ts'
import { ENTITY_KINDS } from '../vocabularies.ts'
import { entitySchema } from './schemas.ts'

const { name, countries, latitude, longitude, members, note } = entitySchema.shape

/** Countries come with the software, so nobody can write them. */
const kind = z
  .enum(ENTITY_KINDS.filter((one) => one !== 'country'))
  .meta({ id: 'WritableEntityKind', description: 'A kind of entity other than a country.' })

export const entityWrites = writeSchemas(
  {
    id: field(z.string(), 'The id of the entity: a short name. It never changes.', 'desk-2026-leg'),
    kind: field(kind, 'The kind of the entity.', 'port'),
    name,
    countries: countries.optional(),
    latitude: latitude.optional(),
    longitude: longitude.optional(),
    members: members.optional(),
    note: note.optional()
  },
  {
    name: 'Entity',
    description:
      'A group, a place, a leg, corridor, route or railway, or a commodity in a request.',
    example: {
      id: 'desk-2026-leg',
      kind: 'leg',
      name: 'Kabul – Peshawar by rail',
      countries: ['AFG', 'PAK'],
      note: 'Of a line that is being discussed.'
    },
    patch: {
      description:
        'The fields of an entity to change. The kind cannot change while claims are about ' +
        'the entity.',
      example: { note: null }
    }
  }
)
