// The parameters that say what is shown of the series that were found.
import { oneOf, wholeNumber } from '../http/parameters.ts'

/** The most points that a series shows; these are the newest ones. */
export const POINTS_MAX = 1_000

export const latestParameter = wholeNumber(
  1,
  POINTS_MAX,
  'Only the points of the n newest periods of each series, whoever gives their figures: 1 to ' +
    `${POINTS_MAX.toLocaleString('en')}. Points are counted after \`from\`, \`to\` and \`rule\`; ` +
    '`left_out` counts the earlier ones.',
  5
)
  .meta({ component: 'LatestPoints' })
  .optional()

export const SORTS = ['-value', 'value'] as const
export type Sort = (typeof SORTS)[number]

export const sortParameter = oneOf(
  SORTS,
  'A ranking by the newest point of each series, `-value` from the largest on; a range counts by ' +
    'the middle of its ends, equal ones by id. `meta.warnings` says if the newest points are of ' +
    'different periods. At most 10,000 claims may match. What `transform` computes does not ' +
    'change the order. Without it, series are ordered by what they are about.',
  '-value'
)
  .meta({ component: 'SeriesSort' })
  .optional()
