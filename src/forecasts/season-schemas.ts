import { z } from 'zod'
import { component, number, numberOrNull, whole } from '../http/answer-fields.ts'
import { field } from '../http/envelope.ts'
import { F_MIN, SEASON_MIN } from './model/seasons.ts'

const SEASON_REASONS = ['too_few_points', 'not_clear', 'naive'] as const
const LENGTH_MAX = 12
export const CLARITY_MAX = 1_000

/** What repeats each year in a series of months or quarters. */
export const seasonOfForecast = component(
  'ForecastSeason',
  'What repeats each year in a series of months or quarters. It is taken out before the forecast ' +
    'is made, and put back. It is known from values before a break in level too.',
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
        'season is used. The mean of factors is 1, or 0 if they are added. In CSV they are ' +
        'numbered: `1=0.97|2=…`.',
      [0.9741, 0.9925, 1.0463, 0.9871]
    ),
    clarity: numberOrNull(
      'How clear a season is: how many times as much months or quarters differ from each ' +
        'other as ' +
        `each differs between years (F). A season is used from ${F_MIN} on, as in the census ` +
        `method X-11; at most ${CLARITY_MAX}. Null with too few points.`,
      23.4
    ),
    reason: field(
      z.enum(SEASON_REASONS).nullable(),
      'Why no season is used. too_few_points: a season needs ' +
        `${SEASON_MIN.years} years, and ${SEASON_MIN.values} values. not_clear: months or ` +
        'quarters differ too little from each other: see `clarity`. ' +
        'naive: this method repeats the last value.',
      null
    )
  }
)

export type SeasonOfForecast = z.output<typeof seasonOfForecast>
