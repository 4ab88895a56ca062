import { z } from 'zod'
import { givenId, sourceId } from '../http/answer-fields.ts'
import { fieldsOf } from '../http/fields.ts'
import { patchOf } from '../http/patch-schema.ts'
import { eventSchema } from './schemas.ts'

const { date, entity, kind, title } = eventSchema.shape

export const eventBody = z
  .strictObject({
    id: givenId('event', 'desk-2026-e1'),
    date,
    entity,
    kind,
    title,
    source: sourceId('event', 'dt-khunjerab-2025')
  })
  .meta({
    id: 'EventBody',
    description: 'An event in a request: the same fields as in answers, but `source` is an id.',
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

export const eventPatch = patchOf(eventBody).meta({
  id: 'EventPatch',
  description: 'The fields of an event to change.',
  examples: [{ date: '2024-12' }]
})

export const EVENT_FIELDS = fieldsOf(eventBody)
