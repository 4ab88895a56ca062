// Gives each list of words in the OpenAPI document a name, so that generated clients have one type
// for it, whatever has such a word.
import { isDeepStrictEqual } from 'node:util'

export type Schema = {
  [keyword: string]: unknown
  enum?: unknown[]
  properties?: Record<string, Schema>
  items?: Schema
  anyOf?: Schema[]
  allOf?: Schema[]
}
type Schemas = Record<string, Schema>
type Parameter = { name: string; schema: Schema }

/** Keywords that say what the words are, and not which. */
const KEPT = ['description', 'examples']

/** Names the lists of words in the components: `ConflictKind` for `kind` of `Conflict`. */
export function nameEnumsOfSchemas(schemas: Schemas): void {
  for (const [name, schema] of Object.entries(schemas)) nameWithin(schema, name, name)

  function nameWithin(schema: Schema, name: string, where: string): void {
    for (const [field, property] of Object.entries(schema.properties ?? {}))
      place(property, `${name}${inPascalCase(field)}`, `\`${field}\` of ${where}`)
    for (const part of [...(schema.anyOf ?? []), ...(schema.allOf ?? [])])
      nameWithin(part, name, where)
    if (schema.items) nameWithin(schema.items, name, where)
  }

  function place(schema: Schema, name: string, where: string): void {
    for (const part of [schema, schema.items, ...(schema.anyOf ?? [])])
      if (part?.enum) refer(schemas, part, name, `A value of ${where}.`)
    nameWithin(schema, name, where)
  }
}

/** Names the lists of words of a parameter, which may be those of a component. */
export function nameEnumsOfParameter(schemas: Schemas, name: string, parameter: Parameter): void {
  const { schema } = parameter
  for (const part of [schema, schema.items])
    if (part?.enum)
      refer(schemas, part, `${name}Value`, `A value of the parameter \`${parameter.name}\`.`)
}

/** Turns a schema into a reference to the component with the same words, made if there is none. */
function refer(schemas: Schemas, schema: Schema, name: string, description: string): void {
  const known = Object.keys(schemas).find((one) =>
    isDeepStrictEqual(schemas[one]?.enum, schema.enum)
  )
  const found = known ?? name
  const { enum: words = [], type } = schema
  if (known === undefined) {
    if (name in schemas) throw new Error(`${name} is the name of two schemas`)
    schemas[name] = { type, enum: words, description }
  }
  for (const keyword of Object.keys(schema)) if (!KEPT.includes(keyword)) delete schema[keyword]
  schema['$ref'] = `#/components/schemas/${found}`
}

/** `IfMatch` for `if-match`, `AsOf` for `as_of`. */
export function inPascalCase(name: string): string {
  return name.replaceAll(/(?:^|[-_])(\w)/g, (_, letter: string) => letter.toUpperCase())
}
