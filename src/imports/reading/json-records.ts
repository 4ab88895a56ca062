// Objects of an NDJSON file, one a line, some at a time.
import type { Lines } from './lines.ts'

/** The object on a line, undefined where there is none, and the keys that stand twice in it. */
export type JsonRecord = { line: number; text: string; object: Record<string, JsonCell> | undefined; repeated: string[] }
/** A number as its text in the file: a double could have lost digits. */
export class NumberText {
  readonly text: string

  constructor(text: string) {
    this.text = text
  }
}
/** Objects and arrays within are as they came. */
export type JsonCell = string | boolean | null | NumberText | JsonCell[] | object

type Context = { source?: string }
/** `JSON.parse` of Node 24; TypeScript knows its reviver without the context. */
const parse = JSON.parse as (text: string, reviver: (key: string, value: unknown, context: Context) => unknown) => unknown
/** Strings, whether a colon follows, and brackets: all that is needed to find the keys of valid JSON. */
const TOKEN = /"[^"\\]*(?:\\.[^"\\]*)*"(\s*:)?|[{}[\]]/g

/** Yields the objects of some lines at a time. */
export async function* jsonRecords(chunks: AsyncIterable<Lines>): AsyncGenerator<JsonRecord[]> {
  for await (const { line, bytes } of chunks) {
    const batch: JsonRecord[] = []
    for (const [index, text] of bytes.toString().split('\n').entries()) if (text.trim() !== '') batch.push(recordOf(line + index, text))
    if (batch.length > 0) yield batch
  }
}

function recordOf(line: number, text: string): JsonRecord {
  const parsed = parsedOrNot(text)
  if (typeof parsed !== 'object' || parsed === null || Array.isArray(parsed) || parsed instanceof NumberText)
    return { line, text, object: undefined, repeated: [] }
  return { line, text, object: parsed as JsonRecord['object'], repeated: repeatedKeys(text, Object.keys(parsed).length) }
}

function parsedOrNot(text: string): unknown {
  try {
    return parse(text, (_key, value, { source }) => (typeof value === 'number' ? new NumberText(source ?? String(value)) : value))
  } catch (error) {
    // A RangeError is thousands of brackets within each other.
    if (error instanceof SyntaxError || error instanceof RangeError) return undefined
    throw error
  }
}

/** The keys that stand twice in an object, of which `JSON.parse` keeps the last. */
function repeatedKeys(text: string, distinct: number): string[] {
  const keys = topLevelKeys(text)
  if (keys.length === distinct) return []
  const seen = new Set<string>()
  return keys.filter((key) => seen.size === seen.add(key).size)
}

function topLevelKeys(text: string): string[] {
  const keys: string[] = []
  let depth = 0
  for (const [token, colon] of text.matchAll(TOKEN)) {
    if (token === '{' || token === '[') depth += 1
    else if (token === '}' || token === ']') depth -= 1
    else if (colon && depth === 1) keys.push(JSON.parse(token.slice(0, token.lastIndexOf('"') + 1)))
  }
  return keys
}
