import type { z } from 'zod'
import { component, text, textOrNull, texts } from '../http/answer-fields.ts'
import { field } from '../http/envelope.ts'
import { idList, wordList } from '../http/parameters.ts'
import { RELATION_KINDS } from '../vocabularies.ts'
import { relationKindSchema } from '../vocabulary-schemas.ts'

export const relationSchema = component('Relation', 'How claims relate to each other.', {
  id: text('Id of the relation.', 'R002'),
  kind: field(
    relationKindSchema,
    'contradicts: both cannot hold as printed. part_exceeds_whole: the claim exceeds the ' +
      'first of the others, less the rest of them. sum_of: the claim is the sum of the ' +
      'others within the rounding of the printed digits. revision_of: a later print of the ' +
      'same figure. mirror_of: the partner’s statistics of the same flow, or the nearest ' +
      'period there is.',
    'contradicts'
  ),
  observation: text('The claim the relation is about.', 'C0001'),
  others: texts('The other claims, in order.', ['C0392']),
  note: textOrNull(
    'What the relation rests on.',
    'article value is 7.6 times the Kazakh figure for the same year'
  )
})
export type Relation = z.output<typeof relationSchema>

export const listRelationsQuery = {
  kind: wordList(RELATION_KINDS, 'Only these kinds.', ['contradicts']).optional(),
  observation: idList('Only relations these claims have a part in, on either side.', [
    'C0392'
  ]).optional()
}
