// How the file of a mapping is read, and which of its columns hold figures.
import { z } from 'zod'
import { DELIMITERS } from '../files/dialect.ts'
import { patternSchema } from './schema-parts.ts'

/** How the file is read. */
export const fileSchema = z
  .strictObject({
    format: z
      .enum(['table', 'json', 'either'])
      .default('table')
      .describe('`table` for CSV and tabs, `json`, or `either`: then the first character decides.'),
    delimiter: z
      .enum(DELIMITERS)
      .optional()
      .describe('What separates the cells. Without it, the one with which the header is found.'),
    decimal: z.enum(['point', 'comma']).default('point').describe('How decimals are written.'),
    thousands: z
      .enum([',', '.', ' ', "'"])
      .optional()
      .describe('What separates thousands. Without it, such numbers are refused.'),
    encoding: z
      .enum(['auto', 'utf-8', 'utf-16le', 'windows-1251', 'windows-1252'])
      .default('auto')
      .describe(
        '`auto` reads UTF-16 by its mark, and text that is no UTF-8 as Windows-1252 (Latin-1).'
      ),
    header_line: z
      .int()
      .min(1)
      .max(1_000)
      .optional()
      .describe(
        'The line of the header. Without it, the first line among 100 that has all columns.'
      ),
    joined: z
      .boolean()
      .default(false)
      .describe(
        'Whether the first column holds several, separated by commas: `freq,geo\\TIME_PERIOD`.'
      ),
    labels: z
      .boolean()
      .default(false)
      .describe('Whether cells may be `code: label`, of which only the code counts.'),
    rows: z
      .array(z.string().regex(/^(?:\/[^/]*)*$/, 'a JSON pointer such as /data'))
      .max(5)
      .default([''])
      .describe('JSON pointers to the list of rows; the first list that the document has counts.'),
    error: z
      .string()
      .optional()
      .describe('A JSON pointer to the message of an error that an upstream sends with status 200.')
  })
  .describe('How the file is read.')

/** The columns of figures of a wide table. */
export const wideSchema = z
  .strictObject({
    field: z
      .enum(['period', 'subject', 'partner', 'metric'])
      .describe('What the headers of these columns say.'),
    columns: patternSchema.describe(
      'Matches the headers of these columns; a group in it holds what counts of a header.'
    ),
    except: patternSchema.optional().describe('Headers that match this are other columns.')
  })
  .describe('Several columns that hold figures, where not each row holds a single one.')
