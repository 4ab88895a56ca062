// What the references of the document lead to.
import type { Document, JsonSchema } from './operations.ts'

export type Reference = { $ref: string }

/** What a reference leads to; what is no reference itself. */
export function referred<Thing extends object>(
  components: Record<string, Thing>,
  thing: Thing | Reference
): Thing {
  if (!('$ref' in thing)) return thing
  const found = components[thing.$ref.split('/').at(-1) ?? '']
  if (!found) throw new Error(`${thing.$ref} leads nowhere`)
  return found
}

/** The fields of a named object, also those of an object it extends. */
export function propertiesOf({ components }: Document, name: string): Record<string, JsonSchema> {
  const { properties, allOf = [] } = components.schemas[name] ?? {}
  const inherited = allOf.map(({ $ref, properties: own }) =>
    $ref === undefined ? own : components.schemas[$ref.split('/').at(-1) ?? '']?.properties
  )
  return Object.assign({}, ...inherited, properties)
}
