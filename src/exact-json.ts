// Reads JSON without losing anything unnoticed: numbers that a double would change, and names that
// occur twice. One pass finds the value, the first error and both of these, in time that grows with
// the text alone.
import { JsonError } from './json-error.ts'

/** A number as its text. */
export class NumberText {
  readonly text: string

  constructor(text: string) {
    this.text = text
  }

  toJSON(): string {
    return this.text
  }
}

export type JsonOptions = {
  /** Which numbers stay numbers; the others become a {@link NumberText}. By default, none does. */
  isKept?: (number: string) => boolean
  /** How many brackets may be open at once, and how many names all objects may have together. */
  depthMax?: number
  namesMax?: number
}
/**
 * The value, and the paths to names that occur twice in an object, of which the last one counts:
 * the first of all, and those of the outermost object. An element of a list has the path of the
 * list.
 */
export type ExactJson = { value: unknown; repeated: string[][] }

/** No honest text is deeper, and recursive functions can read a value of this depth. */
const DEPTH_MAX = 500
const NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y
/** What may still become a number. */
const NUMBER_BEGUN = /-?(?:(?:0|[1-9]\d*)(?:(?:\.\d+)?[eE][+-]?\d*|\.\d*)?)?/y
const PLAIN = /^[^\\\p{Cc}]*$/u
const ESCAPED = '"\\/bfnrt'
const HEXADECIMAL = /^[0-9a-fA-F]$/
const WORDS: Record<string, readonly [string, boolean | null]> = {
  t: ['true', true],
  f: ['false', false],
  n: ['null', null]
}

type Reader = Required<JsonOptions> & {
  text: string
  at: number
  depth: number
  names: number
  path: string[]
  repeated: string[][]
}

/** Reads a text. Throws a {@link JsonError}. */
export function readExact(text: string, options: JsonOptions = {}): ExactJson {
  const { isKept = () => false, depthMax = DEPTH_MAX, namesMax = Infinity } = options
  const limits = { isKept, depthMax, namesMax }
  const reader: Reader = { ...limits, text, at: 0, depth: 0, names: 0, path: [], repeated: [] }
  const value = readValue(reader)
  if (skipBlanks(reader) !== '') throw new JsonError(text, reader.at)
  return { value, repeated: reader.repeated }
}

/** The value of a text: see {@link readExact}. */
export function parseExact(text: string, isKept?: (number: string) => boolean): unknown {
  return readExact(text, isKept && { isKept }).value
}

/** Goes to the next character that is no blank, and returns it; empty at the end of the text. */
function skipBlanks(reader: Reader): string {
  const { text } = reader
  for (;;) {
    const next = text.charAt(reader.at)
    if (next !== ' ' && next !== '\n' && next !== '\r' && next !== '\t') return next
    reader.at += 1
  }
}

function readValue(reader: Reader): unknown {
  const next = skipBlanks(reader)
  if (next === '"') return readText(reader)
  if (next === '{') return readInside(reader, '}', readMembers)
  if (next === '[') return readInside(reader, ']', readItems)
  const word = WORDS[next]
  return word ? readWord(reader, word) : readNumber(reader)
}

/** Reads what stands between brackets, after their depth was counted. */
function readInside<T>(
  reader: Reader,
  end: string,
  read: (reader: Reader, isEmpty: boolean) => T
): T {
  reader.depth += 1
  if (reader.depth > reader.depthMax) throw new JsonError(reader.text, reader.at, 'depth')
  reader.at += 1
  const value = read(reader, skipBlanks(reader) === end)
  reader.at += 1
  reader.depth -= 1
  return value
}

function readItems(reader: Reader, isEmpty: boolean): unknown[] {
  const items: unknown[] = []
  if (isEmpty) return items
  do items.push(readValue(reader))
  while (goesOn(reader, ']'))
  return items
}

function readMembers(reader: Reader, isEmpty: boolean): object {
  const members: Record<string, unknown> = {}
  if (isEmpty) return members
  do {
    if (skipBlanks(reader) !== '"') throw new JsonError(reader.text, reader.at)
    const begin = reader.at
    const name = readText(reader)
    reader.names += 1
    if (reader.names > reader.namesMax) throw new JsonError(reader.text, begin, 'names')
    if (skipBlanks(reader) !== ':') throw new JsonError(reader.text, reader.at)
    reader.at += 1
    if (Object.hasOwn(members, name)) noteRepeated(reader, name)
    reader.path.push(name)
    setMember(members, name, readValue(reader))
    reader.path.pop()
  } while (goesOn(reader, '}'))
  return members
}

/** Of those inside, only the first is noted: the paths of all could be longer than the text. */
function noteRepeated({ path, repeated }: Reader, name: string): void {
  if (repeated.length === 0 || path.length === 0) repeated.push([...path, name])
}

/** As `JSON.parse` does it: the name `__proto__` is one like others. */
function setMember(members: Record<string, unknown>, name: string, value: unknown): void {
  if (name !== '__proto__') members[name] = value
  else
    Object.defineProperty(members, name, {
      value,
      configurable: true,
      enumerable: true,
      writable: true
    })
}

/** Whether a comma follows; then the next part begins after it. */
function goesOn(reader: Reader, end: string): boolean {
  const next = skipBlanks(reader)
  if (next === ',') reader.at += 1
  else if (next !== end) throw new JsonError(reader.text, reader.at)
  return next === ','
}

function readWord<T>(reader: Reader, [word, value]: readonly [string, T]): T {
  for (const letter of word) {
    if (reader.text.charAt(reader.at) !== letter) throw new JsonError(reader.text, reader.at)
    reader.at += 1
  }
  return value
}

function readNumber(reader: Reader): number | NumberText {
  const { text, at, isKept } = reader
  NUMBER.lastIndex = at
  NUMBER_BEGUN.lastIndex = at
  const number = NUMBER.exec(text)?.[0] ?? ''
  const begun = NUMBER_BEGUN.exec(text)?.[0] ?? ''
  if (number === '' || begun.length > number.length) throw new JsonError(text, at + begun.length)
  reader.at += number.length
  return isKept(number) ? Number(number) : new NumberText(number)
}

function readText(reader: Reader): string {
  const { text, at } = reader
  const end = text.indexOf('"', at + 1)
  const plain = end < 0 ? '\\' : text.slice(at + 1, end)
  if (PLAIN.test(plain)) {
    reader.at = end + 1
    return plain
  }
  reader.at = findTextEnd(text, at + 1) + 1
  return JSON.parse(text.slice(at, reader.at))
}

/** Finds the quote that ends a text with escapes. */
function findTextEnd(text: string, start: number): number {
  for (let at = start; ; at += 1) {
    const next = text.charAt(at)
    if (next === '"') return at
    if (next < ' ') throw new JsonError(text, at)
    if (next === '\\') {
      at += 1
      const escaped = text.charAt(at)
      if (escaped === 'u') for (const end = at + 4; at < end; at += 1) refuseNoDigit(text, at + 1)
      else if (escaped === '' || !ESCAPED.includes(escaped)) throw new JsonError(text, at)
    }
  }
}

function refuseNoDigit(text: string, at: number): void {
  if (!HEXADECIMAL.test(text.charAt(at))) throw new JsonError(text, at)
}
