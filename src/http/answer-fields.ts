// Schemas of answers: components, and the kinds of fields they have. Each field takes its meaning
// and an example from the real data. For other kinds, use `field` (envelope.ts) with a zod type.
import { z } from 'zod'
import { field } from './envelope.ts'
import { COUNT_MAX } from './limits.ts'

/** A named component of the OpenAPI document, and a type of generated clients. */
export function component<Shape extends z.ZodRawShape>(
  id: string,
  description: string,
  shape: Shape
) {
  return z.object(shape).meta({ id, description })
}

/**
 * A component that has all fields of another one, and more. The document describes only the
 * additional fields.
 */
export function extended<Base extends z.ZodRawShape, More extends z.ZodRawShape>(
  base: z.ZodObject<Base>,
  id: string,
  description: string,
  more: More
) {
  return base.extend(more).meta({ id, extends: base, description })
}

export function text(description: string, example: string) {
  return field(z.string(), description, example)
}

/** The id of a new thing, in the body of the request that creates it. */
export function givenId(thing: string, example: string) {
  const description = `The id of the ${thing}; it never changes. By default the service makes one.`
  return field(z.string().optional(), description, example)
}

/** The unit of figures in a request. */
export const givenUnit = z
  .string()
  .nullable()
  .meta({
    id: 'GivenUnit',
    description:
      'The unit of the figures in this request, if it is not that of the metric. Figures are ' +
      'converted exactly, or rounded at 15 digits. Answers have them in the unit of the metric. ' +
      '`/v1/units/{id}` lists what converts; `text` stays as printed.',
    examples: ['million_USD']
  })
  .optional()

/** The field of a body that names the source of a thing. */
export function sourceId(thing: string, example: string) {
  return field(z.string(), `The id of the source that the ${thing} was read in.`, example)
}

export function textOrNull(description: string, example: string | null) {
  return field(z.string().nullable(), description, example)
}

/** A day, as `YYYY-MM-DD`. */
export function day(description: string, example: string) {
  return field(z.string(), description, example).meta({ format: 'date' })
}

export function dayOrNull(description: string, example: string | null) {
  return field(z.string().nullable(), description, example).meta({ format: 'date' })
}

/** A time in UTC (RFC 3339). */
export function time(description: string, example: string) {
  return field(z.string(), description, example).meta({ format: 'date-time' })
}

export function timeOrNull(description: string, example: string | null) {
  return field(z.string().nullable(), description, example).meta({ format: 'date-time' })
}

export function urlOrNull(description: string, example: string | null) {
  return field(z.string().nullable(), description, example).meta({ format: 'uri' })
}

export function texts(description: string, example: string[]) {
  return field(z.array(z.string()), description, example)
}

export function number(description: string, example: number) {
  return field(z.number(), description, example)
}

export function numberOrNull(description: string, example: number | null) {
  return field(z.number().nullable(), description, example)
}

/** A list of at most `most` items, whose schema has the examples. */
export function list<Item extends z.ZodType>(description: string, item: Item, most?: number) {
  const all = z.array(item)
  return (most === undefined ? all : all.max(most)).meta({ description })
}

export function whole(minimum: number, maximum: number, description: string, example: number) {
  return field(z.int().min(minimum).max(maximum), description, example)
}

/** The number of some things. */
export function count(description: string, example: number) {
  return whole(0, COUNT_MAX, description, example)
}

export function revision(description: string, example: number) {
  return whole(1, COUNT_MAX, description, example)
}

export function revisionOrNull(description: string, example: number | null) {
  return field(z.int().min(1).max(COUNT_MAX).nullable(), description, example)
}
