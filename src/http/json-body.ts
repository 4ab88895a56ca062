// Reads JSON bodies. A body that is not JSON gets another problem than JSON with wrong values, and
// the problem names the place.
import type { FastifyInstance } from 'fastify'
import { type ExactJson, readExact } from '../exact-json.ts'
import { JsonError } from '../json-error.ts'
import { isExact, plainDecimal } from '../numbers/decimals.ts'
import { jsonPointer } from './json-pointer.ts'
import { Problem } from './problems.ts'

/** The media types of JSON bodies. A merge patch (RFC 7396) is JSON too. */
export const JSON_TYPES = ['application/json', 'application/merge-patch+json']
/** Valid bodies have at most three levels. This limit keeps recursive functions safe. */
const DEPTH_MAX = 50
/** A body has a few dozen names, but an answer that is sent back may have one for each series. */
const NAMES_MAX = 3_000
const TOO_MANY: Partial<Record<JsonError['reason'], string>> = {
  depth: `its brackets are nested more than ${DEPTH_MAX} deep.`,
  names: `its objects have more than ${NAMES_MAX.toLocaleString('en')} names.`
}

/**
 * Replaces the JSON parser of Fastify, whose errors say less. Bodies of other types are refused
 * unless a route accepts them.
 */
export function readJsonBodies(app: FastifyInstance): void {
  app.removeAllContentTypeParsers()
  app.addContentTypeParser<Buffer>(
    JSON_TYPES,
    { parseAs: 'buffer' },
    async (_request: unknown, bytes: Buffer) => parseJson(bytes)
  )
}

/**
 * Parses a body; an empty body gives undefined. A number that a double would change becomes another
 * type, so that the schema refuses it. Throws `invalid_json` with the place.
 */
export function parseJson(bytes: Buffer): unknown {
  const text = decodeText(bytes)
  if (text.trim() === '') return undefined
  const { value, repeated } = readText(text)
  const [first] = repeated
  if (first)
    throw notJson(
      `the name ${JSON.stringify(first.at(-1))} occurs twice.`,
      jsonPointer('/body', first)
    )
  return value
}

function readText(text: string): ExactJson {
  const isKept = (number: string) => isExact(plainDecimal(number))
  try {
    return readExact(text, { isKept, depthMax: DEPTH_MAX, namesMax: NAMES_MAX })
  } catch (error) {
    if (!(error instanceof JsonError)) throw error
    throw notJson(TOO_MANY[error.reason] ?? error.message)
  }
}

function decodeText(bytes: Buffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    throw notJson('it is not valid UTF-8.')
  }
}

function notJson(where: string, pointer = '/body'): Problem {
  return new Problem('invalid_json', `The body is not valid JSON: ${where}`, {
    errors: [
      {
        pointer,
        message: `Not valid JSON: ${where}`,
        allowed: ['a JSON object (RFC 8259) in UTF-8, each name once']
      }
    ]
  })
}
