import { z } from 'zod'
import { field } from '../http/envelope.ts'
import { fieldsOf } from '../writing/fields.ts'
import { eventSchema } from './schemas.ts'

const { date, entity, kind, title } = eventSchema.shape

/** An event as it is sent. */
export const eventBody = z
  .strictObject({
    id: field(z.string().optional(), 'Id of the event; left out, the service makes one. It never changes.', 'desk-2026-e1'),
    date,
    entity,
    kind,
    title,
    source: field(z.string(), 'Id of the source it was read in.', 'inform-kaz-2023')
  })
  .meta({ id: 'EventBody', description: 'An event as it is sent: the fields of an event, with the source by its id.' })

export const EVENT_FIELDS = fieldsOf(eventBody)
