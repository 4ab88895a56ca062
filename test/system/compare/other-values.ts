// Makes other values for a field of a body: allowed values, and values of each wrong kind.
import type { JsonSchema } from '../../app/operations.ts'

type Body = Record<string, unknown>

const WRONG = [null, 5, true, '', '=1+1', 'nothing', [], ['PAK'], {}]
const LONG = 'long '.repeat(1_000)

/** Bodies with one field each. Fields of an object within the body get bodies of their own. */
export function otherBodies(schema: JsonSchema, example: Body): Body[] {
  return Object.entries(schema.properties ?? {}).flatMap(([name, field]) => {
    const inner = [field, ...(field.anyOf ?? [])].find(({ properties }) => properties)
    const within = inner ? otherBodies(inner, (example[name] ?? {}) as Body) : []
    return [...valuesOf(field, example[name]), ...within].map((value) => ({ [name]: value }))
  })
}

function valuesOf(field: JsonSchema, current: unknown): unknown[] {
  const forms = [field, ...(field.anyOf ?? [])]
  const words = forms.flatMap((form) => form.enum ?? form.items?.enum ?? [])
  const types = forms.flatMap(({ type }) => type ?? [])
  return [
    ...(words.length > 0 ? [words[0], words.at(-1), words] : []),
    ...(types.includes('string') && words.length === 0 ? ['Other words', '2024-03', LONG] : []),
    ...(types.some((type) => /number|integer/.test(type)) ? [7, 0.1, -3, 1e21, 52500000.125] : []),
    ...(types.includes('boolean') ? [false] : []),
    ...WRONG,
    ...(field.examples ?? []),
    ...(current === undefined ? [] : [current])
  ]
}
