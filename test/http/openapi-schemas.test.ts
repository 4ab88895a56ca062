import t from 'tap'
import { z } from 'zod'
import { zodToJsonConfig } from '../../src/http/openapi-schemas.ts'

const portSchema = z
  .object({ id: z.string(), name: z.string() })
  .meta({ id: 'TestPort', description: 'A port.' })

/** The schema as the document shows it. */
function shown(schema: z.ZodType): unknown {
  const { $schema: _, $defs: __, ...jsonSchema } = z.toJSONSchema(schema, zodToJsonConfig)
  return jsonSchema
}

t.test('closed objects are shown open', async (t) => {
  t.same(shown(z.strictObject({ id: z.string() })), {
    type: 'object',
    properties: { id: { type: 'string' } },
    required: ['id']
  })
})

t.test('a transformed input keeps its example', async (t) => {
  const schema = z
    .string()
    .transform(Number)
    .meta({ type: 'integer', examples: [100] })
  t.same(z.toJSONSchema(schema, { ...zodToJsonConfig, io: 'input' }).examples, [100])
})

t.test('a schema that another one documents is a reference to it', async (t) => {
  const strict = z
    .strictObject(portSchema.shape)
    .meta({ documentedBy: portSchema, description: 'A port as it is stored.' })
  t.same(shown(z.array(strict)), {
    type: 'array',
    items: { $ref: '#/components/schemas/TestPort', description: 'A port as it is stored.' }
  })
})

t.test('beside a reference stands only what it does not say', async (t) => {
  const unit = z.enum(['USD', 'TEU']).meta({ id: 'TestUnit', description: 'A unit.' })
  const once = unit.meta({ description: 'Unit of the figure.', examples: ['USD'] })
  const twice = once.meta({ description: 'Unit of the total.', examples: ['TEU'] })
  t.same(shown(z.object({ once, twice })), {
    type: 'object',
    properties: {
      once: { $ref: '#/$defs/TestUnit', description: 'Unit of the figure.', examples: ['USD'] },
      twice: { $ref: '#/$defs/TestUnit', description: 'Unit of the total.', examples: ['TEU'] }
    },
    required: ['once', 'twice']
  })
})

t.test('an extension shows the fields that are its own, changed ones among them', async (t) => {
  const detail = portSchema
    .extend({ name: z.string().nullable(), berths: z.int32().optional() })
    .meta({ extends: portSchema, description: 'A port with its berths.' })
  t.same(shown(detail), {
    description: 'A port with its berths.',
    allOf: [
      { $ref: '#/components/schemas/TestPort' },
      {
        type: 'object',
        properties: {
          name: { type: ['string', 'null'] },
          berths: { type: 'integer', minimum: -(2 ** 31), maximum: 2 ** 31 - 1 }
        },
        required: ['name']
      }
    ]
  })
})
