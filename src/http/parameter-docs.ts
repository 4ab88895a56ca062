// Reads the documentation of the parameters of an operation, for messages that say what is allowed.
import type { FastifyRequest } from 'fastify'
import { z } from 'zod'
import { closestWord } from './closest-word.ts'

export type QueryShape = Record<string, unknown>

type Documentation = {
  type?: string
  enum?: string[]
  items?: { enum?: string[] }
  minimum?: number
  maximum?: number
  isKept?: boolean
  examples?: unknown[]
}

/** The parameters of the operation that a request calls. */
export function queryShapeOf({ routeOptions }: FastifyRequest): QueryShape {
  const schema = routeOptions.schema?.querystring as { shape?: QueryShape } | undefined
  return schema?.shape ?? {}
}

/** What a parameter accepts, in words, for values that are missing, empty or given twice. */
export function allowedBy(schema: unknown): string[] {
  const { type, enum: words, items, minimum, maximum, examples = [] } = documentationOf(schema)
  if (minimum !== undefined)
    return [`a ${type === 'integer' ? 'whole ' : ''}number from ${minimum} to ${maximum}`]
  return words ?? items?.enum ?? examples.map((example) => `a value such as ${example}`)
}

/**
 * A value in place of a wrong one: a list without its empty items, the word that was meant, or the
 * example of a number, which chooses no data, or of a parameter that is missing. Otherwise
 * undefined for a parameter that can be left out, and null for one that cannot, or without which
 * the request says nothing: an example would answer a question that nobody asked.
 */
export function mendValue(schema: unknown, value: string | undefined): string | null | undefined {
  if (!(schema instanceof z.ZodType)) return undefined
  const { minimum, examples = [], ...documentation } = documentationOf(schema)
  const items = (value ?? '').split(',').map((item) => item.trim())
  const filled = items.filter((item) => item !== '')
  const isMissing =
    filled.length === 0 && !(schema instanceof z.ZodOptional) && !documentation.isKept
  const words = documentation.enum ?? documentation.items?.enum ?? []
  const meant = filled.flatMap((item) => closestWord(item, words) ?? [])
  const candidates = [
    filled.join(),
    ...(meant.length === filled.length ? [meant.join()] : []),
    ...(minimum !== undefined || isMissing ? [String(examples[0])] : [])
  ]
  const accepts = (one: string) => one !== '' && schema.safeParse(one).success
  const mended = candidates.find(accepts)
  const canLeaveOut = schema instanceof z.ZodOptional && !documentation.isKept
  return mended ?? (canLeaveOut ? undefined : null)
}

function documentationOf(schema: unknown): Documentation {
  const inner = schema instanceof z.ZodOptional ? schema.unwrap() : schema
  return inner instanceof z.ZodType ? ((z.globalRegistry.get(inner) ?? {}) as Documentation) : {}
}
