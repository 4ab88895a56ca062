// JSON read so that nothing is lost unseen: numbers that a double would change, names that stand
// twice.

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

type Context = { source?: string }
/** `JSON.parse` of Node 24; TypeScript knows its reviver without the context. */
const parse = JSON.parse as (
  text: string,
  reviver: (key: string, value: unknown, context: Context) => unknown
) => unknown
/**
 * Strings, whether a colon follows, and brackets: all that is needed to find the names of valid
 * JSON. In other texts a string may not end, and looking for its end from each quote in it takes
 * for ever: parse first.
 */
const TOKEN = /"[^"\\]*(?:\\.[^"\\]*)*"(\s*:)?|[{}[\]]/g

/**
 * The value of a text, with a {@link NumberText} for each number of which `isKept` is false. Throws
 * as `JSON.parse` does.
 */
export function parseExact(
  text: string,
  isKept: (number: string) => boolean = () => false
): unknown {
  return parse(text, (_key, value, { source }) => {
    if (typeof value !== 'number') return value
    const number = source ?? String(value)
    return isKept(number) ? value : new NumberText(number)
  })
}

/** How deep the brackets of valid JSON go. */
export function depthOf(text: string): number {
  let [depth, deepest] = [0, 0]
  for (const [token] of text.matchAll(TOKEN)) {
    if (token === '{' || token === '[') deepest = Math.max(deepest, ++depth)
    else if (token === '}' || token === ']') depth -= 1
  }
  return deepest
}

/**
 * Paths to the names that stand twice in an object of valid JSON, of which `JSON.parse` keeps the
 * last. An element of a list has that of the list.
 */
export function repeatedNames(text: string): string[][] {
  const repeated: string[][] = []
  const around: { name: string; names: Set<string> }[] = []
  let last = ''
  for (const [token, colon] of text.matchAll(TOKEN)) {
    if (token === '{' || token === '[') {
      around.push({ name: last, names: new Set() })
      last = ''
    } else if (token === '}' || token === ']') {
      around.pop()
      last = ''
    } else if (colon) {
      last = JSON.parse(token.slice(0, token.lastIndexOf('"') + 1))
      const names = around.at(-1)?.names
      if (names?.has(last)) repeated.push([...around.map(({ name }) => name).filter(Boolean), last])
      names?.add(last)
    }
  }
  return repeated
}
