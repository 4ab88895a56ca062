import { z } from 'zod'
import { component, list, number, numberOrNull, whole } from '../http/answer-fields.ts'
import { field } from '../http/envelope.ts'
import { LEVELS } from './model/index.ts'
import { VALUES_COUNTED_MAX } from './training-schemas.ts'

export const LEVELS_MAX = 10

/** Example: exports of Pakistan as given by its Bureau of Statistics, from five sources. */
export const BACKTEST = {
  origins: 3,
  forecasts: 6,
  smape: 12.0644,
  mase: 0.9934,
  coverage: [
    { level: 80, percent: 100 },
    { level: 95, percent: 100 }
  ]
}

export const backtestResult = component(
  'Backtest',
  'How well the method would have forecast this series, from each of its last twenty periods, by ' +
    'what was known then. It begins at a marked break, but goes across a likely one. A season is ' +
    'known from the third year on.',
  {
    origins: whole(
      1,
      VALUES_COUNTED_MAX,
      'Number of earlier periods from which a forecast was made and compared with the later ' +
        'values.',
      3
    ),
    forecasts: whole(1, VALUES_COUNTED_MAX, 'Number of values compared.', 6),
    smape: number(
      'Symmetric mean absolute percentage error: mean of 200 |y - f| / (|y| + |f|).',
      12.0644
    ),
    mase: numberOrNull(
      'Mean absolute scaled error: 1 is the usual change from one period to the next. Errors ' +
        'grow with the horizon: for what is good, ask for `method=naive` too. Null if the values ' +
        'never change.',
      0.9934
    ),
    coverage: list(
      'One entry for each level whose intervals were tested; empty if the values never changed, ' +
        'because their forecasts have no intervals.',
      component('IntervalCoverage', 'How many values were inside the intervals.', {
        level: whole(LEVELS.minimum, LEVELS.maximum, 'The level promised, in percent.', 80),
        percent: field(
          z.number().min(0).max(100),
          'The share of values inside the intervals, in percent.',
          100
        )
      }),
      LEVELS_MAX
    )
  }
)
