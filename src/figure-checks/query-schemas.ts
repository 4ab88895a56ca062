// The parameters of a figure check.
import type { z } from 'zod'
import { filledWith, KEPT } from '../http/openapi-parameters.ts'
import { bareId, freeText, oneId, oneOf, onePeriod, printedNumber } from '../http/parameters.ts'
import { DIRECTIONS, MODES } from '../vocabularies.ts'
import { STATED_CHARACTERS_MAX } from './stated/read-stated.ts'

export const figureCheckQuery = {
  metric: oneId('What the figure counts: the id of a metric.', 'goods_trade'),
  subject: oneId('Whom or what it is about: an id, code or name of an entity.', 'PAK'),
  partner: oneId(
    'The other side, where the metric has one. The pair is ordered: see `found` for the mirror.',
    'KAZ'
  )
    .meta(filledWith('KAZ'))
    .optional(),
  direction: oneOf(
    DIRECTIONS,
    'The direction of traffic; without it, claims that name none.',
    'outbound'
  ).optional(),
  mode: oneOf(
    MODES,
    'The mode of transport; without it, claims that name none.',
    'rail'
  ).optional(),
  product: oneId('The product: an id, code or name; without it, totals.', 'HS2022-52').optional(),
  period: onePeriod(
    'The period that the figure is for, in any form that answers show: 2023, 2023-Q3, FY2024.',
    '2023'
  ),
  stated: freeText(
    STATED_CHARACTERS_MAX,
    'The figure as it was said or printed: `$400 million`, `Rs 11.2 billion`, `150,000 TEU`, ' +
      '`more than 5,000`, `52,5 млн`. Give either this or `value`.',
    '$400 million'
  )
    .meta({ ...filledWith('$400 million'), ...KEPT })
    .optional(),
  value: printedNumber(
    'The figure as a number such as 400000000, in the unit of the metric or in `unit`.'
  )
    .meta(KEPT)
    .optional(),
  unit: bareId('The unit of `value`, if it is not that of the metric: see `/v1/units`.').optional()
}
export type FigureCheckQuery = z.output<z.ZodObject<typeof figureCheckQuery>>
