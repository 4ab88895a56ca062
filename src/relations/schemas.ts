import type { z } from 'zod'
import { component, text, textOrNull, texts } from '../http/answer-fields.ts'
import { field } from '../http/envelope.ts'
import { idList, wordList } from '../http/parameters.ts'
import { RELATION_KINDS } from '../vocabularies.ts'
import { relationKindSchema } from '../vocabulary-schemas.ts'

export const relationSchema = component('Relation', 'A relation between claims.', {
  id: text('The id of the relation.', 'R002'),
  kind: field(
    relationKindSchema,
    'contradicts: the claims cannot both be right as printed. part_exceeds_whole: the ' +
      'claim is larger than the first of the others minus the rest of them. sum_of: the ' +
      'claim is the sum of the others, within the rounding of the printed digits. ' +
      'revision_of: the claim is a later version of the same figure. mirror_of: the claim ' +
      'is the figure of the partner for the same flow, in the same or the nearest period.',
    'contradicts'
  ),
  observation: text('The id of the claim that the relation is about.', 'C0001'),
  others: texts('The ids of the other claims, in order.', ['C0392']),
  note: textOrNull(
    'The reason for the relation.',
    'article value is 7.6 times the Kazakh figure for the same year'
  )
})
export type Relation = z.output<typeof relationSchema>

export const listRelationsQuery = {
  kind: wordList(RELATION_KINDS, 'Only relations of these kinds.', ['contradicts']).optional(),
  observation: idList('Only relations with one of these claims, on either side.', [
    'C0392'
  ]).optional()
}
