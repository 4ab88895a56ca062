import type { z } from 'zod'
import {
  component,
  dayOrNull,
  extended,
  text,
  textOrNull,
  urlOrNull,
  whole
} from '../http/answer-fields.ts'
import { field } from '../http/envelope.ts'
import { searchTerm, wordList } from '../http/parameters.ts'
import { SOURCE_KINDS } from '../vocabularies.ts'
import { sourceKindSchema } from '../vocabulary-schemas.ts'

export const sourceSchema = component('Source', 'A document that figures were read in.', {
  id: text('The id of the source.', 'inform-kaz-2023'),
  publisher: text('The publisher of the document.', 'Kazinform (citing Trend)'),
  title: text(
    'The topic of the document, in a few words of our own.',
    'Pakistan keen to import energy from Kazakhstan'
  ),
  url: urlOrNull(
    'The web address of the document; null if none is known.',
    'https://en.inform.kz/news/pakistan-keen-to-import-energy-resources-from-kazakhstan-ambassador-b11f6d/'
  ),
  published: textOrNull(
    'The date of publication, as exactly as it is known: year, month or day.',
    '2024-08-21'
  ),
  retrieved: textOrNull(
    'The date on which the figures were last retrieved from the source; null if it is not known.',
    null
  ),
  kind: field(
    sourceKindSchema,
    'The kind of document that was read. Central bank data read in a newspaper are `press`.',
    'press'
  ),
  license: textOrNull('The licence of the document; null if none was seen.', null),
  note: textOrNull('A note, such as where a copy of the document was read.', null)
})
export type Source = z.output<typeof sourceSchema>

const fetchedSchema = component('FetchedSource', 'How a source is kept fresh.', {
  every_days: whole(1, 3_660, 'After how many days its figures are fetched again.', 30),
  due_on: dayOrNull('The day on which they are due; null if they were never fetched.', '2026-12-29')
})

/** A source that is asked for alone. */
export const sourceDetailSchema = extended(
  sourceSchema,
  'SourceDetail',
  'A source, and how it is kept fresh.',
  {
    fetched: field(
      fetchedSchema.nullable(),
      'How its figures are kept fresh by `npm run fetch`, as of now; null if they are not.',
      null
    )
  }
)
export type SourceDetail = z.output<typeof sourceDetailSchema>

export const listSourcesQuery = {
  kind: wordList(SOURCE_KINDS, 'Only sources of these kinds.', ['press']).optional(),
  q: searchTerm(
    1,
    'Only sources whose id, publisher or title contains this text, in upper or lower case.',
    'kazinform'
  ).optional()
}
