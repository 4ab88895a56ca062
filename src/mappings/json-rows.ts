// Reads the rows of a JSON document that may be longer than the memory: only the row that is being
// read, and what stands outside of the list of rows, are held.
import { parseExact } from '../exact-json.ts'
import { JsonError } from '../json-error.ts'
import { JsonMisfit, type JsonWalk, walkJson } from './json-walk.ts'

/** The longest row, and the most text outside of the list. */
const HELD_MAX = 1024 * 1024
/** How many rows are given at once. */
const BATCH_ROWS = 500

/** The first of the pointers whose list begins in this text, as far as the text is JSON. */
export function findList(head: string, pointers: readonly string[]): string | undefined {
  const reached = new Set<string>()
  try {
    for (const { token, path } of walkJson().tokens(head, 0)) if (token === '[') reached.add(path())
  } catch (error) {
    // The reader of the rows tells what is wrong there.
    if (!(error instanceof JsonMisfit)) throw error
  }
  return pointers.find((pointer) => reached.has(pointer))
}

/**
 * Yields the rows of the list at a pointer. `outline` receives the document without them, first as
 * far as it is known when the list begins.
 */
export async function* readJsonRows(
  pieces: AsyncIterable<string>,
  pointer: string,
  outline: (document: unknown) => void
): AsyncGenerator<unknown[]> {
  const walk = walkJson()
  const state = { held: '', walked: 0, start: -1, depth: -1, outside: '', outsideFrom: 0 }
  for await (const piece of pieces) {
    state.held += piece
    const rows: unknown[] = []
    try {
      takeRows(rows, walk, state, pointer, outline)
    } catch (error) {
      // The rows before the broken one tell where it is.
      yield* cutBatches(rows)
      throw error
    }
    const kept = state.start >= 0 ? state.start : state.outsideFrom
    state.held = state.held.slice(kept)
    state.walked -= kept
    if (state.start >= 0) state.start = 0
    state.outsideFrom -= kept
    if (state.held.length > HELD_MAX || state.outside.length > HELD_MAX)
      throw new JsonMisfit(`rows of at most ${HELD_MAX} characters`)
    yield* cutBatches(rows)
  }
  outline(parse(state.outside + state.held.slice(Math.max(state.outsideFrom, 0))))
}

type State = {
  held: string
  walked: number
  /** Where the row begins that is being read; -1 outside of the list. */
  start: number
  /** How deep the list stands. */
  depth: number
  outside: string
  outsideFrom: number
}

function* cutBatches(rows: readonly unknown[]): Generator<unknown[]> {
  for (let at = 0; at < rows.length; at += BATCH_ROWS) yield rows.slice(at, at + BATCH_ROWS)
}

function takeRows(
  rows: unknown[],
  walk: JsonWalk,
  state: State,
  pointer: string,
  outline: (document: unknown) => void
): void {
  const takeRow = (end: number) => {
    const text = state.held.slice(state.start, end)
    if (text.trim() !== '') rows.push(parse(text))
  }
  const tokens = walk.tokens(state.held, state.walked)
  let next = tokens.next()
  for (; !next.done; next = tokens.next()) {
    const { token, at, path, depth } = next.value
    if (state.start < 0 && state.depth < 0 && token === '[' && path() === pointer) {
      state.outside += state.held.slice(state.outsideFrom, at + 1)
      state.start = at + 1
      state.depth = depth
      outline(closed(state.outside))
    } else if (state.start >= 0 && depth === state.depth && (token === ',' || token === ']')) {
      takeRow(at)
      state.start = token === ',' ? at + 1 : -1
      if (token === ']') state.outsideFrom = at
    }
  }
  state.walked = next.value
}

/** The beginning of a document with its brackets closed; undefined if that makes no document. */
function closed(text: string): unknown {
  const open: string[] = []
  for (const { token } of walkJson().tokens(text, 0)) {
    if (token === '[' || token === '{') open.push(token === '[' ? ']' : '}')
    else if (token === ']' || token === '}') open.pop()
  }
  try {
    return parseExact(text + open.reverse().join(''))
  } catch {
    return undefined
  }
}

function parse(text: string): unknown {
  try {
    return parseExact(text)
  } catch (error) {
    if (error instanceof JsonError) throw new JsonMisfit(`whole and valid JSON: ${error.message}`)
    throw error
  }
}
