// Makes the zod type of a query parameter from a function that reads its text.
import { z } from 'zod'
import type { Reading } from './read-values.ts'

/** `schema` is the OpenAPI schema of the values, without description and example. */
export function parameter<T>(
  read: (text: string) => Reading<T>,
  schema: Record<string, unknown>,
  description: string,
  example?: unknown
) {
  const examples = example === undefined ? {} : { examples: [example] }
  return textReader(read).meta({ ...schema, description, ...examples })
}

/** A parameter that may be repeated. `read` gets all its texts, joined by commas. */
export function listParameter<T>(
  read: (text: string) => Reading<T>,
  schema: Record<string, unknown>,
  description: string,
  example: unknown
) {
  return z
    .preprocess((texts) => (Array.isArray(texts) ? texts.join() : texts), textReader(read))
    .meta({ ...schema, description, examples: [example] })
}

/** A parameter with one value. If it is given with several, `read` gets them, joined by commas. */
export function differingParameter<T>(
  read: (text: string) => Reading<T>,
  schema: Record<string, unknown>,
  description: string,
  example: unknown
) {
  const join = (texts: unknown) =>
    Array.isArray(texts) && new Set(texts).size > 1 ? texts.join() : texts
  return z.preprocess(join, textReader(read)).meta({ ...schema, description, examples: [example] })
}

function textReader<T>(read: (text: string) => Reading<T>) {
  return z
    .string({
      error: ({ input }) =>
        Array.isArray(input)
          ? 'This parameter is given more than once; give it only once.'
          : 'This parameter is required.'
    })
    .transform((text, context): T => {
      const reading: Reading<T> =
        text === ''
          ? { refused: 'This parameter is empty; leave it out or give it a value.', allowed: [] }
          : read(text)
      if ('value' in reading) return reading.value
      const { refused: message, allowed } = reading
      context.addIssue({ code: 'custom', message, params: { allowed } })
      return z.NEVER
    })
}
