// Reads JSON without losing anything unnoticed: numbers that a double would change, and names that
// occur twice.

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
/** `JSON.parse` of Node 24; the types of TypeScript lack the context of its reviver. */
const parse = JSON.parse as (
  text: string,
  reviver: (key: string, value: unknown, context: Context) => unknown
) => unknown
/**
 * Matches strings, with a colon if one follows, and brackets. That is enough to find the names of
 * valid JSON. Parse a text first: in an invalid text a string may not end, and looking for its end
 * from every quote takes very long.
 */
const TOKEN = /"[^"\\]*(?:\\.[^"\\]*)*"(\s*:)?|[{}[\]]/g

/**
 * The value of a text, with a {@link NumberText} for each number for which `isKept` is false.
 * Throws like `JSON.parse`.
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

/** The depth of the brackets in valid JSON. */
export function depthOf(text: string): number {
  let [depth, deepest] = [0, 0]
  for (const [token] of text.matchAll(TOKEN)) {
    if (token === '{' || token === '[') deepest = Math.max(deepest, ++depth)
    else if (token === '}' || token === ']') depth -= 1
  }
  return deepest
}

/**
 * Paths to the names that occur twice in an object of valid JSON; `JSON.parse` keeps only the last
 * value. An element of a list has the path of the list.
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
