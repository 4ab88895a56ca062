import { z } from 'zod'
import { givenId } from '../http/answer-fields.ts'
import { field } from '../http/envelope.ts'
import { fieldsOf } from '../http/fields.ts'
import { patchOf } from '../http/patch-schema.ts'
import { observationSchema } from './schemas.ts'

const {
  metric,
  subject,
  partner,
  direction,
  mode,
  period,
  value,
  low,
  high,
  bound,
  text,
  attributed_to,
  note
} = observationSchema.shape

/** A claim as it is sent. */
export const observationBody = z
  .strictObject({
    id: givenId('claim', 'desk-2026-001'),
    metric,
    subject,
    partner: partner.optional(),
    direction: direction.optional(),
    mode: mode.optional(),
    period: period.optional(),
    value: value.optional(),
    low: low.optional(),
    high: high.optional(),
    bound,
    text,
    attributed_to: attributed_to.optional(),
    source: field(z.string(), 'Id of the source it was read in.', 'inform-kaz-2023'),
    derived_from: field(
      z.array(z.string()).max(50).optional(),
      'Ids of claims the publisher computed this one from.',
      []
    ),
    note: note.optional()
  })
  .meta({
    id: 'ObservationBody',
    description: 'A claim as it is sent: the fields of an observation, with the source by its id.',
    examples: [
      {
        id: 'desk-2026-001',
        metric: 'goods_trade',
        subject: 'KAZ',
        partner: 'PAK',
        period: '2023',
        value: 52500000,
        bound: 'exact',
        text: '$52.5 million',
        attributed_to: 'Kazakh official statistics',
        source: 'inform-kaz-2023'
      }
    ]
  })

/** What a correction may name. */
export const observationPatch = patchOf(observationBody).meta({
  id: 'ObservationPatch',
  description: 'What to change of a claim.',
  examples: [{ bound: 'about', text: 'about $52.5 million', note: 'read again' }]
})

export const OBSERVATION_FIELDS = fieldsOf(observationBody, { text: ['published_text', 'text'] })
