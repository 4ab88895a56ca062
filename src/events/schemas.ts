import type { z } from 'zod'
import { component, text, textOrNull } from '../http/answer-fields.ts'
import { field } from '../http/envelope.ts'
import { date, idList, wordList } from '../http/parameters.ts'
import { recorded_at, sourceReference } from '../observations/schemas.ts'
import { EVENT_KINDS } from '../vocabularies.ts'
import { eventKindSchema, eventScopeSchema } from '../vocabulary-schemas.ts'

export const eventSchema = component('Event', 'A dated event on the corridor.', {
  id: text('The id of the event.', 'E021'),
  date: text('The date of the event, as exactly as it is known: year, month or day.', '2024-12-01'),
  entity: text('The id of the entity that the event happened at or to.', 'khunjerab'),
  entity_name: text('The name of the entity; only with `names`.', 'Khunjerab Pass').optional(),
  kind: field(eventKindSchema, 'The kind of the event.', 'opened'),
  title: text('What happened, in our own words.', 'Pass goes over to work all the year round'),
  source: sourceReference,
  end_date: textOrNull(
    'The last day of a closure, opening or restriction, as exactly as it is known; null if no ' +
      'end was seen, and for events of one day.',
    null
  ),
  scope: field(
    eventScopeSchema.nullable(),
    'Whom an opening or closing concerns: `all`, `trade`, `humanitarian` goods or `rail`; null ' +
      'if the source does not say.',
    'all'
  ),
  note: textOrNull(
    'A note for careful readers.',
    'the Astana Times has year-round since 2024, April to November before'
  ),
  recorded_at
})
export type Event = z.output<typeof eventSchema>

export const listEventsQuery = {
  entity: idList(
    'Only events of these entities: ids or names; countries also as ISO 3166-1 codes.',
    ['khunjerab']
  ).optional(),
  kind: wordList(EVENT_KINDS, 'Only events of these kinds.', ['opened', 'closed']).optional(),
  from: date(
    'starts_on',
    'Only events on or after the first day of this year, month, day or period.',
    '2023'
  ).optional(),
  to: date(
    'ends_on',
    'Only events on or before the last day of this year, month, day or period. If only the year ' +
      'of an event is known, its last day counts.',
    '2025'
  ).optional()
}
