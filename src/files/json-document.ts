// Reads a JSON document: an answer of the service, a list, or one object on several lines. It is
// held in memory as a whole, so it is limited; NDJSON is not.
import { isUtf8 } from 'node:buffer'
import { type ExactJson, NumberText, readExact } from '../exact-json.ts'
import { JsonError } from '../json-error.ts'
import { DataError } from './data-error.ts'
import type { JsonCell, JsonRecord } from './json-records.ts'
import { ROW_CHARACTERS_SHOWN } from './limits.ts'

/** Ten times the largest page of a list. */
const DOCUMENT_BYTES_MAX = 8 * 1024 * 1024
/** A list, an answer of the service, or an object whose first line is only its bracket. */
const DOCUMENT = /^\ufeff?\s*(?:\[|\{\s*"(?:data|meta|links)"\s*:|\{\s*[\r\n])/

/** Whether a file that begins so is a JSON document, and not NDJSON or CSV. */
export function isDocument(head: Buffer): boolean {
  return DOCUMENT.test(head.toString())
}

/** The objects of a document. The line of an object is its place among them, from 1. */
export async function readDocument(
  file: string,
  chunks: AsyncIterable<Buffer>
): Promise<JsonRecord[]> {
  const fail = (expected: string) =>
    new DataError([{ file, line: 1, column: '(row)', value: '', expected }])
  const held: Buffer[] = []
  let size = 0
  for await (const chunk of chunks) {
    size += chunk.length
    if (size > DOCUMENT_BYTES_MAX)
      throw fail(
        `at most ${DOCUMENT_BYTES_MAX} bytes of one JSON document; send longer lists as NDJSON, ` +
          'one object on each line'
      )
    held.push(chunk)
  }
  const bytes = Buffer.concat(held)
  if (!isUtf8(bytes)) throw fail('UTF-8')
  return recordsOf(parseDocument(bytes.toString().replace(/^\ufeff/, ''), fail))
}

function parseDocument(text: string, fail: (expected: string) => DataError): unknown {
  let read: ExactJson
  try {
    read = readExact(text)
  } catch (error) {
    if (!(error instanceof JsonError)) throw error
    if (error.reason === 'depth') throw fail('JSON that is not nested so deep')
    throw fail(`valid JSON: ${error.message}`)
  }
  const [repeated] = read.repeated
  if (repeated) throw fail(`each key once; ${repeated.at(-1)} occurs twice`)
  return read.value
}

function recordsOf(document: unknown): JsonRecord[] {
  const data = isObject(document) && 'data' in document ? document['data'] : document
  return (Array.isArray(data) ? data : [data]).map((row, index) => ({
    line: index + 1,
    text: isObject(row) ? '' : JSON.stringify(row).slice(0, ROW_CHARACTERS_SHOWN),
    object: isObject(row) ? row : undefined,
    repeated: []
  }))
}

function isObject(value: unknown): value is Record<string, JsonCell> {
  const isPlain = typeof value === 'object' && value !== null && !Array.isArray(value)
  return isPlain && !(value instanceof NumberText)
}
