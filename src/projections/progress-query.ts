// The parameters of the progress of a projection.
import { date, idList, wordList } from '../http/parameters.ts'
import { evidenceParameters } from './evidence-schemas.ts'
import { PROGRESS_METHODS } from './model/progress.ts'

export const projectionProgressQuery = {
  measured_on: date(
    'ends_on',
    'Measure progress at the last day of this year, month, day or period. Only periods that had ' +
      'ended by then count, whenever they were published: the data are those of now, or those of ' +
      '`as_of`. Default: the day of the revision that answers.',
    '2026-11-23'
  ).optional(),
  ...evidenceParameters,
  source: idList('Only claims from these sources: ids separated by commas.', [
    'inform-kaz-2023',
    'trend-kaz-2025'
  ]).optional(),
  method: wordList(PROGRESS_METHODS, 'Only these methods. Default: all of them.', [
    'growth_ratio',
    'progress_chart'
  ]).optional()
}
