import { z } from 'zod'
import { field } from '../http/envelope.ts'
import { writeSchemas } from '../http/write-schemas.ts'
import { metricSchema } from './schemas.ts'

const { coverage: _, ...fields } = metricSchema.shape

export const metricWrites = writeSchemas(
  {
    ...fields,
    short_name: fields.short_name.optional(),
    by_product: fields.by_product.optional(),
    minimum: fields.minimum.optional(),
    maximum: fields.maximum.optional(),
    id: field(z.string(), 'The id of the metric; it never changes.', 'desk-2026-metric')
  },
  {
    name: 'Metric',
    description: 'A metric in a request: its definition, without the coverage.',
    example: {
      id: 'desk-2026-metric',
      name: 'Goods trade turnover',
      short_name: 'Goods trade',
      definition:
        'Two-way value of goods, exports plus imports, between subject and partner in the ' +
        'period.',
      unit: 'USD',
      topic: 'trade',
      kind: 'flow',
      desired: 'increase',
      subject_kinds: ['country', 'group'],
      partnered: 'yes',
      symmetric: true,
      aggregation: 'sum',
      minimum: 0
    },
    patch: {
      description:
        'The fields of a metric to change. Claims depend on `unit`, `subject_kinds` and ' +
        '`partnered`, so these cannot change while there are claims; `by_product` must allow them.',
      example: { name: 'Trade in goods, both ways' }
    }
  }
)
