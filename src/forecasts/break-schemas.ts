// What answers say of breaks in the level of a series.
import { z } from 'zod'
import { component, number, numberOrNull, text, textOrNull } from '../http/answer-fields.ts'
import { field } from '../http/envelope.ts'
import { periodLabel } from '../observations/schemas.ts'
import { TREND_VALUES_MIN } from './model/index.ts'

/** Who says that there is a break: the status of a claim, or only the values. */
const BREAK_KINDS = ['marked', 'likely'] as const

const observation = textOrNull(
  'The claim for that period; null if its figure is computed from several claims.',
  'worldbank-internet_users-MNG-2018'
)

export const trainingBreak = component(
  'TrainingBreak',
  'The break in level at which the training starts.',
  {
    period: text('The first period of the new level.', '2018'),
    kind: field(
      z.enum(BREAK_KINDS),
      'marked: the claim has the status `B`. likely: nobody marked it, see `likely_break`.',
      'marked'
    ),
    observation
  }
)

export const likelyBreak = component(
  'LikelyBreak',
  'The newest break in level that the values show and nobody marked: one step that is ' +
    'out of line with all others near it, between levels that stay. The training starts at it, ' +
    'unless fewer ' +
    `than ${TREND_VALUES_MIN} values are left from it on: then it is only named. A jump of the ` +
    'newest one or two values is not named yet: they may be outliers. If a break is real, ' +
    'mark it: set the `status` of the claim to `B`.',
  {
    period: text('The first period of the new level.', '2018'),
    period_label: periodLabel('2018'),
    observation,
    multiple: numberOrNull(
      'The value as a multiple of the one before; null unless both are above zero.',
      1.987408
    ),
    difference: number('The value less the one before.', 23.4157)
  }
)

export type LikelyBreak = z.output<typeof likelyBreak>
