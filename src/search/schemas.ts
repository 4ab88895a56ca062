import { z } from 'zod'
import { component, text } from '../http/answer-fields.ts'
import { field } from '../http/envelope.ts'
import { idList, searchTerm, wordList } from '../http/parameters.ts'

export const FOUND_TYPES = [
  'metric',
  'country',
  'entity',
  'product',
  'series',
  'scenario',
  'projection',
  'source',
  'unit'
] as const
/** The types that `country` narrows: only these have sides. */
export const FIGURE_TYPES = ['series', 'projection'] as const satisfies readonly FoundType[]
export type FoundType = (typeof FOUND_TYPES)[number]

const foundType = z
  .enum(FOUND_TYPES)
  .meta({ id: 'FoundType', description: 'The type of a thing that a search finds.' })

export const searchHit = component(
  'SearchHit',
  'A thing that has all words of the search, or figures about the things that the words name.',
  {
    type: field(foundType, 'The type of the thing; `series` are figures.', 'country'),
    id: text('The id of the thing; for figures, the parameters of `href`.', 'KAZ'),
    name: text(
      'The English name of the thing. For a source, its title; for figures and projections, the ' +
        'metric and the places.',
      'Kazakhstan'
    ),
    href: text('The path of the thing or of the figures on this service.', '/v1/countries/KAZ'),
    matched: text(
      'The text that matches best: an id, a name in any language, or a definition.',
      'Қазақстан'
    )
  }
)
export type SearchHit = z.output<typeof searchHit>

export const searchQuery = {
  q: searchTerm(
    2,
    'The words to search for: 2 to 100 characters, in upper or lower case, in any ' +
      'language of the names.',
    'Қазақстан'
  ),
  type: wordList(FOUND_TYPES, 'Only hits of these types, comma-separated.', [
    'country',
    'projection'
  ]).optional(),
  country: idList(
    'Only figures (series and projections) with one of these countries, or other entities, on ' +
      'either side: as subject or as partner. Hits of other types are left out.',
    ['PAK']
  ).optional()
}
