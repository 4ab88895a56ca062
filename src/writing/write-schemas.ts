// What single changes share: their headers, and the answer to a withdrawal.
import { z } from 'zod'
import { revision } from '../http/answer-fields.ts'
import { field, singleMeta } from '../http/envelope.ts'

const idempotencyKey = z
  .string()
  .optional()
  .meta({
    description:
      'A name of your choice for this request, such as a UUID: sent again within 24 hours, it ' +
      'is done once and answered alike.'
  })
const ifMatch = z
  .string()
  .optional()
  .meta({
    description:
      'The `ETag` of a `GET` of the thing, or several of them: where the thing has changed ' +
      'since, nothing is done (412).'
  })

// Loose, for requests have many more headers. Without examples: a name is of one request, a tag of
// one state.
export const creationHeaders = z.looseObject({ 'idempotency-key': idempotencyKey })
export const changeHeaders = z.looseObject({
  'idempotency-key': idempotencyKey,
  'if-match': ifMatch
})

const withdrawalSchema = z
  .object({
    type: field(z.string(), 'What was withdrawn.', 'observation'),
    id: field(z.string(), 'Its id.', 'desk-2026-001'),
    revision: revision('The revision that withdrew it.', 2),
    reason: field(z.string(), 'Why.', 'printed by mistake')
  })
  .meta({
    id: 'Withdrawal',
    description:
      'What was withdrawn. Its versions stay in the history, and answers for times before ' +
      'still have it.'
  })

/** The answer to every withdrawal, whatever was withdrawn. */
export const withdrawalAnswer = z
  .object({ data: withdrawalSchema, meta: singleMeta })
  .meta({ id: 'WithdrawalAnswer', description: 'What was withdrawn.' })
