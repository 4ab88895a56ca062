import { component, text, whole } from '../http/answer-fields.ts'
import { WINDOW_WORDS } from './yearly.ts'

/** More than the weeks of all years that a period can have. */
export const VALUES_COUNTED_MAX = 1_000_000

export const trainingWindow = component('TrainingWindow', 'The values used for the forecast.', {
  first_period: text('The first period used.', '2018-07-01/P1Y'),
  last_period: text('The last period used.', '2024-07-01/P1Y'),
  points: whole(
    1,
    VALUES_COUNTED_MAX,
    `Number of values used: the newest without a gap, at most ${WINDOW_WORDS}.`,
    7
  ),
  left_out: whole(
    0,
    VALUES_COUNTED_MAX,
    'Number of all earlier values of the series, which are not used: `left_out_gap` plus ' +
      '`left_out_window`. One of the two is 0, because either a gap or the number of values ' +
      'ends the training.',
    0
  ),
  left_out_gap: whole(
    0,
    VALUES_COUNTED_MAX,
    'Number of earlier values not used, because a period is missing after them.',
    0
  ),
  left_out_window: whole(
    0,
    VALUES_COUNTED_MAX,
    `Number of earlier values not used, because enough newer ones are: ${WINDOW_WORDS}.`,
    0
  ),
  others: whole(
    0,
    VALUES_COUNTED_MAX,
    'Number of other claims of the series for the same periods, or for other dates of the same ' +
      'years if dates stand for years. `rule` chooses the claim that is used; in the series of ' +
      'one author it is the one with the newest `published`.',
    1
  )
})
