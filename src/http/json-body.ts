// Bodies of JSON. What cannot be read as JSON is told apart from what reads well and says something
// wrong, and the place is named.
import type { FastifyInstance } from 'fastify'
import { depthOf, parseExact, repeatedNames } from '../exact-json.ts'
import { isExact, plainDecimal } from '../numbers/decimals.ts'
import { jsonPointer } from './json-pointer.ts'
import { SHOWN } from './limits.ts'
import { Problem } from './problems.ts'

/** What bodies of JSON may be called. A merge patch (RFC 7396) is JSON too. */
export const JSON_TYPES = ['application/json', 'application/merge-patch+json']
/** No body has more than three levels; what recurses into a value is safe with these. */
const DEPTH_MAX = 50

/**
 * Reads bodies of JSON in place of Fastify's own parser, which says less; and no others unless a
 * route takes them.
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
 * The value, undefined where there is no body; numbers that a double would change are no numbers in
 * it, so that a schema refuses them. Throws `invalid_json` with the place.
 */
export function parseJson(bytes: Buffer): unknown {
  const text = decodeText(bytes)
  if (text.trim() === '') return undefined
  checkSyntax(text)
  // Before anything recurses into it.
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

/** V8 names a place, but for an unexpected token; in a text that ends early there is none. */
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
 * Where the shortest beginning of the text ends that no more text could mend: found by halving, in
 * at most 20 steps.
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
