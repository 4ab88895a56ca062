import { z } from 'zod'
import { fieldsOf } from '../writing/fields.ts'
import { entitySchema } from './schemas.ts'

const { id, kind, name, countries, latitude, longitude, members, note } = entitySchema.shape

/** An entity as it is sent. Countries come with the software. */
export const entityBody = z
  .strictObject({
    id,
    kind,
    name,
    countries: countries.optional(),
    latitude: latitude.optional(),
    longitude: longitude.optional(),
    members: members.optional(),
    note: note.optional()
  })
  .meta({ id: 'EntityBody', description: 'A group, port, crossing, corridor, route or railway as it is sent.' })

export const ENTITY_FIELDS = fieldsOf(entityBody, { countries: ['country', 'countries'] })
