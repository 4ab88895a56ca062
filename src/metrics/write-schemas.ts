import { z } from 'zod'
import { field } from '../http/envelope.ts'
import { fieldsOf } from '../http/fields.ts'
import { patchOf } from '../http/patch-schema.ts'
import { metricSchema } from './schemas.ts'

const { coverage: _, ...fields } = metricSchema.shape

/** A metric as it is sent. */
export const metricBody = z
  .strictObject({
    ...fields,
    id: field(z.string(), 'Id of the metric; it never changes.', 'desk-2026-metric')
  })
  .meta({
    id: 'MetricBody',
    description: 'A metric as it is sent: its definition, without the coverage.',
    examples: [
      {
        id: 'desk-2026-metric',
        name: 'Goods trade turnover',
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
        aggregation: 'sum'
      }
    ]
  })

/** What a correction may name. */
export const metricPatch = patchOf(metricBody).meta({
  id: 'MetricPatch',
  description:
    'What to change of a metric. What claims are read by stays while there are any: unit, ' +
    'subject_kinds, partnered.',
  examples: [{ name: 'Trade in goods, both ways' }]
})

export const METRIC_FIELDS = fieldsOf(metricBody)
