import { z } from 'zod'
import { type Field, fieldsOf } from './fields.ts'
import { patchOf } from './patch-schema.ts'

/** How requests write one thing. */
export type WriteSchemas = {
  /** The id in examples. */
  example: string
  /** The body of `POST`. */
  body: z.ZodObject
  /** The body of `PATCH`: every field but the id, each of them optional. */
  patch: z.ZodObject
  /** The columns of the fields. */
  fields: readonly Field[]
}
type Documents = {
  /** The name of the thing; the components are called by it, as `SourceBody` and `SourcePatch`. */
  name: string
  description: string
  /** A whole body. */
  example: { id: string; [field: string]: unknown }
  patch: { description: string; example: Record<string, unknown> }
}
type Differences = {
  /** Fields whose columns have other names: body to file. */
  columns?: Record<string, string>
  /** Fields of which a correction may name other parts than a new thing. */
  patched?: z.ZodRawShape
}

/** The schemas of a thing in requests, made of the fields of its body. */
export function writeSchemas(
  shape: z.ZodRawShape,
  { name, description, example, patch }: Documents,
  { columns, patched = {} }: Differences = {}
): WriteSchemas {
  const body = z.strictObject(shape).meta({ id: `${name}Body`, description, examples: [example] })
  return {
    example: example.id,
    body,
    patch: patchOf(body.extend(patched)).meta({
      id: `${name}Patch`,
      description: patch.description,
      examples: [patch.example]
    }),
    fields: fieldsOf(body, columns)
  }
}
