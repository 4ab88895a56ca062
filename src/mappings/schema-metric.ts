// The field `metric` of a mapping: which indicator a figure is of, and what that is with us.
import { z } from 'zod'
import { idText } from '../files/cells.ts'
import * as words from '../vocabularies.ts'
import { codes, columnSchema, factorSchema } from './schema-parts.ts'

const unitSchema = idText.describe('The id of a unit, as `/v1/units` lists them.')

/** What `--new-metrics` makes of an indicator that we lack. */
const newMetricSchema = z
  .strictObject({
    name: z.string().min(1).max(300).optional().describe('Default: the name in the file.'),
    definition: z.string().min(1).max(4_000).optional().describe('What is measured.'),
    unit: unitSchema.optional().describe('Default: what the name tells, otherwise index.'),
    topic: z.enum(words.TOPICS).optional().describe('Default: economy.'),
    kind: z.enum(words.METRIC_KINDS).optional().describe('Default: what the unit tells.')
  })
  .describe('What `--new-metrics` writes for a metric that we lack.')

const entry = {
  metric: idText.describe('The id of a metric.'),
  factor: factorSchema.optional().describe('What a figure is multiplied by, for our unit.'),
  unit: unitSchema
    .optional()
    .describe(
      'The unit of the figures, after the factor if there is one: `million_USD` needs none. ' +
        'Figures are converted to the unit of our metric; the file is refused if they do not ' +
        'convert. Comes before `value.unit`.'
    ),
  printed: z
    .string()
    .min(1)
    .max(100)
    .optional()
    .describe('What stands behind the printed figure in the text of a claim, such as million USD.'),
  direction: z.enum(words.DIRECTIONS).optional().describe('The direction of these claims.'),
  mode: z.enum(words.MODES).optional().describe('The mode of transport of these claims.'),
  subject: z.string().min(1).max(200).optional().describe('The subject of all these claims.'),
  partner: z.string().min(1).max(200).optional().describe('The partner of all these claims.'),
  source: idText.optional().describe('The id of one of the sources of the mapping.'),
  attributed_to: z.string().min(1).max(500).optional().describe('Whose figure it is.'),
  note: z.string().min(1).max(1_000).optional().describe('A note for these claims.'),
  make: newMetricSchema.optional()
}
const entrySchema = z.strictObject(entry)

/** Which metric a figure is of. */
export const metricSchema = z
  .strictObject({
    column: columnSchema.optional().describe('The column with the code of the indicator.'),
    constant: z.string().min(1).max(300).optional().describe('The same code for all figures.'),
    name: columnSchema.optional().describe('A column with the name of the indicator.'),
    codes: codes(entrySchema).default({}).describe('Our metric for each code, in any case.'),
    cases: z
      .array(
        z.strictObject({
          when: codes(
            z.union([z.string().max(300), z.array(z.string().max(300)).max(50)])
          ).describe('Columns, each with its value or values.'),
          ...entry
        })
      )
      .max(2_000)
      .default([])
      .describe(
        'Our metric where an indicator is told by several columns. The first that fits ' +
          'counts; each says what a code says.'
      ),
    left_out: codes(z.string().min(1).max(100))
      .default({})
      .describe(
        'Codes that the mapping leaves out, each with its name in the list of what was skipped.'
      ),
    others: z
      .strictObject({
        except: z
          .array(z.string().max(300))
          .max(200)
          .default([])
          .describe('Columns that tell nothing about the indicator.'),
        total: z
          .array(z.string().max(100))
          .max(50)
          .default([])
          .describe('Values that stand for all: `codes` count only where the others have these.')
      })
      .optional()
      .describe('Every column that no field names is part of the indicator, except these.'),
    make: newMetricSchema
      .extend({
        prefix: idText.optional().describe('The beginning of the ids of new metrics.')
      })
      .optional()
      .describe('What `--new-metrics` writes where a code has nothing of its own.')
  })
  .describe('Which metric a figure is of.')

export type MetricField = z.output<typeof metricSchema>
export type MetricEntry = z.output<typeof entrySchema>
export type MetricCase = MetricField['cases'][number]
