// The parameters of an outlook.
import { forecastParameters } from '../forecasts/query-schemas.ts'
import { decimal, idList } from '../http/parameters.ts'
import { evidenceParameters } from './evidence-schemas.ts'
import { projectionPathQuery } from './path-schemas.ts'

const GROWTH = { minimum: -99, maximum: 1_000 }

export const projectionOutlookQuery = {
  ...projectionPathQuery,
  growth: decimal(
    GROWTH.minimum,
    GROWTH.maximum,
    'Adds your own path beside the promised one: compound growth a year in percent, ' +
      `${GROWTH.minimum} to ${GROWTH.maximum}.`,
    12.5
  ).optional(),
  ...evidenceParameters,
  source: idList('Only claims from these sources: ids separated by commas.', [
    'inform-kaz-2023',
    'trend-kaz-2024'
  ]).optional(),
  ...forecastParameters
}
