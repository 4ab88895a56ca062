// The fields of a mapping as a table, from its schema.
import { z } from 'zod'
import { mappingSchema } from './schema.ts'

/** A field by its path; `*` stands for each item of a list and `CODE` for each code of a table. */
export type MappingFieldRow = { field: string; takes: string; needed: boolean; does: string }
type Node = {
  type?: string | string[]
  enum?: unknown[]
  anyOf?: Node[]
  items?: Node
  properties?: Record<string, Node>
  additionalProperties?: Node | boolean
  required?: string[]
  description?: string
  default?: unknown
}

/** Every field, in the order of the schema. Those of a case are those of a code, and `when`. */
export function mappingFields(): MappingFieldRow[] {
  const schema = z.toJSONSchema(mappingSchema, {
    io: 'input',
    unrepresentable: 'any',
    reused: 'inline'
  })
  // The schema of JSON Schema is wider than what zod writes for ours.
  return rowsOf(schema as Node, '').filter(
    ({ field }) => !field.startsWith('metric.cases.*.') || field === 'metric.cases.*.when'
  )
}

function rowsOf(node: Node, path: string): MappingFieldRow[] {
  return Object.entries(node.properties ?? {}).flatMap(([name, inner]) => {
    const field = path === '' ? name : `${path}.${name}`
    const needed = (node.required ?? []).includes(name)
    const row = { field, takes: takes(inner), needed, does: inner.description ?? '' }
    return [row, ...rowsBelow(inner, field)]
  })
}

function rowsBelow(node: Node, field: string): MappingFieldRow[] {
  if (node.items) return rowsOf(node.items, `${field}.*`)
  if (typeof node.additionalProperties === 'object')
    return rowsOf(node.additionalProperties, `${field}.CODE`)
  return rowsOf(node, field)
}

function takes(node: Node): string {
  if (node.enum) return node.enum.length > 8 ? 'a word of ours' : node.enum.join(', ')
  if (node.anyOf) return [...new Set(node.anyOf.map(takes))].join(' or ')
  if (node.type === 'array') return `list of ${takes(node.items ?? {})}`
  if (typeof node.additionalProperties === 'object')
    return `table of ${takes(node.additionalProperties)}`
  const word = { string: 'text', integer: 'whole number', boolean: 'true or false' }
  return typeof node.type === 'string'
    ? (Object.entries(word).find(([type]) => type === node.type)?.[1] ?? node.type)
    : 'text'
}
