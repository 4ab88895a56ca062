import { givenId, givenUnit, sourceId } from '../http/answer-fields.ts'
import { writeSchemas } from '../http/write-schemas.ts'
import { projectionSchema } from './schemas.ts'

const { metric, subject, partner, scenario, kind, condition, issued_on, attributed_to, note } =
  projectionSchema.shape
const base = projectionSchema.shape.base.omit({ period_label: true })
const target = projectionSchema.shape.target.omit({ period_label: true })

export const projectionWrites = writeSchemas(
  {
    id: givenId('projection', 'desk-2026-p1'),
    metric,
    subject,
    partner: partner.optional(),
    scenario,
    kind: kind.optional(),
    base: base
      .partial()
      .strict()
      .nullable()
      .optional()
      .meta({
        description: 'The starting point that the source names.',
        examples: [{ period: '2023', value: 400000000 }]
      }),
    target: target
      .partial({ period: true, value: true, low: true, high: true })
      .strict()
      .meta({ description: 'What is promised or expected.' }),
    unit: givenUnit,
    condition: condition.optional(),
    issued_on: issued_on.optional(),
    attributed_to: attributed_to.optional(),
    source: sourceId('projection', 'archyworldys-pak-kaz'),
    note: note.optional()
  },
  {
    name: 'Projection',
    description: 'A projection to send. Instead of the source, it has the id of the source.',
    example: {
      id: 'desk-2026-p1',
      metric: 'goods_trade',
      subject: 'PAK',
      partner: 'KAZ',
      scenario: 'strengthened-ties',
      base: { period: '2023', value: 400000000 },
      target: { period: '2030', value: 2000000000, bound: 'at_least', text: '$2 Billion+' },
      condition: 'ties strengthened',
      attributed_to: 'Archyworldys',
      source: 'archyworldys-pak-kaz'
    },
    patch: {
      description:
        'The fields to change of a projection. In base and target, too, other fields stay.',
      example: { target: { bound: 'about', text: 'about $2 Billion' }, condition: null }
    }
  },
  {
    columns: {
      'base.period': 'base_period',
      'base.value': 'base_value',
      'target.period': 'target_period',
      'target.value': 'value',
      'target.low': 'low',
      'target.high': 'high',
      'target.bound': 'bound',
      'target.text': 'text'
    },
    patched: {
      target: target
        .partial()
        .strict()
        .meta({
          description: 'What is promised or expected.',
          examples: [{ bound: 'about', text: 'about $2 Billion' }]
        })
    }
  }
)
