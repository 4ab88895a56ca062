import { z } from 'zod'
import { component, text } from '../http/answer-fields.ts'
import { field } from '../http/envelope.ts'
import { searchTerm } from '../http/parameters.ts'

export const FOUND_TYPES = ['country', 'entity', 'metric', 'scenario', 'source'] as const

export const foundSchema = component(
  'Found',
  'A thing whose id, name or definition contains the text.',
  {
    type: field(z.enum(FOUND_TYPES), 'The type of the thing.', 'country'),
    id: text('The id of the thing.', 'KAZ'),
    name: text('The English name of the thing; for a source, its title.', 'Kazakhstan'),
    href: text('The path of the thing on this service.', '/v1/countries/KAZ'),
    matched: text(
      'The text that matches: an id, a name in any language, or a definition.',
      'Қазақстан'
    )
  }
)
export type Found = z.output<typeof foundSchema>

export const searchQuery = {
  q: searchTerm(
    2,
    'The text to search for: 2 to 100 characters, in upper or lower case, in any ' +
      'language of the names.',
    'Қазақстан'
  )
}
