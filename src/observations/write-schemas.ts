import { z } from 'zod'
import { givenId, givenUnit, sourceId } from '../http/answer-fields.ts'
import { field } from '../http/envelope.ts'
import { writeSchemas } from '../http/write-schemas.ts'
import { observationSchema } from './schemas.ts'

const {
  metric,
  subject,
  partner,
  direction,
  mode,
  product,
  period,
  value,
  low,
  high,
  bound,
  text,
  status,
  attributed_to,
  note
} = observationSchema.shape

export const observationWrites = writeSchemas(
  {
    id: givenId('claim', 'desk-2026-001'),
    metric,
    subject,
    partner: partner.optional(),
    direction: direction.optional(),
    mode: mode.optional(),
    product: product.optional(),
    period: period.optional(),
    value: value.optional(),
    low: low.optional(),
    high: high.optional(),
    unit: givenUnit,
    bound,
    text,
    status: status.optional(),
    attributed_to: attributed_to.optional(),
    source: sourceId('claim', 'inform-kaz-2023'),
    derived_from: field(
      z.array(z.string()).max(50).optional(),
      'The ids of the claims that the publisher computed this one from.',
      []
    ),
    note: note.optional()
  },
  {
    name: 'Observation',
    description: 'A claim in a request: the same fields as in answers, but `source` is an id.',
    example: {
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
    },
    patch: {
      description: 'The fields of a claim to change.',
      example: { bound: 'about', text: 'about $52.5 million', note: 'read again' }
    }
  }
)
