// Reads the objects of an NDJSON file, one on each line, some at a time.
import { NumberText, parseExact, repeatedNames } from '../exact-json.ts'
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
  const parsed = tryParse(text)
  if (
    typeof parsed !== 'object' ||
    parsed === null ||
    Array.isArray(parsed) ||
    parsed instanceof NumberText
  )
    return { line, text, object: undefined, repeated: [] }
  return {
    line,
    text,
    object: parsed as JsonRecord['object'],
    repeated: repeatedNames(text).flatMap((path) => (path.length === 1 ? path : []))
  }
}

function tryParse(text: string): unknown {
  try {
    return parseExact(text)
  } catch (error) {
    // JSON.parse throws a RangeError for thousands of nested brackets.
    if (error instanceof SyntaxError || error instanceof RangeError) return undefined
    throw error
  }
}
