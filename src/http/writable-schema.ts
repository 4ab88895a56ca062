// Turns the schema of an answer into one by which fast-json-stringify writes it: only which fields
// there are, in which order, and of which types.
import { z } from 'zod'

/** The parts of JSON Schema that say how a value is written. */
export type WritableSchema = {
  type?: string | string[]
  nullable?: true
  properties?: Record<string, WritableSchema>
  required?: string[]
  items?: WritableSchema
  additionalProperties?: WritableSchema | false
}

type JsonSchema = z.core.JSONSchema.BaseSchema

/** Without names, so that nothing is a reference. */
const NO_NAMES = z.registry<Record<string, never>>()

/** The schema to write by; undefined if the values have to be looked at to know their form. */
export function writableSchema(schema: z.ZodType): WritableSchema | undefined {
  const json = z.toJSONSchema(schema, { target: 'draft-7', io: 'output', metadata: NO_NAMES })
  try {
    return convert(json)
  } catch (error) {
    if (error instanceof Undecided) return undefined
    throw error
  }
}

class Undecided extends Error {}

/**
 * Required fields would be written first. So objects with optional fields name none, and each field
 * that is there is written in its place.
 */
function convert(schema: JsonSchema | boolean): WritableSchema {
  if (typeof schema === 'boolean') return {}
  if (schema.$ref !== undefined || schema.allOf || schema.oneOf) throw new Undecided()
  if (schema.anyOf) return convertUnion(schema.anyOf)
  const { type, properties, required, items, additionalProperties } = schema
  return {
    ...(type !== undefined && { type }),
    ...(properties && {
      properties: Object.fromEntries(
        Object.entries(properties).map(([name, one]) => [name, convert(one)])
      )
    }),
    ...(required?.length === Object.keys(properties ?? {}).length && { required }),
    ...(isSchema(items) && { items: convert(items) }),
    ...(isSchema(additionalProperties) && { additionalProperties: convert(additionalProperties) })
  }
}

function isSchema(schema: unknown): schema is JsonSchema {
  return typeof schema === 'object' && schema !== null && !Array.isArray(schema)
}

/** A value of one kind or null, or of several simple types. */
function convertUnion(options: readonly JsonSchema[]): WritableSchema {
  const present = options.filter(({ type }) => type !== 'null')
  const nullable = present.length < options.length && { nullable: true as const }
  const [only, ...others] = present
  if (only && others.length === 0) return { ...convert(only), ...nullable }
  const types = present.map(({ type }) => type)
  if (!types.every((type) => type === 'string' || type === 'number')) throw new Undecided()
  return { type: [...new Set(types)], ...nullable }
}
