// Changes how the OpenAPI document shows zod schemas. The metadata of a schema may say:
// - `documentedBy`: the named schema that is shown in its place;
// - `extends`: the named object whose fields it also has; only the other fields are shown.
import { z } from 'zod'

type JsonSchema = z.core.JSONSchema.BaseSchema

const BESIDE_REFERENCES = ['$ref', 'description', 'examples']

/** The `zodToJsonConfig` of the type provider. */
export const zodToJsonConfig = {
  override: ({
    zodSchema,
    jsonSchema
  }: {
    zodSchema: z.core.$ZodType
    jsonSchema: JsonSchema
  }): void => {
    const { examples, documentedBy, extends: base } = z.globalRegistry.get(zodSchema) ?? {}
    // A closed object would make every added field a breaking change for strict clients.
    if (jsonSchema.additionalProperties === false) delete jsonSchema.additionalProperties
    // Zod takes examples of transformed schemas for results and leaves them out. Ours are inputs.
    if (Array.isArray(examples)) jsonSchema.examples = examples
    if (documentedBy instanceof z.ZodObject) jsonSchema.$ref = referenceTo(documentedBy)
    if (jsonSchema.$ref !== undefined) showOnlyReference(jsonSchema)
    if (zodSchema instanceof z.ZodObject && base instanceof z.ZodObject)
      showExtension(jsonSchema, zodSchema, base)
  }
}

function referenceTo(named: z.ZodObject): string {
  return `#/components/schemas/${z.globalRegistry.get(named)?.id}`
}

/** Removes what the referenced schema already says. */
function showOnlyReference(jsonSchema: JsonSchema): void {
  for (const keyword of Object.keys(jsonSchema))
    if (!BESIDE_REFERENCES.includes(keyword)) delete jsonSchema[keyword]
}

function showExtension(jsonSchema: JsonSchema, extended: z.ZodObject, base: z.ZodObject): void {
  const { properties = {}, required = [] } = jsonSchema
  const isOwn = (name: string) => extended.shape[name] !== base.shape[name]
  const own = Object.entries(properties).filter(([name]) => isOwn(name))
  jsonSchema.allOf = [
    { $ref: referenceTo(base) },
    { type: 'object', properties: Object.fromEntries(own), required: required.filter(isOwn) }
  ]
  for (const keyword of ['type', 'properties', 'required', 'extends']) delete jsonSchema[keyword]
}
