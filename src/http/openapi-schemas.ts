// How zod schemas are shown in the OpenAPI document, where that differs from what zod makes of them.
// The metadata of a schema may say:
// - `documentedBy`: a named schema that is shown in its place;
// - `extends`: a named object it has all fields of; only the others are shown.
import { z } from 'zod'

type JsonSchema = z.core.JSONSchema.BaseSchema

const BESIDE_REFERENCES = ['$ref', 'description', 'examples']

/** For the `zodToJsonConfig` of the type provider. */
export const zodToJsonConfig = {
  override: ({
    zodSchema,
    jsonSchema
  }: {
    zodSchema: z.core.$ZodType
    jsonSchema: JsonSchema
  }): void => {
    const { examples, documentedBy, extends: base } = z.globalRegistry.get(zodSchema) ?? {}
    // Closed objects would make every added field a breaking change for strict clients.
    if (jsonSchema.additionalProperties === false) delete jsonSchema.additionalProperties
    // Zod leaves out examples of what is transformed, taking them for results; ours are inputs.
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

/** What the reference says is not said again beside it. */
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
