import type { z } from 'zod'
import { component, text, textOrNull } from '../http/answer-fields.ts'
import { idList, searchTerm } from '../http/parameters.ts'

export const aliasSchema = component(
  'Alias',
  'A name or code of an entity, beside its id, its short name and its ISO 3166-1 codes.',
  {
    id: text('The id of the alias.', 'TUR-turkey'),
    entity: text('The id of the entity.', 'TUR'),
    name: text('The name or code as people write it.', 'Turkey'),
    language: textOrNull(
      'The language of the name, as an ISO 639 code; null for codes and where it is not said.',
      'en'
    ),
    scheme: textOrNull(
      'The list of a code, such as `Eurostat`; `former name` for a name that was given up; null ' +
        'for a plain name.',
      'former name'
    ),
    source: textOrNull('The id of a source that uses it; null if no source is given.', 'un-m49'),
    note: textOrNull('A note for careful readers.', null)
  }
)
export type Alias = z.output<typeof aliasSchema>

export const listAliasesQuery = {
  entity: idList('Only aliases of these entities: ids, codes or names.', ['TUR']).optional(),
  q: searchTerm(
    1,
    'Only aliases whose id or name contains this text, in upper or lower case.',
    'turk'
  ).optional()
}
