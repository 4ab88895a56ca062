import { z } from 'zod'
import { component, text } from '../http/answer-fields.ts'
import { field } from '../http/envelope.ts'
import { searchTerm } from '../http/parameters.ts'

export const FOUND_TYPES = ['country', 'entity', 'metric', 'scenario', 'source'] as const

export const foundSchema = component(
  'Found',
  'Something whose id, name or definition holds the text.',
  {
    type: field(z.enum(FOUND_TYPES), 'What was found.', 'country'),
    id: text('Its id.', 'KAZ'),
    name: text('Its name in English; the title of a source.', 'Kazakhstan'),
    href: text('Where it stands on this service.', '/v1/countries/KAZ'),
    matched: text(
      'The text that was found: an id, a name in any language, a definition.',
      'Қазақстан'
    )
  }
)
export type Found = z.output<typeof foundSchema>

export const searchQuery = {
  q: searchTerm(
    2,
    'The text to look for: 2 to 100 characters, in any case, in any language names are held in.',
    'Қазақстан'
  )
}
