import { z } from 'zod'
import { component, number, whole } from '../http/answer-fields.ts'
import { field } from '../http/envelope.ts'
import { SEASON_MIN } from './model/seasons.ts'

const SEASON_REASONS = ['too_few_points', 'not_clear', 'naive'] as const
const LENGTH_MAX = 12

/** What repeats each year in a series of months or quarters. */
export const seasonOfForecast = component(
  'ForecastSeason',
  'What repeats each year in a series of months or quarters. It is taken out before the forecast ' +
    'is made, and put back.',
  {
    length: whole(4, LENGTH_MAX, 'How many values make a year.', 4),
    form: field(
      z.enum(['multiplicative', 'additive']).nullable(),
      'multiplicative: each value is the level times its factor. additive: the level plus its ' +
        'factor. The form that explains more is used. Null if no season is used.',
      'multiplicative'
    ),
    factors: field(
      z.array(number('The factor of one month or quarter.', 1.0463)).max(LENGTH_MAX),
      'One number for each month or quarter, January or the first quarter first; empty if no ' +
        'season is used. The mean of factors is 1, or 0 if they are added.',
      [0.9741, 0.9925, 1.0463, 0.9871]
    ),
    reason: field(
      z.enum(SEASON_REASONS).nullable(),
      'Why no season is used. too_few_points: a season needs ' +
        `${SEASON_MIN.years} years, and ${SEASON_MIN.values} values. not_clear: months or ` +
        'quarters differ too little from each other, beside how each differs between years. ' +
        'naive: this method repeats the last value.',
      null
    )
  }
)

export type SeasonOfForecast = z.output<typeof seasonOfForecast>
