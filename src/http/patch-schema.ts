import { z } from 'zod'

/**
 * What a correction may hold: any field but the id, and null for each, which takes its value away
 * (RFC 7396).
 */
export function patchOf(body: z.ZodObject): z.ZodObject {
  const fields = Object.entries(body.shape).filter(([name]) => name !== 'id')
  return z.strictObject(
    Object.fromEntries(fields.map(([name, schema]) => [name, orNull(schema as z.ZodType)]))
  )
}

/** The documentation of a field stands on the field itself, not also on what it may be. */
function orNull(schema: z.ZodType): z.ZodType {
  if (schema.safeParse(null).success) return schema.optional()
  const inner = schema instanceof z.ZodOptional ? (schema.unwrap() as z.ZodType) : schema
  const { description, examples } = {
    ...z.globalRegistry.get(inner),
    ...z.globalRegistry.get(schema)
  }
  return withoutDocumentation(inner)
    .nullable()
    .optional()
    .meta({ ...(description && { description }), ...(examples !== undefined && { examples }) })
}

/**
 * `meta` documents a copy of a schema; the schema it was called on is the parent of the copy. A
 * schema with a name keeps it: it is documented under the name.
 */
function withoutDocumentation(schema: z.ZodType): z.ZodType {
  const isPlain = !z.globalRegistry.has(schema) || z.globalRegistry.get(schema)?.id !== undefined
  const { parent } = schema._zod
  return isPlain || !parent ? schema : withoutDocumentation(parent as z.ZodType)
}
