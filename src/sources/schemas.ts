import { z } from 'zod'
import { field } from '../http/envelope.ts'
import { searchTerm, wordList } from '../http/parameters.ts'
import { SOURCE_KINDS } from '../vocabularies.ts'

export const sourceSchema = z
  .object({
    id: field(z.string(), 'Id of the source.', 'inform-kaz-2023'),
    publisher: field(z.string(), 'Who published it.', 'Kazinform (citing Trend)'),
    title: field(
      z.string(),
      'What it is about, in our own short words.',
      'Pakistan keen to import energy from Kazakhstan'
    ),
    url: field(
      z.string().nullable(),
      'Where it stands on the web; null where it has no address.',
      'https://en.inform.kz/news/pakistan-keen-to-import-energy-resources-from-kazakhstan-ambassador-b11f6d/'
    ),
    published: field(
      z.string().nullable(),
      'When it was published, as precise as known: year, month or day.',
      '2024-08-21'
    ),
    kind: field(
      z.enum(SOURCE_KINDS),
      'The kind of page that was read. Central bank data read in a newspaper are `press`.',
      'press'
    ),
    license: field(z.string().nullable(), 'Its licence; null where none was seen.', null)
  })
  .meta({ id: 'Source', description: 'A document figures were read in.' })
export type Source = z.output<typeof sourceSchema>

export const listSourcesQuery = {
  kind: wordList(SOURCE_KINDS, 'Only these kinds.', ['press']).optional(),
  q: searchTerm(
    1,
    'Only sources whose id, publisher or title holds this text, in any case.',
    'kazinform'
  ).optional()
}
