// What the JSON answers of upstreams have in common. Numbers keep their digits.
import { NumberText, parseExact } from '../../exact-json.ts'
import { JsonError } from '../../json-error.ts'
import { FetchFailure } from '../failure.ts'
import type { Row } from './upstream.ts'

/** Reads a page as JSON. One that is cut or a page of HTML may be whole when asked for again. */
export function parsePage(body: Buffer): unknown {
  const text = body.toString().replace(/^\ufeff/, '')
  if (/^\s*</.test(text))
    throw new FetchFailure('a page of HTML or XML instead of JSON', { passes: true })
  try {
    return parseExact(text)
  } catch (error) {
    if (!(error instanceof JsonError)) throw error
    const message = `an answer that is cut or broken after ${body.length} bytes`
    throw new FetchFailure(message, { passes: true })
  }
}

export function isObject(value: unknown): value is Row {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** The objects of a list; undefined if it is no list of objects. */
export function rowsIn(value: unknown): Row[] | undefined {
  return Array.isArray(value) && value.every(isObject) ? value : undefined
}

/** A text or number as text; empty for anything else. */
export function textIn(value: unknown): string {
  if (value instanceof NumberText) return value.text
  return typeof value === 'string' ? value : ''
}

/** A whole number, which may be written as a text; undefined if it is none. */
export function countIn(value: unknown): number | undefined {
  const text = textIn(value)
  return /^\d{1,9}$/.test(text) ? Number(text) : undefined
}
