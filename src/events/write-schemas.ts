import { z } from 'zod'
import { givenId } from '../http/answer-fields.ts'
import { field } from '../http/envelope.ts'
import { fieldsOf } from '../http/fields.ts'
import { patchOf } from '../http/patch-schema.ts'
import { eventSchema } from './schemas.ts'

const { date, entity, kind, title } = eventSchema.shape

/** An event as it is sent. */
export const eventBody = z
  .strictObject({
    id: givenId('event', 'desk-2026-e1'),
    date,
    entity,
    kind,
    title,
    source: field(z.string(), 'Id of the source it was read in.', 'dt-khunjerab-2025')
  })
  .meta({
    id: 'EventBody',
    description: 'An event as it is sent: the fields of an event, with the source by its id.',
    examples: [
      {
        id: 'desk-2026-e1',
        date: '2024-12-01',
        entity: 'khunjerab',
        kind: 'opened',
        title: 'Pass goes over to work all the year round',
        source: 'dt-khunjerab-2025'
      }
    ]
  })

/** What a correction may name. */
export const eventPatch = patchOf(eventBody).meta({
  id: 'EventPatch',
  description: 'What to change of an event.',
  examples: [{ date: '2024-12' }]
})

export const EVENT_FIELDS = fieldsOf(eventBody)
