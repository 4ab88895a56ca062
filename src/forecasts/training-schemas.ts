import { component, text, whole } from '../http/answer-fields.ts'
import { field } from '../http/envelope.ts'
import { trainingBreak } from './break-schemas.ts'
import { WINDOW_WORDS } from './yearly.ts'

/** More than the weeks of all years that a period can have. */
export const VALUES_COUNTED_MAX = 1_000_000

export const trainingWindow = component('TrainingWindow', 'The values used for the forecast.', {
  first_period: text('The first period used.', '2018-07-01/P1Y'),
  last_period: text('The last period used.', '2024-07-01/P1Y'),
  points: whole(
    1,
    VALUES_COUNTED_MAX,
    `Number of values used: the newest without a gap or a break, at most ${WINDOW_WORDS}.`,
    7
  ),
  left_out: whole(
    0,
    VALUES_COUNTED_MAX,
    'Number of all earlier values of the series, which are not used: `left_out_gap`, ' +
      '`left_out_window` and `left_out_break` together. At most one of the three is not 0, ' +
      'because either a gap, the number of values or a break ends the training.',
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
  left_out_break: whole(
    0,
    VALUES_COUNTED_MAX,
    'Number of earlier values not used, because a break in level follows them: see `level_break`.',
    0
  ),
  level_break: field(
    trainingBreak.nullable(),
    'The break in level at which the training starts; null if it starts for another reason.',
    null
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
