// The field `forecasts` of a mapping: how figures of years to come become projections.
import { z } from 'zod'
import { idText } from '../files/cells.ts'
import { patternSchema } from './schema-parts.ts'

/** How forecasts become projections. */
export const forecastsSchema = z
  .strictObject({
    ids: idText.describe(
      'The beginning of the ids of projections. Year and month of the edition follow: weo1904.'
    ),
    edition: patternSchema.describe(
      'A regular expression for a line beside the rows. Its first group is the date of the edition.'
    ),
    scenario: z
      .strictObject({
        id: idText.describe('The beginning of its id. The edition follows: imf-weo-2019-04.'),
        name: z.string().min(1).max(300).describe('The name. The edition follows.'),
        description: z.string().min(1).max(2_000).describe('What is assumed.')
      })
      .describe('The scenario, one for each edition.')
  })
  .describe(
    'Makes projections of the forecasts, with a scenario and sources for each edition. ' +
      'Without it, or without an edition in the file, forecasts are skipped.'
  )

export type Forecasts = z.output<typeof forecastsSchema>
