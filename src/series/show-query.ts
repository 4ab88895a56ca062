// The parameters that say what is shown of the series that were found.
import { wholeNumber } from '../http/parameters.ts'

/** The most points that a series shows; these are the newest ones. */
export const POINTS_MAX = 1_000

export const latestParameter = wholeNumber(
  1,
  POINTS_MAX,
  'Only the points of the n newest periods of each series, whoever gives their figures: 1 to ' +
    `${POINTS_MAX.toLocaleString('en')}. Points are counted after \`from\`, \`to\` and \`rule\`; ` +
    '`left_out` counts the earlier ones.',
  1
)
  .meta({ component: 'LatestPoints' })
  .optional()
