import type { z } from 'zod'
import { component, text, textOrNull, texts } from '../http/answer-fields.ts'
import { idList } from '../http/parameters.ts'

export const corridorSchema = component(
  'Corridor',
  'A named way: legs in order. It is an entity too, which has its name and what claims are about.',
  {
    id: text('The id of the corridor and of its entity.', 'ta-almaty-karachi'),
    parent: textOrNull(
      'The corridor, route or railway of which it is one way; null if none is named.',
      'karachi-almaty-road'
    ),
    from: text('The place at which the first leg begins.', 'almaty'),
    legs: texts('The ids of its legs, in order.', ['almaty-tashkent-road', 'tashkent-termez-road']),
    source: textOrNull(
      'The id of a source that names the way; null if it was put together here.',
      'augaf-tir-2023'
    ),
    note: textOrNull('A note for careful readers.', null)
  }
)
export type Corridor = z.output<typeof corridorSchema>

export const listCorridorsQuery = {
  parent: idList('Only ways of these corridors, routes or railways.', ['qtta-road']).optional(),
  place: idList('Only corridors that go through one of these places.', ['khunjerab']).optional()
}
