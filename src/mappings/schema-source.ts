// The sources of a mapping. They are written with the claims, so that a newer edition corrects
// them.
import { z } from 'zod'
import { idText } from '../files/cells.ts'
import { parseDate } from '../periods/dates.ts'
import * as words from '../vocabularies.ts'
import { columnSchema, patternSchema } from './schema-parts.ts'

/** A source. */
export const sourceSchema = z
  .strictObject({
    id: idText.describe('The id of the source.'),
    publisher: z.string().min(1).max(500).describe('Who publishes the figures.'),
    title: z.string().min(1).max(1_000).describe('What is published.'),
    url: z
      .url({ protocol: /^https?$/ })
      .optional()
      .describe('Its web address.'),
    kind: z.enum(words.SOURCE_KINDS).describe('What kind of source it is.'),
    license: z.string().min(1).max(500).optional().describe('The terms of use.'),
    note: z.string().min(1).max(2_000).optional().describe('What to know of the source.'),
    when: z
      .strictObject({
        column: columnSchema,
        matches: patternSchema.describe('A regular expression for its value.')
      })
      .optional()
      .describe('Rows whose column matches are of this source. Without it, all rows are.'),
    published: z
      .strictObject({
        constant: z
          .string()
          .refine((text) => parseDate(text) !== undefined, 'a year, month or day')
          .optional()
          .describe('The date, where the file has none.'),
        before: z
          .string()
          .min(1)
          .optional()
          .describe('A label above the header; the cell beside it is the date.'),
        pointer: z.string().optional().describe('A JSON pointer to the date.'),
        column: columnSchema.optional()
      })
      .optional()
      .describe('The edition. Read from the file, a newer edition corrects the source.')
  })
  .describe('A source. It is written with the claims.')

export type MappedSource = z.output<typeof sourceSchema>
