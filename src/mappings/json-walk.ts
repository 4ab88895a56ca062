// Walks through the brackets of JSON text that comes in pieces, and says where each one stands.

/** Whole strings and brackets; a quote alone begins a string that goes on in the next piece. */
const TOKEN = /"[^"\\]*(?:\\.[^"\\]*)*"|"|[{}[\],:]/gs
/** No answer of an upstream has lists and objects deeper in each other. */
const DEPTH_MAX = 32
/** No pointer of a mapping has longer names. */
const KEY_MAX = 200

/** What is wrong with a document, for an error after "expected". */
export class JsonMisfit extends Error {
  override name = 'JsonMisfit'
}

type Frame = { isList: boolean; index: number; key: string }
/** A bracket or comma; `path` gives the pointer of the list or object that it begins or ends. */
export type JsonToken = { token: string; at: number; path: () => string; depth: number }
export type JsonWalk = {
  /**
   * The tokens of a piece, and from where on it must be given again with the next piece. Throws a
   * {@link JsonMisfit} where the text is no JSON, or too deep.
   */
  tokens: (text: string, from: number) => Generator<JsonToken, number>
}

export function walkJson(): JsonWalk {
  const frames: Frame[] = []
  let last = ''
  const path = () => frames.map(({ isList, index, key }) => `/${isList ? index : key}`).join('')
  return {
    *tokens(text, from) {
      TOKEN.lastIndex = 0
      const pattern = new RegExp(TOKEN)
      pattern.lastIndex = from
      for (let match = pattern.exec(text); match; match = pattern.exec(text)) {
        const [token] = match
        const at = match.index
        const top = frames.at(-1)
        if (token === '"') return at
        if (token === ':' && top) top.key = readKey(last)
        else if (token === '{' || token === '[') {
          if (frames.length >= DEPTH_MAX)
            throw new JsonMisfit(`at most ${DEPTH_MAX} lists and objects in each other`)
          yield { token, at, path, depth: frames.length }
          frames.push({ isList: token === '[', index: 0, key: '' })
        } else if (token === '}' || token === ']') {
          frames.pop()
          yield { token, at, path, depth: frames.length }
        } else if (token === ',') {
          yield { token, at, path, depth: frames.length - 1 }
          if (top) top.index += 1
        } else last = token
      }
      return text.length
    }
  }
}

function readKey(token: string): string {
  try {
    return String(JSON.parse(token)).slice(0, KEY_MAX)
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error
    throw new JsonMisfit('whole and valid JSON: each name in double quotes, on one line')
  }
}
