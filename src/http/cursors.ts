// Opaque cursors: the end of a page, bound to the request that the page answered.
import { hash } from 'node:crypto'
import { z } from 'zod'
import { refusedParameter } from './problems.ts'

/** The sort values of the last row of a page. Each list decides which values these are. */
export type CursorKey = readonly (string | number | null)[]

const CURSOR_VERSION = 1
const NOT_PART_OF_THE_QUESTION = new Set(['limit', 'cursor', 'total'])

/** A short hash of everything in a request except what does not choose or order its rows. */
export function questionHash(path: string, query: Record<string, unknown>): string {
  const asked = Object.entries(query).filter(
    ([name, value]) => value !== undefined && !NOT_PART_OF_THE_QUESTION.has(name)
  )
  return hash(
    'sha256',
    JSON.stringify([path, asked.sort(([a], [b]) => (a < b ? -1 : 1))]),
    'base64url'
  ).slice(0, 12)
}

/**
 * Encodes a cursor. `revision` is set for requests with `as_of`: all their pages are read from it.
 */
export function encodeCursor(question: string, key: CursorKey, revision?: number): string {
  const parts = [CURSOR_VERSION, question, key, ...(revision === undefined ? [] : [revision])]
  return Buffer.from(JSON.stringify(parts)).toString('base64url')
}

/**
 * Decodes a cursor. Throws `invalid_cursor` if that fails, or if the cursor belongs to another
 * request.
 */
export function decodeCursor(
  { question, text }: { question: string; text: string },
  keySchema: z.ZodType<CursorKey>,
  { isPast = false } = {}
): { key: CursorKey; revision?: number } {
  const parts = [z.literal(CURSOR_VERSION), z.literal(question), keySchema] as const
  const schema = isPast ? z.tuple([...parts, z.int32().min(1)]) : z.tuple(parts)
  const result = schema.safeParse(parseJson(Buffer.from(text, 'base64url').toString()))
  const [, , key, revision] = result.data ?? []
  if (key?.every(isStorable)) return { key, ...(revision !== undefined && { revision }) }
  const message =
    'This cursor belongs to another request. Take the cursor from links.next, and keep ' +
    'all parameters but limit the same.'
  const allowed = ['the cursor in links.next of the previous page']
  throw refusedParameter('cursor', message, allowed, { code: 'invalid_cursor' })
}

/** PostgreSQL refuses a text with a NUL. No sort value has one. */
function isStorable(value: CursorKey[number]): boolean {
  return typeof value !== 'string' || !value.includes('\0')
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
