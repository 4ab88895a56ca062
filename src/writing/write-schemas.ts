// Schemas that all single changes share: their headers, and the answer to a withdrawal.
import { z } from 'zod'
import { revision } from '../http/answer-fields.ts'
import { field, singleMeta } from '../http/envelope.ts'

const idempotencyKey = z
  .string()
  .optional()
  .meta({
    description:
      'A name that you choose for this request, such as a UUID. If you send the request ' +
      'again within 24 hours, it is not done again: you get the first answer again.'
  })
const ifMatch = z
  .string()
  .optional()
  .meta({
    description:
      'The `ETag` of a `GET` of the thing, or several of them. If the thing has changed ' +
      'since, nothing is done (412).'
  })

// Loose, because requests have many more headers. Without examples, because a name belongs to one
// request and a tag to one state.
export const creationHeaders = z.looseObject({ 'idempotency-key': idempotencyKey })
export const changeHeaders = z.looseObject({
  'idempotency-key': idempotencyKey,
  'if-match': ifMatch
})

const withdrawalSchema = z
  .object({
    type: field(z.string(), 'The type of the withdrawn thing.', 'observation'),
    id: field(z.string(), 'The id of the withdrawn thing.', 'desk-2026-001'),
    revision: revision('The revision that withdrew it.', 2),
    reason: field(
      z.string(),
      'The reason that was given; anybody who asks for the thing gets to see it.',
      'printed by mistake'
    )
  })
  .meta({
    id: 'Withdrawal',
    description:
      'A withdrawn thing. Its versions stay in the history, and answers for earlier times ' +
      'still contain it.'
  })

/** The answer to every withdrawal. */
export const withdrawalAnswer = z
  .object({ data: withdrawalSchema, meta: singleMeta })
  .meta({ id: 'WithdrawalAnswer', description: 'The withdrawn thing.' })
