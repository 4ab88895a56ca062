import { givenId, sourceId } from '../http/answer-fields.ts'
import { writeSchemas } from '../http/write-schemas.ts'
import { eventSchema } from './schemas.ts'

const { date, end_date, entity, kind, scope, title, note } = eventSchema.shape

export const eventWrites = writeSchemas(
  {
    id: givenId('event', 'desk-2026-e1'),
    date,
    end_date: end_date.optional(),
    entity,
    kind,
    scope: scope.optional(),
    title,
    source: sourceId('event', 'dt-khunjerab-2025'),
    note: note.optional()
  },
  {
    name: 'Event',
    description: 'An event in a request: the same fields as in answers, but `source` is an id.',
    example: {
      id: 'desk-2026-e1',
      date: '2024-12-01',
      entity: 'khunjerab',
      kind: 'opened',
      title: 'Pass goes over to work all the year round',
      source: 'dt-khunjerab-2025'
    },
    patch: { description: 'The fields of an event to change.', example: { date: '2024-12' } }
  }
)
