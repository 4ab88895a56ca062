// Reads JSON bodies. A body that is not JSON gets another problem than JSON with wrong values, and
// the problem names the place.
import type { FastifyInstance } from 'fastify'
import { depthOf, parseExact, repeatedNames } from '../exact-json.ts'
import { isExact, plainDecimal } from '../numbers/decimals.ts'
import { jsonPointer } from './json-pointer.ts'
import { SHOWN } from './limits.ts'
import { Problem } from './problems.ts'

/** The media types of JSON bodies. A merge patch (RFC 7396) is JSON too. */
export const JSON_TYPES = ['application/json', 'application/merge-patch+json']
/** Valid bodies have at most three levels. This limit keeps recursive functions safe. */
const DEPTH_MAX = 50

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
  checkSyntax(text)
  // Check the depth before any recursive function reads the value.
  if (depthOf(text) > DEPTH_MAX) throw tooDeep()
  const [repeated] = repeatedNames(text)
  if (repeated)
    throw notJson(
      `the name ${JSON.stringify(repeated.at(-1))} occurs twice.`,
      jsonPointer('/body', repeated)
    )
  return parseExact(text, (number) => isExact(plainDecimal(number)))
}

function checkSyntax(text: string): void {
  try {
    JSON.parse(text)
  } catch (error) {
    throw error instanceof SyntaxError ? notJson(placeOf(text, error.message)) : tooDeep()
  }
}

function tooDeep(): Problem {
  return notJson(`its brackets are nested more than ${DEPTH_MAX} deep.`)
}

function decodeText(bytes: Buffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    throw notJson('it is not valid UTF-8.')
  }
}

/**
 * Finds the place of a syntax error. V8 names it, except for an unexpected token; if the text ends
 * early, there is none.
 */
function placeOf(text: string, message: string): string {
  const [, position] = /at position (\d+)/.exec(message) ?? []
  const offset =
    position !== undefined
      ? Number(position)
      : isStrange(message)
        ? findUnexpectedToken(text)
        : text.length
  if (offset >= text.length) return 'it ends early.'
  const before = text.slice(0, offset).split('\n')
  const [found] = text.slice(offset, offset + SHOWN.valueCharacters).split('\n')
  return (
    `line ${before.length}, column ${(before.at(-1) ?? '').length + 1}, at ` +
    `${JSON.stringify(found)}.`
  )
}

/**
 * Finds the end of the shortest prefix of the text that no further text can make valid. It halves
 * the text, in at most 20 steps.
 */
function findUnexpectedToken(text: string): number {
  let [mendable, strange] = [0, text.length]
  while (strange - mendable > 1) {
    const middle = Math.floor((mendable + strange) / 2)
    if (isStrange(syntaxErrorOf(text.slice(0, middle)))) strange = middle
    else mendable = middle
  }
  return strange - 1
}

function isStrange(message: string): boolean {
  return message.endsWith('is not valid JSON')
}

function syntaxErrorOf(text: string): string {
  try {
    JSON.parse(text)
    return ''
  } catch (error) {
    return error instanceof Error ? error.message : ''
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
