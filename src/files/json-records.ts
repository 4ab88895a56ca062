// Reads the objects of an NDJSON file, one on each line, some at a time.
import { type ExactJson, NumberText, readExact } from '../exact-json.ts'
import { JsonError } from '../json-error.ts'
import type { Lines } from './lines.ts'

/** The object on a line, undefined if the line holds none, and the keys that it repeats. */
export type JsonRecord = {
  line: number
  text: string
  object: Record<string, JsonCell> | undefined
  repeated: string[]
}
/** Objects and arrays inside it are unchanged. */
export type JsonCell = string | boolean | null | NumberText | JsonCell[] | object

/** Yields the objects of one chunk of lines at a time. */
export async function* readJsonRecords(chunks: AsyncIterable<Lines>): AsyncGenerator<JsonRecord[]> {
  for await (const { line, bytes } of chunks) {
    const batch: JsonRecord[] = []
    for (const [index, text] of bytes.toString().split('\n').entries())
      if (text.trim() !== '') batch.push(recordOf(line + index, text))
    if (batch.length > 0) yield batch
  }
}

function recordOf(line: number, text: string): JsonRecord {
  const { value, repeated } = tryToRead(text)
  if (
    typeof value !== 'object' ||
    value === null ||
    Array.isArray(value) ||
    value instanceof NumberText
  )
    return { line, text, object: undefined, repeated: [] }
  return {
    line,
    text,
    object: value as JsonRecord['object'],
    repeated: repeated.flatMap((path) => (path.length === 1 ? path : []))
  }
}

/** What a line holds; without a value if it is no JSON. */
function tryToRead(text: string): ExactJson {
  try {
    return readExact(text)
  } catch (error) {
    if (error instanceof JsonError) return { value: undefined, repeated: [] }
    throw error
  }
}
