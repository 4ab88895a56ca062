import { z } from 'zod'
import {
  component,
  extended,
  list,
  number,
  text,
  textOrNull,
  texts
} from '../http/answer-fields.ts'
import { field } from '../http/envelope.ts'
import { searchTerm, wordList } from '../http/parameters.ts'
import { UNIT_KINDS } from '../vocabularies.ts'
import { unitKindSchema } from '../vocabulary-schemas.ts'

const unitFields = {
  id: text('The id of the unit.', 'million_USD'),
  name: text('The name of the unit in English.', 'Million US dollars'),
  kind: field(unitKindSchema, 'What the unit measures.', 'currency'),
  base: textOrNull(
    'The base unit. Figures convert only between units of the same base. Null for a base ' +
      'itself, as ' +
      'every currency is, because exchange rates move: the metric `exchange_rate` has them.',
    'USD'
  ),
  factor: field(
    z.number(),
    'How many of the base unit one of this unit is, as an exact decimal; 1 for a base.',
    1000000
  ),
  note: textOrNull(
    'Other ways to write it, or a note for careful readers.',
    'Also written mln USD or mn USD.'
  )
}

export const unitObject = component('Unit', 'A unit of figures.', unitFields)
export type Unit = z.output<typeof unitObject>

/** The most units and metrics that are shown with a single unit. */
export const SHOWN_MAX = 1_000

const conversionSchema = component('UnitConversion', 'How a figure converts to another unit.', {
  unit: text('The id of the other unit.', 'USD'),
  multiply_by: number(
    'What a figure is multiplied by, rounded to 15 digits where it has no end.',
    1000000
  )
})
export const unitDetailSchema = extended(
  unitObject,
  'UnitDetail',
  'A unit with the units that it converts to, and the metrics whose figures are in it.',
  {
    converts_to: list(
      'The other units of the same base, by id; at most 1,000.',
      conversionSchema,
      SHOWN_MAX
    ),
    metrics: texts('The ids of the metrics whose figures are in this unit; at most 1,000.', [
      'goods_trade'
    ])
  }
)
export type UnitDetail = z.output<typeof unitDetailSchema>

export const listUnitsQuery = {
  kind: wordList(UNIT_KINDS, 'Only units of these kinds.', ['currency']).optional(),
  q: searchTerm(
    1,
    'Only units whose id, name or note contains all these words, in upper or lower case.',
    'million dollars'
  ).optional()
}
