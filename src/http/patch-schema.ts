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

/** The documentation of a field stands on the field itself, not on what it may be. */
function orNull(schema: z.ZodType): z.ZodType {
  if (schema.safeParse(null).success) return schema.optional()
  const inner = schema instanceof z.ZodOptional ? (schema.unwrap() as z.ZodType) : schema
  const { description, examples } = {
    ...z.globalRegistry.get(inner),
    ...z.globalRegistry.get(schema)
  }
  return schema
    .nullable()
    .optional()
    .meta({ ...(description && { description }), ...(examples !== undefined && { examples }) })
}
