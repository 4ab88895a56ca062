import { z } from 'zod'
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

const cslDate = z
  .object({ 'date-parts': z.array(z.array(z.int().min(1).max(9999)).min(1).max(3)).length(1) })
  .meta({ id: 'CslDate', description: 'A date of CSL-JSON: year, month and day as known.' })

const cslItem = z
  .looseObject({ id: z.string(), type: z.string(), issued: cslDate.optional() })
  .meta({ id: 'CslItem', description: 'A work as CSL-JSON; its fields are those of CSL 1.0.2.' })

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
