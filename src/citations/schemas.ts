import { z } from 'zod'
import { component, text } from '../http/answer-fields.ts'
import { field } from '../http/envelope.ts'
import { oneOf } from '../http/parameters.ts'
import { type CitationStyle, MEDIA_TYPES } from '../http/request-checks.ts'
import { oneSeriesQuery } from '../series/query-schemas.ts'

/** The forms of a citation; the first one is the default. */
export const STYLES = ['text', 'bibtex', 'csl-json', 'ris'] as const satisfies CitationStyle[]

export const citationQuery = {
  style: oneOf(
    STYLES,
    '`text`: a sentence, the default. `bibtex`: for LaTeX, by bibtex or biber. `csl-json`: for ' +
      'Zotero, pandoc and whatever reads the Citation Style Language. `ris`: for EndNote, Zotero ' +
      'and Mendeley. It overrides the Accept header, which can name the media types.',
    'text'
  ).optional()
}

/** The same, and what chooses the points of a series. */
export const seriesCitationQuery = {
  ...citationQuery,
  rule: oneSeriesQuery.rule,
  from: oneSeriesQuery.from,
  to: oneSeriesQuery.to
}

const dateParts = z.array(z.array(z.int().min(1).max(9999)).min(1).max(3)).length(1)
const cslDate = component('CslDate', 'A date of CSL-JSON.', {
  'date-parts': field(dateParts, 'Year, month and day, as far as they are known.', [[2024, 8, 21]])
}).meta({ examples: [{ 'date-parts': [[2024, 8, 21]] }] })

const cslItem = component('CslItem', 'A work as CSL-JSON. What is not known is not there.', {
  id: text('The key of the work in a bibliography.', 'corridor-C0392-r1'),
  type: text('The type of the work, by the words of CSL 1.0.2.', 'article-newspaper'),
  genre: text('The kind of a report.', 'Report').optional(),
  title: text(
    'The title of the work; in brackets if it is a description of ours.',
    '[Pakistan keen to import energy from Kazakhstan]'
  ).optional(),
  'container-title': text(
    'The newspaper or encyclopedia, which is the publisher.',
    'Kazinform (citing Trend)'
  ).optional(),
  publisher: text('The publisher.', 'Kazinform (citing Trend)').optional(),
  issued: cslDate.optional(),
  accessed: cslDate.optional(),
  URL: text('The address of the work.', 'https://www.example.org/').optional(),
  version: text('The revision, of a series.', '1').optional(),
  note: text('What is cited of the work, and where it is recorded.', 'The figure reads “$400 M”.')
})

/** The bodies of an answer, by their media types; `examples` has one of each style. */
export function citationContent(examples: Record<CitationStyle, unknown>) {
  const textual = (style: CitationStyle, description: string) => ({
    schema: z.string().meta({ description, examples: [examples[style]] })
  })
  const list = z.array(cslItem).max(1)
  return {
    [MEDIA_TYPES.text]: textual('text', 'One line: publisher, date, title, address, note.'),
    [MEDIA_TYPES.bibtex]: textual('bibtex', 'One entry.'),
    [MEDIA_TYPES['csl-json']]: {
      schema: list.meta({ description: 'A list of one item.', examples: [examples['csl-json']] })
    },
    [MEDIA_TYPES.ris]: textual('ris', 'One record.')
  }
}
