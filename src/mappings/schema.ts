// The form of a mapping: how a file of somebody else becomes claims. The descriptions here are
// the table in docs/mappings.md.
import { z } from 'zod'
import { idText } from '../files/cells.ts'
import * as words from '../vocabularies.ts'
import { fileSchema, wideSchema } from './schema-file.ts'
import { forecastsSchema } from './schema-forecasts.ts'
import { metricSchema } from './schema-metric.ts'
import { codes, columnSchema, factorSchema, patternSchema, replaceSchema } from './schema-parts.ts'
import { productSchema } from './schema-product.ts'
import { sourceSchema } from './schema-source.ts'

/** A text of a claim: from a column, or the same for all. */
const textSchema = z
  .strictObject({
    column: columnSchema.optional(),
    constant: z.string().min(1).max(1_000).optional().describe('The same for all claims.'),
    codes: codes(z.string().max(1_000))
      .optional()
      .describe('What the codes of the column stand for.')
  })
  .refine(({ column, constant }) => (column === undefined) !== (constant === undefined), {
    error: 'either a column or a constant'
  })

const placeSchema = z
  .strictObject({
    column: columnSchema
      .optional()
      .describe('Columns with codes or names. The first one that names a place of ours counts.'),
    constant: z.string().min(1).max(200).optional().describe('The same place for all claims.'),
    codes: codes(z.string().min(1).max(200))
      .optional()
      .describe('Places of ours, by the codes that only this upstream has.'),
    optional: z.boolean().default(false).describe('Whether a file may lack the column.')
  })
  .refine(({ column, constant }) => column === undefined || constant === undefined, {
    error: 'either a column or a constant'
  })

const periodSchema = z.strictObject({
  column: columnSchema.optional(),
  constant: z.string().min(4).max(40).optional().describe('The same period for all claims.'),
  replace: replaceSchema
    .optional()
    .describe('Patterns and what to write for them, tried in order, before a period is read.'),
  skip: patternSchema
    .optional()
    .describe('Periods that match this are skipped, such as years before our era.'),
  fiscal_year_begins: z
    .int()
    .min(1)
    .max(12)
    .optional()
    .describe('The first month of fiscal years such as FY24, 2023/24 and Q3FY24.'),
  as: z
    .enum(['year', 'quarter', 'month'])
    .optional()
    .describe('What a day stands for, where the day is only the first or last one of it.')
})

const unitSchema = z
  .strictObject({
    column: columnSchema.optional().describe('A column with the unit of each figure.'),
    constant: idText.optional().describe('The id of the unit of all figures, as million_USD.'),
    codes: codes(idText)
      .default({})
      .describe(
        'The ids of units by what the column has. Ids stand for themselves in any case, ' +
          'symbols such as `Mt` only as written.'
      ),
    required: z.boolean().default(false).describe('Whether the file must have the column.')
  })
  .refine(({ column, constant }) => (column === undefined) !== (constant === undefined), {
    error: 'either a column or a constant'
  })

const valueSchema = z.strictObject({
  column: columnSchema.optional(),
  missing: z
    .array(z.string().max(40))
    .max(50)
    .default([])
    .describe('What stands where there is no figure, besides an empty cell.'),
  flags: codes(z.string().max(100))
    .optional()
    .describe(
      'Letters behind a figure (`1.5 p`), each with a status such as P, or with words for the note.'
    ),
  scale: z
    .strictObject({
      column: columnSchema,
      codes: codes(factorSchema).describe('Each word or unit with its factor.'),
      required: z.boolean().default(false).describe('Whether the file must have the column.')
    })
    .optional()
    .describe('A column with a scale or unit, such as Millions. Others are refused.'),
  exponent: columnSchema.optional().describe('A column with a power of ten, as UNIT_MULT of SDMX.'),
  unit: unitSchema
    .optional()
    .describe('The unit of each figure; figures are converted to the unit of their metric.')
})

const statusSchema = z.strictObject({
  column: columnSchema.optional(),
  codes: codes(z.enum(words.OBS_STATUSES))
    .optional()
    .describe('The status for each code. Codes of SDMX stand for themselves.'),
  missing: z
    .array(z.string().max(40))
    .max(20)
    .default([])
    .describe('Codes with which a row has no figure, such as M.'),
  estimates_after: columnSchema
    .optional()
    .describe('A column with a year: figures of later years are estimates, status E.'),
  forecast_columns: z
    .int()
    .min(1)
    .max(100)
    .optional()
    .describe('So many of the last columns are forecasts. They are no claims: see `forecasts`.')
})

const conditionSchema = z.strictObject({
  column: columnSchema,
  values: z.array(z.string().max(200)).min(1).max(1_000).describe('Its values, in any case.')
})

/** A mapping. */
export const mappingSchema = z.strictObject({
  name: idText.describe('The name of the mapping.'),
  title: z.string().min(1).max(300).describe('What files it reads, in words.'),
  ids: idText
    .optional()
    .describe('The beginning of the ids of claims. Default: the name of the mapping.'),
  file: fileSchema.prefault({}),
  wide: wideSchema.optional(),
  metric: metricSchema,
  subject: placeSchema.describe('Whom a claim is about.'),
  partner: placeSchema.optional().describe('The other side.'),
  direction: textSchema.optional().describe('The direction of a flow: all, outbound, inbound.'),
  mode: textSchema
    .optional()
    .describe('The mode of transport: road, rail, ferry, sea or multimodal.'),
  product: productSchema.optional(),
  period: periodSchema.prefault({}).describe('When.'),
  value: valueSchema.prefault({}).describe('The figure.'),
  status: statusSchema.prefault({}).describe('The status of a figure, such as provisional.'),
  forecasts: forecastsSchema.optional(),
  note: textSchema.optional().describe('Footnotes.'),
  attributed_to: textSchema.optional().describe('Whose figure it is.'),
  only: z
    .array(conditionSchema)
    .max(50)
    .default([])
    .describe('Only rows with these values count, where the file has the column.'),
  leave_out: z.array(conditionSchema).max(50).default([]).describe('Rows with these do not count.'),
  sources: z
    .array(sourceSchema)
    .min(1)
    .max(50)
    .describe('The sources; the first one unless a metric names another one.')
})

export type Mapping = z.output<typeof mappingSchema>
export type PlaceField = z.output<typeof placeSchema>
export type TextField = z.output<typeof textSchema>
