// What answers are made of: components, and the kinds of field they have. Each field takes what it
// says and an example from the real data; for other kinds use `field` (envelope.ts) with a zod type.
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

/** A component with all that another one has, and more. The document says only what is more. */
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

/** The id of a new thing in the body that makes it. */
export function givenId(thing: string, example: string) {
  const description = `The id of the ${thing}; it never changes. If left out, the service makes one.`
  return field(z.string().optional(), description, example)
}

export function textOrNull(description: string, example: string | null) {
  return field(z.string().nullable(), description, example)
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

/** At most so many things of a kind, which have examples of their own. */
export function list<Item extends z.ZodType>(description: string, item: Item, most?: number) {
  const all = z.array(item)
  return (most === undefined ? all : all.max(most)).meta({ description })
}

/** A whole number within bounds. */
export function whole(minimum: number, maximum: number, description: string, example: number) {
  return field(z.int().min(minimum).max(maximum), description, example)
}

/** How many there are. */
export function count(description: string, example: number) {
  return whole(0, COUNT_MAX, description, example)
}

/** The number of a revision. */
export function revision(description: string, example: number) {
  return whole(1, COUNT_MAX, description, example)
}

export function revisionOrNull(description: string, example: number | null) {
  return field(z.int().min(1).max(COUNT_MAX).nullable(), description, example)
}
