import type { z } from 'zod'
import { component, text, textOrNull } from '../http/answer-fields.ts'
import { field } from '../http/envelope.ts'
import { searchTerm, wordList } from '../http/parameters.ts'
import { SOURCE_KINDS } from '../vocabularies.ts'
import { sourceKindSchema } from '../vocabulary-schemas.ts'

export const sourceSchema = component('Source', 'A document figures were read in.', {
  id: text('Id of the source.', 'inform-kaz-2023'),
  publisher: text('Who published it.', 'Kazinform (citing Trend)'),
  title: text(
    'What it is about, in our own short words.',
    'Pakistan keen to import energy from Kazakhstan'
  ),
  url: textOrNull(
    'Where it stands on the web; null where it has no address.',
    'https://en.inform.kz/news/pakistan-keen-to-import-energy-resources-from-kazakhstan-ambassador-b11f6d/'
  ),
  published: textOrNull(
    'When it was published, as precise as known: year, month or day.',
    '2024-08-21'
  ),
  kind: field(
    sourceKindSchema,
    'The kind of page that was read. Central bank data read in a newspaper are `press`.',
    'press'
  ),
  license: textOrNull('Its licence; null where none was seen.', null)
})
export type Source = z.output<typeof sourceSchema>

export const listSourcesQuery = {
  kind: wordList(SOURCE_KINDS, 'Only these kinds.', ['press']).optional(),
  q: searchTerm(
    1,
    'Only sources whose id, publisher or title holds this text, in any case.',
    'kazinform'
  ).optional()
}
