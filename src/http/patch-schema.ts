import { z } from 'zod'

/**
 * The schema of a correction: every field of the body except the id. Null removes a value (RFC
 * 7396).
 */
export function patchOf(body: z.ZodObject): z.ZodObject {
  const fields = Object.entries(body.shape).filter(([name]) => name !== 'id')
  return z.strictObject(
    Object.fromEntries(fields.map(([name, schema]) => [name, orNull(schema as z.ZodType)]))
  )
}

/**
 * Allows null. Keeps the documentation on the field itself and removes it from the inner schema, so
 * that it appears once.
 */
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
 * Finds the schema without documentation: `meta` returns a documented copy, and its parent is the
 * schema it was called on. A named schema stays as it is, because its documentation stands under
 * its name.
 */
function withoutDocumentation(schema: z.ZodType): z.ZodType {
  const isPlain = !z.globalRegistry.has(schema) || z.globalRegistry.get(schema)?.id !== undefined
  const { parent } = schema._zod
  return isPlain || !parent ? schema : withoutDocumentation(parent as z.ZodType)
}
